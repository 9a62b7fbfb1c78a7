import type { RunId } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStores, type TestStores } from '../testing/index.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores({ bornClaimed: 3 });
});
afterAll(() => stores.end());

const stateOf = async (runId: RunId): Promise<string> =>
  (await stores.database.system.query<{ state: string }>('select state from run where id = $1', [runId])).rows[0]!
    .state;

describe('runs that are claimed as they are accepted', () => {
  it('are held by this process, with what any claim gives', async () => {
    const { runId } = await stores.intake.accept(stores.event({ dedupeKey: 'born' }));
    expect(await stateOf(runId)).toBe('running');
    const other = await stores.anotherProcess();
    expect(await other.runs.claim(runId)).toEqual({ kind: 'not-now' });
    const run = await stores.claim(runId);
    expect(run).toMatchObject({ event: { n: 1 }, resumed: false, crashes: 0, flow: { name: 'flow', version: 1 } });
    expect(run.deadlineAt - run.startedAt).toBe(60_000);
    expect(await stores.runs.claim(runId)).toEqual({ kind: 'not-now' });
    await stores.journal.finish(run.lease, { state: 'succeeded', at: Date.now() });
    expect(await stores.intake.accept(stores.event({ dedupeKey: 'born' }))).toEqual({ kind: 'duplicate', runId });
  });

  it('are as many as this process works on at once; the rest queue as ever', async () => {
    const accepted = await Promise.all(Array.from({ length: 8 }, () => stores.intake.accept(stores.event())));
    const states = await Promise.all(accepted.map(({ runId }) => stateOf(runId)));
    expect(states.filter((state) => state === 'running')).toHaveLength(3);
    for (const { runId } of accepted)
      await stores.journal.finish((await stores.claim(runId)).lease, { state: 'succeeded', at: 1 });
  });

  it('are never those that wait for a turn', async () => {
    const ordered = await stores.intake.accept(stores.event({ orderingKey: 'o' }));
    await stores.database.system.query('update flow set concurrency = 1 where id = $1', [stores.flowId]);
    const limited = await stores.intake.accept(stores.event());
    expect([await stateOf(ordered.runId), await stateOf(limited.runId)]).toEqual(['queued', 'queued']);
    await stores.database.system.query('update flow set concurrency = null where id = $1', [stores.flowId]);
  });

  it('go back to the queue when their process ends before anybody began them', async () => {
    const process = await testStores({ bornClaimed: 3 });
    const { runId } = await process.intake.accept(process.event());
    await process.close();
    const next = await process.anotherProcess();
    expect(await next.runs.claim(runId)).toMatchObject({ kind: 'claimed', run: { crashes: 0 } });
    await process.end();
  });

  it('come back when their process is killed', async () => {
    const { runId } = await stores.intake.accept(stores.event());
    await stores.relay.takeOverAll();
    expect(await stores.relay.take(100)).toContain(runId);
    const other = await stores.anotherProcess();
    expect(await other.runs.claim(runId)).toMatchObject({ kind: 'claimed', run: { resumed: true, crashes: 1 } });
    expect(await stores.runs.renew((await stores.claim(runId)).lease)).toBe('lost');
  });
});
