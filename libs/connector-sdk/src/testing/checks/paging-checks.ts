import assert from 'node:assert/strict';
import type { FaultKind } from '../../simulator/index.ts';
import { type Bench, type Check, liveCheck, planned } from '../check.ts';
import { allItems, expectFailure, expectValid, failureOf, member, sameSet } from '../expectations.ts';

const several = 230;

/** Fills the collection, arms faults for what follows, and gives what a listing sees and what there is. */
async function listing(
  bench: Bench,
  ...kinds: readonly FaultKind[]
): Promise<{ readonly seen: readonly unknown[]; readonly there: readonly unknown[] }> {
  const list = planned(bench, 'list');
  for (let n = 0; n < several; n += 1) bench.simulator.upsert(list.collection, list.more(n));
  for (const kind of kinds) bench.simulator.setFault({ kind });
  const seen = (await allItems(bench.host, list)).map((item) => member(item, list.key));
  return { seen, there: bench.simulator.records(list.collection).map((record) => record[list.key]) };
}

const needs = ['list'] as const;

/** Listings: complete, each record once, and an end to everything. */
export const pagingChecks: readonly Check[] = [
  liveCheck(
    'paging.every-record-once',
    'a listing of many pages gives every record exactly once',
    { needs },
    async (bench) => {
      const { seen, there } = await listing(bench);
      sameSet(seen, there, 'records seen');
      assert.equal(seen.length, there.length, 'records seen twice');
    },
  ),
  liveCheck(
    'paging.truncated-page',
    'a page shorter than asked for is not taken for the last',
    { needs },
    async (bench) => {
      const { seen, there } = await listing(bench, 'truncated-page');
      sameSet(seen, there, 'records seen');
    },
  ),
  liveCheck('paging.repeated-page', 'a page that repeats records loses none', { needs }, async (bench) => {
    const { seen, there } = await listing(bench, 'repeated-page');
    sameSet(seen, there, 'records seen');
  }),
  liveCheck(
    'paging.stuck-cursor',
    'a vendor that sends us round in circles ends as a failure',
    { needs },
    async (bench) => {
      const list = planned(bench, 'list');
      for (let n = 0; n < several; n += 1) bench.simulator.upsert(list.collection, list.more(n));
      bench.simulator.setFault({ kind: 'stuck-cursor', times: 1_000 });
      await assert.rejects(allItems(bench.host, list), (error: Error) => !error.message.includes('has no end'));
    },
  ),
  liveCheck('paging.empty', 'an empty listing is an empty list', { needs }, async (bench) => {
    // A vendor may be asked several times for one listing, by stretches of time for instance.
    bench.simulator.setFault({ kind: 'empty-listing', times: 1_000 });
    assert.deepEqual(await allItems(bench.host, planned(bench, 'list')), []);
  }),
  liveCheck(
    'paging.half-page',
    'a page that broke off is a failure that may be repeated, never a short list',
    { needs },
    async (bench) => {
      const { action, input } = planned(bench, 'list');
      bench.simulator.setFault({ kind: 'half-body', path: '/', after: tokenRequests(bench) });
      expectFailure(failureOf(await bench.host.page(action, input, null)), 'transient', bench.secrets);
    },
  ),
  liveCheck(
    'paging.maintenance-page',
    'a web page instead of a list is a failure, never an empty list',
    { needs },
    async (bench) => {
      const { action, input } = planned(bench, 'list');
      bench.simulator.setFault({ kind: 'maintenance-page', after: tokenRequests(bench) });
      expectFailure(failureOf(await bench.host.page(action, input, null)), 'transient', bench.secrets);
    },
  ),
  liveCheck('paging.items-valid', 'every item fits the action’s output', { needs }, async (bench) => {
    const list = planned(bench, 'list');
    const { output } = bench.connector.manifest.actions[list.action] ?? {};
    for (const item of await allItems(bench.host, list)) expectValid(output, item, `item of ${list.action}`);
  }),
  liveCheck(
    'paging.resumes',
    'a listing goes on from a stored position in another process',
    { needs },
    async (bench) => {
      const list = planned(bench, 'list');
      for (let n = 0; n < several; n += 1) bench.simulator.upsert(list.collection, list.more(n));
      const first = await bench.host.page(list.action, list.input, null);
      assert.equal(first.kind, 'page');
      const stored = JSON.parse(JSON.stringify(first)) as { items: readonly never[]; next: never };
      const second = await (await bench.open()).page(list.action, list.input, stored.next);
      assert.equal(second.kind, 'page');
      const ids = [...stored.items, ...(second.kind === 'page' ? second.items : [])].map((item) =>
        member(item, list.key),
      );
      assert.equal(new Set(ids).size, ids.length, 'records seen twice');
      assert.ok(ids.length > stored.items.length, 'nothing came after the first page');
    },
  ),
];

/** How many requests go ahead of the first page: the one for a token. */
export function tokenRequests({ plan }: Bench): number {
  return plan.tokenPath === undefined ? 0 : 1;
}
