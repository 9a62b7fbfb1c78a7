import { serviceCoreSimulator } from '@joinery/connector-service-core/simulator';
import { wechatOaSimulator } from '@joinery/connector-wechat-oa/simulator';
import { until } from '../until.ts';
import { Faults } from './faults.ts';
import type { Seen, Stage } from './stage.ts';

const templateId = 'iPk5sOIt5X_flOVKn5GrTFpncEYTojx6ddbt8WYoV5s';
const zhangwei = 'oABCD1234567890zhangwei';
const wangfang = 'oABCD1234567890wangfang';

/**
 * People write to the official account. One is recognised by the mobile in his text and from then on by his account,
 * one is new; words decide the group, a callback that comes twice is one ticket, an expired token inside HTTP 200 is
 * renewed, and each state of a ticket is told back once.
 */
export async function intake(stage: Stage): Promise<Seen> {
  const wechat = wechatOaSimulator({ retryDelaysMs: [200, 500, 1000] });
  const core = serviceCoreSimulator({ retryDelaysMs: [200, 500, 1000] });
  await stage.use(
    'wechat-intake',
    { wechat: await stage.join(wechat), core: await stage.join(core) },
    { templateId, groups: { 打印机: 'D-1002', 退款: 'D-1003' } },
  );
  const { callbackToken, callbackAesKey } = wechat.connection() as Record<string, string>;
  const url = await stage.hookOf('wechat-oa', 'message-received');
  await wechat.subscribe({ url, secret: callbackAesKey!, token: callbackToken! });
  await until('the core knew where to send its events', 30_000, () => core.subscriptions().length > 0);
  wechat.upsert('followers', { openid: wangfang, lastActiveAt: '2999-01-01T00:00:00.000Z' });

  const faults = new Faults();
  const before = { contacts: core.records('contacts').length, tickets: core.records('tickets').length };
  const say = async (openid: string, text: string): Promise<void> => {
    wechat.upsert('incoming-messages', { openid, text });
    await wechat.settled();
    await stage.rest();
  };
  wechat.setFault({ kind: 'duplicate-delivery', times: 2 });
  wechat.setFault({ kind: 'expired-token', path: '/cgi-bin/message', status: 200, after: 1 });
  await say(zhangwei, '打印机坏了,我的电话 13900002001');
  await say(zhangwei, '我还要退款');
  await say(wangfang, '你好,怎么开发票?');

  const tickets = core.records('tickets').slice(before.tickets);
  const ticketAbout = (text: string) => tickets.find((one) => (one['description'] as string).includes(text));
  faults.same('tickets', tickets.length, 3);
  faults.same('contacts made', core.records('contacts').length - before.contacts, 1);
  faults.same('who was known by his mobile', ticketAbout('打印机')?.['requesterContactId'], 'P-1001');
  faults.same('and then by his account', ticketAbout('退款')?.['requesterContactId'], 'P-1001');
  faults.same('his customer', ticketAbout('打印机')?.['customerId'], 'C-1001');
  faults.same(
    'groups',
    ['打印机', '退款', '发票'].map((text) => ticketAbout(text)?.['groupId'] ?? null),
    ['D-1002', 'D-1003', null],
  );
  faults.same('receipts', receipts(wechat.inbox()), tickets.map((one) => one['number'] as string).toSorted());

  const mine = ticketAbout('打印机')?.['id'] ?? '';
  for (const status of ['open', 'resolved']) core.upsert('tickets', { id: mine, status });
  // An edit that is no change of state is not told.
  core.upsert('tickets', { id: mine, priority: 'low' });
  await core.settled();
  await stage.rest();
  const told = wechat.inbox().filter(({ kind, to }) => kind === 'template' && to === zhangwei);
  faults.same(
    'states told',
    told.map(({ text }) => /工单状态:(\S+)/.exec(text)?.[1]),
    ['处理中', '已解决'],
  );
  faults.same('expired tokens that were still to be answered', wechat.faults().length, 0);
  return {
    figures: { tickets: tickets.length, recognised: 2, newContacts: 1, receipts: 3, statesTold: told.length },
    faults: faults.list,
  };
}

/** Numbers of the tickets whose receipt was told, in order. */
function receipts(inbox: readonly { readonly text: string }[]): readonly string[] {
  return inbox.flatMap(({ text }) => /工单编号 (SC-\d+)/.exec(text)?.[1] ?? []).toSorted();
}
