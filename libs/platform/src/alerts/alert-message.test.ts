import type { AlertNotice } from '@joinery/persistence';
import { describe, expect, it } from 'vitest';
import { alertMessage } from './alert-message.ts';
import { channelActions } from './channel-action.ts';

const at = new Date('2026-03-05T18:30:00Z');
const aNotice = (changed: Partial<AlertNotice> = {}): AlertNotice => ({
  alertId: '01900000-0000-7000-8000-000000000001' as AlertNotice['alertId'],
  subject: '01900000-0000-7000-8000-000000000002',
  code: 'connector.auth',
  kind: 'run-failed',
  over: false,
  toldOpen: false,
  pending: 1,
  count: 1,
  failure: { code: 'connector.auth', kind: 'auth', params: { connector: 'CRM', detail: 'a\n\nb' } },
  subjectName: '订单 → 工单',
  flowId: null,
  runId: null,
  firstAt: at,
  lastAt: at,
  ...changed,
});
const reader = { language: 'zh', timeZone: 'Asia/Shanghai', publicUrl: 'https://joinery.test' } as const;
const said = (...notices: AlertNotice[]) => alertMessage(notices, reader).parts.join('\n');

describe('the message of an alert', () => {
  it('says what, where, why and when in the tenant’s time zone, each on its line', () => {
    expect(said(aNotice()).split('\n')).toEqual([
      '[错误] 运行失败 · 订单 → 工单',
      'CRM 不接受此连接的凭据(a b)。请在“连接”中检查密钥与权限。',
      '发生于 03/06 02:30',
      'https://joinery.test/alerts',
    ]);
  });

  it('says how often: at first, again, and when it is over', () => {
    expect(said(aNotice({ pending: 3, count: 3 }))).toContain('发生 3 次,最近');
    expect(said(aNotice({ pending: 2, count: 9 }))).toContain('上次通知后又发生 2 次,累计 9 次');
    expect(said(aNotice({ pending: 0, count: 9, over: true }))).toMatch(/^\[已恢复\][\s\S]*累计 9 次/);
  });

  it('shows a code of a newer version as itself', () => {
    expect(said(aNotice({ code: 'from.tomorrow', failure: null }))).toContain('\nfrom.tomorrow\n');
  });
});

describe('what a connector is given', () => {
  const to = { recipients: ['13800000000'], mentionAll: false };
  const many = alertMessage(
    Array.from({ length: 20 }, () => aNotice()),
    reader,
  );

  it('fits into WeCom’s 2,048 bytes, and says how many had no room', () => {
    const { title, text } = channelActions.wecom.input(many, to) as { title: string; text: string };
    expect(Buffer.byteLength(`${title}\n${text}`)).toBeLessThanOrEqual(2_048);
    const shown = text.match(/运行失败/g)!.length;
    expect(shown).toBeGreaterThan(2);
    expect(text).toContain(`另有 ${20 - shown} 条`);
  });

  it('has all of them where there is room', () => {
    const { text } = channelActions.email.input(many, { ...to, recipients: ['a@b.cn'] }) as { text: string };
    expect(text.match(/运行失败/g)).toHaveLength(20);
    expect(text).not.toContain('另有');
  });

  it('keeps a piece of one alert that is too long alone, in whole characters', () => {
    const long = { ...many, parts: ['𠮷'.repeat(2_000)] };
    const { text } = channelActions.wecom.input(long, to) as { text: string };
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_700);
    expect(text).toMatch(/^(𠮷)+…$/u);
  });
});
