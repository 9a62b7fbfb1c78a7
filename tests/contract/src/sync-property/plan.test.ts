import { expect, it } from 'vitest';
import type { OutcomeRow } from '@joinery/contracts';
import { fieldNames } from './ledger.ts';
import { World } from './world.ts';

const told = ({ side, recordId, outcome, changes, conflict }: OutcomeRow): unknown => ({
  side,
  recordId,
  outcome,
  changes,
  conflict,
});

/** Two systems with some records linked, edited and removed since, and some that are new. */
async function unrest(seed: number): Promise<World> {
  const world = new World(seed, 'all');
  const { random, sync } = world;
  const makeSome = (): void => {
    for (let n = 0; n < 6; n += 1) {
      const person = world.newPerson();
      if (random.chance(0.7)) world.create('a', person);
      if (random.chance(0.5)) world.create('b', person);
    }
  };
  if (random.chance(0.7)) {
    makeSome();
    await sync.run('full');
    await sync.run('changes');
  }
  sync.clock.advance(60_000);
  makeSome();
  for (const side of ['a', 'b'] as const)
    for (const { id } of world.system(side).alive()) {
      if (random.chance(0.3)) world.edit(side, id, random.integer(0, fieldNames.length - 1));
      else if (random.chance(0.1)) world.system(side).remove(id);
    }
  return world;
}

const isTelling = ({ outcome }: OutcomeRow): boolean => outcome !== 'unchanged' && outcome !== 'echo';

it('a plan and the pass that follows it tell the same of every record, in 400 states of unrest', async () => {
  let rows = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const { sync } = await unrest(seed);
    // What somebody removed from a target that cannot be asked, only a real write finds out.
    if (!sync.b.nature.traits.get) continue;
    await sync.run('full', { scope: 'plan' });
    const known = sync.store.shelf('live').outcomes.length;
    await sync.run('full');
    const planned = sync.store.shelf('plan').outcomes.filter(isTelling).map(told);
    const done = sync.store.shelf('live').outcomes.slice(known).filter(isTelling).map(told);
    expect({ seed, rows: done }).toEqual({ seed, rows: planned });
    rows += done.length;
  }
  expect(rows).toBeGreaterThan(1000);
}, 120_000);
