import { expect, it } from 'vitest';
import { ableTraits, documentOf, TestSync, type ListingFault, type SystemFaults } from '@joinery/sync/testing';
import { Random } from '../mapping-types/random.ts';

const people = 137;
const pageSize = 10;

/** Whether the listing lacks anybody: cut behind its last page it does not. */
function lacksSomebody(fault: ListingFault): boolean {
  return fault.kind !== 'cut' || fault.afterPages * pageSize < people;
}

function faultOf(random: Random): ListingFault {
  return random.pick<ListingFault>([
    { kind: 'cut', afterPages: random.integer(1, Math.ceil(people / pageSize)) },
    { kind: 'empty' },
    { kind: 'shrunk', share: 0.15 },
    { kind: 'shrunk', share: 0.01 },
  ]);
}

async function trial(
  seed: number,
): Promise<{ readonly removed: number; readonly alerts: number; readonly fault: ListingFault }> {
  const random = new Random(seed);
  const policy = random.pick(['disable', 'delete'] as const);
  const sync = new TestSync({
    document: documentOf({ direction: 'a-to-b', deletes: { policy }, settings: { repairTarget: random.chance(0.5) } }),
    a: { pageSize, traits: { ...ableTraits, get: random.chance(0.5) }, tellsTotal: random.chance(0.3) },
  });
  for (let n = 0; n < people; n += 1) sync.a.add({ Name: `n${n}`, Mail: `n${n}@example.com` });
  await sync.run('full');
  const fault = faultOf(random);
  const faults: SystemFaults = { listing: fault };
  sync.a.faults = faults;
  await sync.run('full');
  return { removed: people - sync.b.alive().length, alerts: sync.store.shelf('live').alerts.length, fault };
}

it('a listing that is cut at any page, empty or shrunk removes nobody and is told of, in 1,000 trials', async () => {
  for (let seed = 1; seed <= 1000; seed += 1) {
    const { removed, alerts, fault } = await trial(seed);
    expect({ seed, fault, removed, isTold: alerts > 0 }).toEqual({
      seed,
      fault,
      removed: 0,
      isTold: lacksSomebody(fault),
    });
  }
}, 120_000);

it('the same trial sees it when the listing is believed and the record not asked for', async () => {
  const sync = new TestSync({
    document: documentOf({ direction: 'a-to-b', deletes: { policy: 'delete' } }),
    a: { pageSize, traits: { ...ableTraits, get: false } },
  });
  for (let n = 0; n < people; n += 1) sync.a.add({ Name: `n${n}`, Mail: `n${n}@example.com` });
  await sync.run('full');
  sync.a.faults = { listing: { kind: 'cut', afterPages: 13 } };
  await sync.run('full');
  await sync.run('full');
  expect(sync.b.alive()).toHaveLength(130);
});
