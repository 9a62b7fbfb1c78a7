import { beisenSimulator } from '@joinery/connector-beisen/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { serviceCoreSimulator } from '@joinery/connector-service-core/simulator';
import { Faults } from './faults.ts';
import { planAndLoad, releaseGuard, run } from './passes.ts';
import type { Seen, Stage } from './stage.ts';

const joiners = 20;
const leavers = 14;

/**
 * HR decides who works here. A joiner, a mover and a leaver arrive; broken listings disable nobody; a mass of
 * deletions stops at the guard until an administrator lets it through.
 */
export async function organisation(stage: Stage): Promise<Seen> {
  const { api } = stage;
  const hr = beisenSimulator();
  const core = serviceCoreSimulator();
  const made = await stage.use('people-from-beisen', { hr: await stage.join(hr), core: await stage.join(core) });
  const people = made.id('people');
  const faults = new Faults();
  const agent = (employeeNo: string) => core.records('agents').find((one) => one['employeeNo'] === employeeNo);
  const department = (code: string) => core.records('departments').find((one) => one['code'] === code);
  const suspended = (): number => core.records('agents').filter((one) => one['status'] === 'suspended').length;

  const agentsBefore = core.records('agents').length;
  await planAndLoad(api, made.id('departments'));
  faults.same('parent of a department', department('CS1')?.['parentId'], department('CS')?.['id']);
  const { plan, load } = await planAndLoad(api, people);
  faults.same('counts of plan and load', plan.counts, load.counts);
  faults.same('agents after everybody was recognised', core.records('agents').length, agentsBefore);
  faults.same('department of E1001', agent('E1001')?.['departmentId'], department('TS')?.['id']);

  hr.upsert('employees', { userID: 101539902, oIdDepartment: 1143533 });
  hr.upsert('employees', { userID: 101539903, employeeStatus: '8', lastWorkDate: '2026-09-30T00:00:00' });
  for (let n = 0; n < joiners; n++) hr.upsert('employees', joiner(n));
  await run(api, people, 'changes');
  faults.same('joiners', core.records('agents').length, agentsBefore + joiners);
  faults.same('mobile of a joiner', agent('J1003')?.['mobile'], '+8613911110003');
  faults.same('department of the mover', agent('E1002')?.['departmentId'], department('TS')?.['id']);
  faults.same('the leaver', [agent('E1003')?.['status'], agent('E1003')?.['leaveDate']], ['departed', '2026-09-30']);

  hr.upsert('employees', { userID: joinerId(3), mobilePhone: null });
  await run(api, people, 'changes');
  faults.same('mobile that HR has emptied', agent('J1003')?.['mobile'], undefined);

  const brokenListings = await survive(hr, async () => void (await run(api, people, 'full')));
  faults.same('people disabled by broken listings', suspended(), 0);

  hr.remove('employees', String(joinerId(0)));
  await run(api, people, 'changes');
  faults.same('state of who was deleted in HR', [agent('J1000')?.['status'], suspended()], ['suspended', 1]);

  for (let n = 1; n <= leavers; n++) hr.remove('employees', String(joinerId(n)));
  await run(api, people, 'full');
  const heldByGuard = leavers + 1 - suspended();
  faults.expect(heldByGuard > 0, 'the guard let a mass of deletions through');
  await releaseGuard(api, people, leavers);
  faults.same('people disabled after the release', suspended(), leavers + 1);
  faults.same('agents at the end', core.records('agents').length, agentsBefore + joiners);
  const figures = { joiners, movers: 1, leavers: leavers + 2, brokenListings, heldByGuard };
  return { figures, faults: faults.list };
}

const joinerId = (n: number): number => 101600000 + n;

const joiner = (n: number) => ({
  userID: joinerId(n),
  name: `新员工 ${n}`,
  jobNumber: `J${1000 + n}`,
  email: `J${1000 + n}@service.example.com`,
  mobilePhone: `1391111${String(n).padStart(4, '0')}`,
  oIdDepartment: 1143534,
});

/** A listing that says “nobody” with HTTP 200, and one that ends early. */
async function survive(hr: Simulator, pass: () => Promise<void>): Promise<number> {
  const broken = ['empty-listing', 'truncated-page'] as const;
  for (const kind of broken) {
    hr.setFault({ kind });
    await pass();
    hr.clearFaults();
  }
  return broken.length;
}
