import { describe, expect, it } from 'vitest';
import { playHistory } from './history.ts';
import { sabotages, type Sabotage } from './sabotage.ts';
import { noViolations, type Violations } from './watch.ts';

async function playAll(count: number, sabotage?: Sabotage): Promise<Violations> {
  const sum = noViolations();
  for (let seed = 1; seed <= count; seed += 1) {
    const { violations } = await playHistory(seed, sabotage);
    for (const kind of Object.keys(sum) as (keyof Violations)[]) sum[kind] += violations[kind];
  }
  return sum;
}

describe('random histories on two systems', () => {
  it('end alike, with nothing lost, doubled, echoed or wrongly removed', async () => {
    expect(await playAll(100)).toEqual(noViolations());
  }, 60_000);

  const caught: Readonly<Record<Sabotage, keyof Violations>> = {
    merge: 'lostEdits',
    echo: 'echoWrites',
    guard: 'wrongDeletes',
  };
  it.each(sabotages)(
    'are seen to go wrong when the %s is sabotaged',
    async (sabotage) => {
      expect((await playAll(40, sabotage))[caught[sabotage]]).toBeGreaterThan(0);
    },
    60_000,
  );
});
