import { dingtalkSimulator } from '@joinery/connector-dingtalk/simulator';
import { feishuSimulator } from '@joinery/connector-feishu/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { serviceCoreSimulator } from '@joinery/connector-service-core/simulator';
import { wecomSimulator } from '@joinery/connector-wecom/simulator';
import { until } from '../until.ts';
import { Faults } from './faults.ts';
import type { Seen, Stage } from './stage.ts';

const tickets = 30;
const duplicates = 12;

/**
 * Tickets are told to their assignees in three messengers, once each: although events come twice, and although the
 * messengers answer HTTP 200 with an expired token inside in the middle.
 */
export async function notification(stage: Stage): Promise<Seen> {
  const core = serviceCoreSimulator({ retryDelaysMs: [200, 500, 1000, 2000], deliveryConcurrency: 4 });
  const messengers = { feishu: feishuSimulator(), dingtalk: dingtalkSimulator(), wecom: wecomSimulator() };
  await stage.use('ticket-notices', {
    core: await stage.join(core),
    feishu: await stage.join(messengers.feishu),
    dingtalk: await stage.join(messengers.dingtalk),
    wecom: await stage.join(messengers.wecom),
  });
  core.upsert('agents', { id: 'A-1002', imIds: { dingtalk: 'wangfang' } });
  core.upsert('agents', { id: 'A-1003', imIds: { wecom: 'lina' } });
  await until('the core knew where to send its events', 30_000, () => core.subscriptions().length > 0);

  core.setFault({ kind: 'duplicate-delivery', times: duplicates });
  messengers.feishu.setFault({ kind: 'expired-token', path: '/open-apis/im', status: 200, after: 3, times: 1 });
  messengers.dingtalk.setFault({ kind: 'expired-token', path: '/topapi/message', status: 200, after: 3, times: 1 });
  messengers.wecom.setFault({ kind: 'expired-token', path: '/cgi-bin/message', status: 200, after: 3, times: 1 });
  for (let n = 0; n < tickets; n++) raise(core, n);
  for (let n = 0; n < tickets; n += 3) core.upsert('tickets', { id: `T-NOTE-${n}`, priority: 'urgent' });
  await core.settled();
  await stage.rest();
  return judge(core, messengers);
}

function raise(core: Simulator, n: number): void {
  core.upsert('tickets', {
    id: `T-NOTE-${n}`,
    number: `NOTE-${n};`,
    subject: `提醒演示 ${n}`,
    status: 'open',
    priority: 'normal',
    customerId: 'C-1001',
    requesterContactId: 'P-1001',
    assigneeAgentId: `A-100${(n % 3) + 1}`,
  });
}

function judge(core: Simulator, messengers: Readonly<Record<'feishu' | 'dingtalk' | 'wecom', Simulator>>): Seen {
  const faults = new Faults();
  const repeated = core.deliveries().filter((one) => one.nature === 'duplicate' && one.state === 'delivered').length;
  faults.same('events that came twice', repeated, duplicates);
  let messages = 0;
  for (const [index, [name, messenger]] of Object.entries(messengers).entries()) {
    faults.same(`expired tokens that ${name} still had to answer`, messenger.faults().length, 0);
    for (let n = index; n < tickets; n += 3) {
      // Every third ticket was escalated too, and those are all of the first messenger's.
      const wanted = n % 3 === 0 ? 2 : 1;
      const got = messenger.inbox().filter(({ title = '', text }) => `${title} ${text}`.includes(`NOTE-${n};`)).length;
      faults.same(`messages in ${name} about ticket ${n}`, got, wanted);
    }
    messages += messenger.inbox().length;
  }
  faults.same('messages in all', messages, tickets + tickets / 3);
  return { figures: { tickets, messages, duplicatesDropped: repeated, expiredTokens: 3 }, faults: faults.list };
}
