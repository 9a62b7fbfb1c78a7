import type { Pass, SyncIssuePage } from '@joinery/contracts';
import { salesforceSimulator } from '@joinery/connector-salesforce/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { serviceCoreSimulator } from '@joinery/connector-service-core/simulator';
import { until } from '../until.ts';
import { Faults } from './faults.ts';
import { planAndLoad, run } from './passes.ts';
import type { Seen, Stage } from './stage.ts';

const newAccounts = 40;

/**
 * Customers and contacts go both ways and settle: whoever exists on both sides is recognised, an edit on either side
 * reaches the other once, fields of the CRM win over the core's, and tickets with their ratings come back as cases.
 */
export async function customerData(stage: Stage): Promise<Seen> {
  const { api } = stage;
  const crm = salesforceSimulator();
  const core = serviceCoreSimulator({ retryDelaysMs: [200, 500, 1000] });
  const made = await stage.use('customers-salesforce', { crm: await stage.join(crm), core: await stage.join(core) });
  const [customers, contacts] = [made.id('customers'), made.id('contacts')];
  const faults = new Faults();
  const customer = (code: string) => core.records('customers').find((one) => one['code'] === code);
  const account = (code: string) => crm.records('accounts').find((one) => one['AccountNumber'] === code);

  // One customer is known to both by its code, one by nothing but its name.
  core.upsert('customers', { id: 'C-1001', code: 'C-1001' });
  crm.upsert('accounts', { Name: '北方样本零售集团', Phone: '+861088880000' });
  for (let n = 0; n < newAccounts; n++) crm.upsert('accounts', { Name: `演示客户 ${n}`, AccountNumber: `N-${n}` });
  const { plan, load } = await planAndLoad(api, customers);
  faults.same('made and changed, planned and loaded', madeAndChanged(plan), madeAndChanged(load));
  faults.same('customers on both sides', core.records('customers').length, crm.records('accounts').length);
  faults.same('name of the customer known by its code', customer('C-1001')?.['name'], '示例科技有限公司');
  await planAndLoad(api, contacts);
  const asked = await decideMatches(stage, contacts);
  faults.same('contacts on both sides', core.records('contacts').length, crm.records('contacts').length);
  faults.same(
    'customer of a contact that came from the CRM',
    core.records('contacts').find((one) => one['email'] === 'wuqiang@logistics.example.com')?.['customerId'],
    customer('C-1002')?.['id'],
  );

  await bothWays(stage, { core, crm, customers, faults, customer, account });
  const cases = await serviceHistory(stage, { core, crm, faults });
  const writes = writesOf(crm) + writesOf(core);
  await run(api, customers, 'full');
  await run(api, contacts, 'full');
  faults.same('writes once everything has settled', writesOf(crm) + writesOf(core) - writes, 0);
  const figures = {
    customers: core.records('customers').length,
    contacts: core.records('contacts').length,
    askedOfAPerson: asked,
    editsToCrm: 1,
    editsToCore: 2,
    ...cases,
  };
  return { figures, faults: faults.list };
}

const madeAndChanged = ({ counts }: Pass) => [counts.created, counts.updated, counts.conflict];

/** Two contacts share a mobile but not a mail with one of the other side: a person tells who is who. */
async function decideMatches({ api }: Stage, syncId: string): Promise<number> {
  const open = async () => (await api.get<SyncIssuePage>(`/syncs/${syncId}/issues?outcome=conflict`)).items;
  const issueOf = async (recordId: string) => (await open()).find((one) => one.recordId === recordId)!;
  const asked = (await open()).length;
  const same = await issueOf('P-1003');
  await api.post(`/syncs/${syncId}/issues/${same.id}/match`, { kind: 'link', otherId: '003RO0000000011YAK' });
  for (const recordId of ['P-1004', '003RO0000000012YAK']) {
    const other = await issueOf(recordId);
    await api.post(`/syncs/${syncId}/issues/${other.id}/match`, { kind: 'create' });
  }
  await run(api, syncId, 'full');
  return asked;
}

interface BothWays {
  readonly core: Simulator;
  readonly crm: Simulator;
  readonly customers: string;
  readonly faults: Faults;
  readonly customer: (code: string) => Readonly<Record<string, unknown>> | undefined;
  readonly account: (code: string) => Readonly<Record<string, unknown>> | undefined;
}

async function bothWays(stage: Stage, { core, crm, customers, faults, customer, account }: BothWays): Promise<void> {
  // Told by the core's event, so nobody has to ask for a pass.
  core.upsert('customers', { id: customer('N-1')!['id'] as string, phone: '+862155550001' });
  await until('an edit in the core had reached the CRM', 30_000, () => account('N-1')?.['Phone'] === '+862155550001');
  crm.upsert('accounts', { Id: account('N-2')!['Id'] as string, Rating: 'Hot' });
  // The name is the CRM's: what the core makes of it does not stay.
  core.upsert('customers', { id: customer('N-3')!['id'] as string, name: '擅自改名' });
  await run(stage.api, customers, 'full');
  faults.same('level set in the CRM', customer('N-2')?.['level'], 'svip');
  faults.same(
    'name that the CRM owns',
    [customer('N-3')?.['name'], account('N-3')?.['Name']],
    ['演示客户 3', '演示客户 3'],
  );
}

interface History {
  readonly core: Simulator;
  readonly crm: Simulator;
  readonly faults: Faults;
}

async function serviceHistory(stage: Stage, { core, crm, faults }: History) {
  await until('the flow had its address', 30_000, () => core.subscriptions().length >= 3);
  // A session that expires in the middle is renewed.
  crm.setFault({ kind: 'expired-token', path: '/services/data', after: 1 });
  core.upsert('tickets', {
    id: 'T-CASE-1',
    number: 'CASE-1',
    subject: '设备离线',
    status: 'open',
    priority: 'urgent',
    channel: 'phone',
    customerId: 'C-1001',
    requesterContactId: 'P-1001',
    assigneeAgentId: 'A-1001',
  });
  core.upsert('tickets', { id: 'T-CASE-1', status: 'resolved', satisfactionId: 'R-SAT-1' });
  await core.settled();
  await stage.rest();
  const found = crm.records('cases').filter((one) => one['Ext_Id__c'] === 'CASE-1');
  const { Status, Priority, Origin, AccountId } = found[0] ?? {};
  const accountId = crm.records('accounts').find((one) => one['AccountNumber'] === 'C-1001')?.['Id'];
  faults.same(
    'the case',
    [found.length, Status, Priority, Origin, AccountId],
    [1, 'Closed', 'High', 'Phone', accountId],
  );
  const comments = crm.records('case-comments').filter((one) => one['ParentId'] === found[0]?.['Id']);
  faults.same(
    'the rating',
    comments.map((one) => one['CommentBody']),
    ['客户满意度(1 至 5):5\n处理很快'],
  );
  return { cases: found.length, ratings: comments.length };
}

const writesOf = (simulator: Simulator): number =>
  simulator.requests().filter(({ method, path }) => method !== 'GET' && !/token|webhooks/.test(path)).length;
