import { describe, expect, it } from 'vitest';
import { GroupCommit, type GroupCommitOptions } from './group-commit.ts';

class Gone extends Error {}
class Refused extends Error {}

/** Commits what it is given when it is told to, and keeps the batches. */
function database(refuse: (item: number) => boolean = () => false) {
  const batches: (readonly number[])[] = [];
  const held: (() => void)[] = [];
  let holds = false;
  return {
    batches,
    hold: () => void (holds = true),
    release: () => {
      holds = false;
      for (const resolve of held.splice(0)) resolve();
    },
    commit: async (items: readonly number[]): Promise<readonly string[]> => {
      batches.push(items);
      if (holds) await new Promise<void>((resolve) => held.push(resolve));
      if (items.some(refuse)) throw new Refused(`refused ${items.join()}`);
      return items.map((item) => `done ${item}`);
    },
  };
}

const options = (commit: GroupCommitOptions<number, string>['commit']): GroupCommitOptions<number, string> => ({
  commit,
  isTransient: (error) => error instanceof Gone,
  gaveUp: () => new Error('busy'),
});

describe('a group commit', () => {
  it('commits what came in one turn of the event loop together, and answers each its own', async () => {
    const { batches, commit } = database();
    const group = new GroupCommit(options(commit));
    expect(await Promise.all([group.add(1), group.add(2), group.add(3)])).toEqual(['done 1', 'done 2', 'done 3']);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('gathers what comes during a commit for the next one, in order and bounded', async () => {
    const { batches, hold, release, commit } = database();
    const group = new GroupCommit({ ...options(commit), maxItems: 2 });
    hold();
    const first = group.add(1);
    await expect.poll(() => batches.length, { interval: 1 }).toBe(1);
    const rest = [2, 3, 4].map((item) => group.add(item));
    expect(group.backlog).toBe(3);
    release();
    await Promise.all([first, ...rest]);
    expect(batches).toEqual([[1], [2, 3], [4]]);
  });

  it('lets an item that is refused fail alone', async () => {
    const { commit } = database((item) => item === 2);
    const group = new GroupCommit(options(commit));
    const outcomes = await Promise.allSettled([group.add(1), group.add(2), group.add(3)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { message: 'refused 2' } });
  });

  it('lets items of one unit fall together, so that none is kept behind one that is lost', async () => {
    const { batches, commit } = database((item) => item === 12);
    const group = new GroupCommit({ ...options(commit), unitOf: (item) => String(Math.floor(item / 10)) });
    const outcomes = await Promise.allSettled([group.add(11), group.add(21), group.add(12), group.add(13)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'fulfilled', 'rejected', 'rejected']);
    expect(batches).toEqual([[11, 21, 12, 13], [11, 12, 13], [21]]);
  });

  it('repeats a commit whose connection broke, and nobody hears of it', async () => {
    let tries = 0;
    const commit = (items: readonly number[]): Promise<readonly string[]> => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Gone()) : Promise.resolve(items.map(String));
    };
    expect(await new GroupCommit(options(commit)).add(1)).toBe('1');
    expect(tries).toBe(3);
  });

  it('gives up on a database that stays away, once for all that wait', async () => {
    const commit = (): Promise<readonly string[]> => Promise.reject(new Gone());
    const group = new GroupCommit({ ...options(commit), patienceMs: 30 });
    const outcomes = await Promise.allSettled([group.add(1), group.add(2)]);
    expect(outcomes).toMatchObject([{ reason: { message: 'busy' } }, { reason: { message: 'busy' } }]);
  });

  it('is drained when everything given has been answered', async () => {
    const { hold, release, commit, batches } = database();
    const group = new GroupCommit(options(commit));
    await group.drained();
    hold();
    let drained = false;
    const added = group.add(1);
    const draining = group.drained().then(() => (drained = true));
    await expect.poll(() => batches.length, { interval: 1 }).toBe(1);
    expect(drained).toBe(false);
    release();
    await Promise.all([added, draining]);
    expect(drained).toBe(true);
  });
});
