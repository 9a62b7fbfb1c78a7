import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const templateId = '3Tka1eD6v6JfzhDMqPd3aMkFdxqtJMc2ZRioeFXkaaa';
const days = 24 * 3_600_000;

/** What the conformance suite does with WeCom. */
export const plan: ConformancePlan = {
  read: { action: 'get-person', input: { userId: 'zhangwei' } },
  list: {
    action: 'list-approvals',
    input: { from: new Date(Date.now() - 10 * days).toISOString() },
    collection: 'approvals',
    key: 'sp_no',
    more: (n) => ({ sp_no: `20260101${String(n).padStart(4, '0')}`, template_id: templateId, sp_name: `审批 ${n}` }),
  },
  write: {
    action: 'send-text-message',
    input: { userIds: ['zhangwei'], text: '工单已升级' },
    effects: (wecom) => wecom.inbox().filter(({ text }) => text === '工单已升级').length,
  },
  notFound: { action: 'get-person', input: { userId: 'nobody' } },
  refused: { action: 'send-message', input: { userIds: ['zhangwei'], type: 'telegram', content: { text: 'x' } } },
  misshapen: { action: 'send-text-message', input: { userIds: ['zhangwei'] } },
  unknownField: {
    change: (wecom) => void wecom.upsert('users', { userid: 'zhangwei', brand_new: 1 }),
    call: { action: 'get-person', input: { userId: 'zhangwei' } },
    field: 'brand_new',
  },
  listed: {
    object: 'person',
    collection: 'users',
    key: 'userid',
    more: (n) => ({ userid: `x${n}`, name: `成员 ${n}`, department: n % 2 === 0 ? [11] : [12, 11] }),
  },
  webhook: {
    trigger: 'person-created',
    settings: {},
    fire: (wecom, n) => void wecom.upsert('users', { userid: `new-${n}`, name: `新同事 ${n}`, department: [11] }),
    signing: ({ callbackAesKey, callbackToken }) => ({ secret: textOf(callbackAesKey), token: textOf(callbackToken) }),
    handshake: true,
  },
  wait: {
    action: 'create-approval',
    input: { templateId, creatorUserId: 'zhangwei', form: { 'Text-1': 'SC-1', 退款原因: '商品损坏' } },
    key: 'sp_no',
    trigger: 'approval-finished',
    settings: {},
    settle: (wecom, number) => void wecom.upsert('approvals', { sp_no: number, sp_status: 3 }),
  },
  tokenPath: '/cgi-bin/gettoken',
  design: { templateId },
};

export const exempt: Readonly<Record<string, string>> = {
  'auth.secrets-stay-home': 'WeCom takes the secret in the address of its token request and nowhere else',
  'errors.rate-limited': 'WeCom never says how long to wait',
};
