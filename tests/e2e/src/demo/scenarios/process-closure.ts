import { feishuSimulator } from '@joinery/connector-feishu/simulator';
import { jiraSimulator } from '@joinery/connector-jira/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { serviceCoreSimulator } from '@joinery/connector-service-core/simulator';
import { until } from '../until.ts';
import { Faults } from './faults.ts';
import type { Seen, Stage } from './stage.ts';

const passedOn = 6;
const approvalCode = '4202AD96-9EC1-4284-9C48-B923CDC4F30B';
const verdicts = ['APPROVED', 'REJECTED', 'CANCELED', 'APPROVED'] as const;

/**
 * Tickets go to development and come back with their progress; others wait for a verdict and go on accordingly.
 * Events come twice, tickets are edited meanwhile, a token expires inside HTTP 200.
 */
export async function processClosure(stage: Stage): Promise<Seen> {
  const core = serviceCoreSimulator({ retryDelaysMs: [200, 500, 1000, 2000] });
  const jira = jiraSimulator({ retryDelaysMs: [200, 500, 1000] });
  const feishu = feishuSimulator({ retryDelaysMs: [200, 500, 1000] });
  const connections = { core: await stage.join(core), jira: await stage.join(jira), feishu: await stage.join(feishu) };
  await stage.use('tickets-to-jira', { core: connections.core, jira: connections.jira }, { project: 'SC' });
  await stage.use('ticket-approval-feishu', { core: connections.core, feishu: connections.feishu }, { approvalCode });
  await until('both knew where to send their events', 30_000, () => core.subscriptions().length > 1 && told(jira));
  await feishu.subscribe({
    url: await stage.hookOf('feishu', 'approval-finished'),
    secret: 'feishu-encrypt-key-demo',
    token: 'feishu-verification-token-demo',
  });
  const faults = new Faults();
  core.setFault({ kind: 'duplicate-delivery', times: 6 });
  feishu.setFault({ kind: 'expired-token', path: '/open-apis/approval', status: 200, after: 2 });
  const issues = await development(stage, { core, jira, faults });
  const decided = await approvals(stage, { core, feishu, faults });
  return { figures: { issues, pushedBack: issues, ...decided }, faults: faults.list };
}

const told = (simulator: Simulator): boolean => simulator.subscriptions().length > 0;

interface Development {
  readonly core: Simulator;
  readonly jira: Simulator;
  readonly faults: Faults;
}

async function development(stage: Stage, { core, jira, faults }: Development): Promise<number> {
  const ids = Array.from({ length: passedOn }, (_, n) => `T-DEV-${n}`);
  const before = jira.records('issues').length;
  for (const id of ids) core.upsert('tickets', ticket(id, ['转研发']));
  core.upsert('tickets', ticket('T-DEV-not', []));
  // An edit of a ticket that was passed on passes nothing on again.
  for (const id of ids) core.upsert('tickets', { id, priority: 'high' });
  await core.settled();
  await stage.rest();
  const issueOf = (id: string) =>
    jira.records('issues').find((one) => (one['labels'] as readonly string[]).includes(`core-ticket-${id}`));
  faults.same('issues made', jira.records('issues').length - before, passedOn);
  faults.expect(
    ids.every((id) => core.record('tickets', id)?.['status'] === 'on_hold'),
    'a ticket that was passed on is not on hold',
  );

  jira.setFault({ kind: 'duplicate-delivery', times: 3 });
  const move = async (moved: readonly string[], status: string): Promise<void> => {
    for (const id of moved) jira.upsert('issues', { id: issueOf(id)?.['id'] ?? '', status });
    await jira.settled();
    await stage.rest();
  };
  await move(ids, 'In Progress');
  await move(
    ids.filter((_, n) => n % 2 === 0),
    'Done',
  );
  for (const [n, id] of ids.entries()) {
    const { status, subStatus } = core.record('tickets', id) ?? {};
    faults.same(`ticket ${id}`, [status, subStatus], n % 2 === 0 ? ['resolved', 'Done'] : ['on_hold', 'In Progress']);
    // Passed on, begun, and for every other one done.
    faults.same(`notes of ${id}`, notesOf(core, id), n % 2 === 0 ? 3 : 2);
  }
  return passedOn;
}

interface Approvals {
  readonly core: Simulator;
  readonly feishu: Simulator;
  readonly faults: Faults;
}

async function approvals(stage: Stage, { core, feishu, faults }: Approvals) {
  const ids = verdicts.map((_, n) => `T-REFUND-${n}`);
  for (const id of ids) core.upsert('tickets', ticket(id, ['退款']));
  await core.settled();
  const waiting = async () => (await stage.api.get<{ items: readonly unknown[] }>('/runs?state=waiting')).items.length;
  await until('every ticket waited for its verdict', 60_000, async () => (await waiting()) === ids.length);
  faults.same('approvals asked for', feishu.records('approvals').length, ids.length);
  const stateOf = (id: string) => {
    const { status, subStatus } = core.record('tickets', id) ?? {};
    return [status, subStatus];
  };
  for (const id of ids) faults.same(`${id} before the verdict`, stateOf(id), ['on_hold', '审批中']);

  for (const [n, id] of ids.entries()) {
    const approval = feishu.records('approvals').find((one) => (one['form'] as string).includes(`"${id}"`));
    feishu.upsert('approvals', { instance_code: approval?.['instance_code'] ?? '', status: verdicts[n]! });
  }
  await feishu.settled();
  await stage.rest();
  for (const [n, id] of ids.entries())
    faults.same(`${id} after it`, stateOf(id), ['open', verdicts[n] === 'APPROVED' ? '通过' : '审批未通过']);
  faults.same('applicants told', feishu.inbox().length, ids.length);
  faults.same('expired tokens that were still to be answered', feishu.faults().length, 0);
  const approved = verdicts.filter((one) => one === 'APPROVED').length;
  return { approved, refused: verdicts.length - approved, expiredTokens: 1 };
}

const ticket = (id: string, tags: readonly string[]) => ({
  id,
  number: id,
  subject: `流程演示 ${id}`,
  type: 'incident',
  status: 'open',
  priority: 'normal',
  customerId: 'C-1001',
  requesterContactId: 'P-1001',
  assigneeAgentId: 'A-1001',
  tags,
});

const notesOf = (core: Simulator, ticketId: string): number =>
  core.records('ticket-comments').filter((one) => one['ticketId'] === ticketId && one['visibility'] === 'internal')
    .length;
