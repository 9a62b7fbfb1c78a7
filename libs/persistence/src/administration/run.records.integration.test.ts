import type { RunId } from '@joinery/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { testStores, type TestStores } from '../testing/index.ts';
import type { RunRecords } from './run.records.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.end());

const at = Date.now();
const runs = <Result>(work: (records: RunRecords) => Promise<Result>): Promise<Result> =>
  stores.administration.inTenant(stores.tenantId, (records) => work(records.runs));
const failure = (detail: string) =>
  ({ code: 'connector.permanent', kind: 'permanent', params: { connector: 'crm', detail } }) as const;

async function failedRun(detail: string, changed = {}): Promise<RunId> {
  const { lease } = await stores.claimedRun(changed);
  await stores.journal.finish(lease, { state: 'failed', failure: failure(detail), at });
  return lease.runId;
}

describe('the search for runs', () => {
  it('pages through all runs, the newest first, each once', async () => {
    const made: RunId[] = [];
    for (let n = 0; n < 7; n += 1) made.push((await stores.intake.accept(stores.event({ mode: 'test' }))).runId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await runs((records) => records.search({ limit: 3, mode: 'test', ...(cursor ? { cursor } : {}) }));
      seen.push(...page.items.map((run) => run.id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(made.toReversed());
  });

  it('finds by several states at once, by flow, by time and by either key', async () => {
    const key = `key-${newId()}`;
    const [failed, cancelled, queued] = [
      await failedRun('x', { dedupeKey: key }),
      (await stores.intake.accept(stores.event({ orderingKey: key }))).runId,
      (await stores.intake.accept(stores.event())).runId,
    ];
    await stores.commands.cancel(stores.tenantId, cancelled);
    const found = await runs((records) =>
      records.search({ limit: 50, state: 'failed,cancelled', flowId: stores.flowId }),
    );
    expect(found.items.map((run) => run.id)).toEqual([cancelled, failed]);
    const keyed = await runs((records) => records.search({ limit: 50, key }));
    expect(keyed.items.map((run) => run.id)).toEqual([cancelled, failed]);
    expect(keyed.items[1]).toMatchObject({
      key,
      flow: { name: 'flow', version: 1 },
      failure: { message: { en: expect.stringContaining('crm') } },
    });
    const future = await runs((records) =>
      records.search({ limit: 50, from: new Date(Date.now() + 60_000).toISOString() }),
    );
    expect(future.items).toEqual([]);
    const past = await runs((records) =>
      records.search({ limit: 50, to: new Date(Date.now() + 60_000).toISOString() }),
    );
    expect(past.items[0]!.id).toBe(queued);
  });

  it('finds words in failures, as they are written', async () => {
    const one = await failedRun('customer 100% unknown');
    await failedRun('customer 1000 unknown');
    const found = await runs((records) => records.search({ limit: 10, text: 'CUSTOMER 100%' }));
    expect(found.items.map((run) => run.id)).toEqual([one]);
    expect(await runs((records) => records.failedIds({ flowId: stores.flowId, text: 'customer 1' }, 10))).toHaveLength(
      2,
    );
  });

  it('says what a parked run waits for', async () => {
    const { lease } = await stores.claimedRun();
    await stores.journal.suspend(
      lease,
      [{ path: 'w', reason: 'approval', wakeAt: Date.now() + 1e6, address: 'x', question: { ok: '?' } }],
      [],
    );
    expect(await runs((records) => records.find(lease.runId))).toMatchObject({
      state: 'waiting',
      waitingFor: 'approval',
    });
    expect(await runs((records) => records.waits({ limit: 5, reason: 'approval' }))).toMatchObject({
      items: [{ runId: lease.runId, question: { ok: '?' } }],
      next: null,
    });
  });
});

describe('a run in detail', () => {
  it('shows what each step was given, gave, and took, and what is open', async () => {
    const { lease } = await stores.claimedRun({ body: { ticket: 1 } });
    const wait = { path: 'w', reason: 'approval', wakeAt: Date.now() + 1e6, address: 'y' } as const;
    void stores.journal.attempt(lease, {
      path: 'send',
      n: 1,
      key: 'k',
      effect: 'unsafe',
      requestHash: 'h',
      input: { a: 1 },
      at,
    });
    void stores.journal.result(lease, {
      path: 'send',
      n: 1,
      state: 'failed',
      failure: failure('503'),
      final: false,
      startedAt: at,
      endedAt: at + 5,
    });
    void stores.journal.attempt(lease, {
      path: 'send',
      n: 2,
      key: 'k',
      effect: 'unsafe',
      requestHash: 'h',
      input: { a: 1 },
      at: at + 10,
    });
    void stores.journal.result(lease, {
      path: 'send',
      n: 2,
      state: 'succeeded',
      output: { b: 2 },
      startedAt: at + 10,
      endedAt: at + 20,
    });
    for (let n = 0; n < 3; n += 1)
      void stores.journal.result(lease, {
        path: `rows[${n}].x`,
        n: 1,
        state: 'succeeded',
        output: n,
        startedAt: at,
        endedAt: at,
      });
    void stores.journal.progress(lease, 'rows', { done: 3, failed: 1, page: null, pageStart: 0, results: [] });
    await stores.journal.suspend(lease, [wait], []);

    const detail = (await runs((records) => records.detail(lease.runId)))!;
    expect(detail).toMatchObject({
      event: { ticket: 1 },
      state: 'waiting',
      waits: [{ path: 'w', reason: 'approval' }],
      parent: null,
      children: [],
    });
    expect(detail.steps).toMatchObject([
      {
        path: 'send',
        state: 'succeeded',
        attempts: 2,
        effect: 'unsafe',
        input: { a: 1 },
        output: { b: 2 },
        failure: null,
        startedAt: new Date(at).toISOString(),
        endedAt: new Date(at + 20).toISOString(),
      },
      { path: 'rows', loop: { done: 3, failed: 1 } },
      { path: 'w', state: 'waiting' },
    ]);
    const rows = await runs((records) => records.steps(lease.runId, { under: 'rows', limit: 2 }));
    expect(rows).toMatchObject({
      items: [{ path: 'rows[0].x', stepId: 'x', output: 0 }, { path: 'rows[1].x' }],
      next: '2',
    });
    expect(await runs((records) => records.steps(lease.runId, { under: 'rows', limit: 2, cursor: '2' }))).toMatchObject(
      { items: [{ path: 'rows[2].x' }], next: null },
    );

    const first = await runs((records) => records.journal(lease.runId, { limit: 3 }));
    expect(first.items.map((line) => line.kind)).toEqual(['accepted', 'claimed', 'attempt', 'result', 'attempt']);
    const rest = await runs((records) => records.journal(lease.runId, { limit: 50, cursor: first.next! }));
    expect(rest.items.map((line) => line.kind)).toEqual([
      'result',
      'result',
      'result',
      'result',
      'progress',
      'suspended',
    ]);
    expect(await runs((records) => records.events(stores.flowId, 1))).toMatchObject([
      { runId: lease.runId, body: { ticket: 1 } },
    ]);
  });

  it('is nobody else’s', async () => {
    const { lease } = await stores.claimedRun();
    const elsewhere = await stores.administration.inTenant(newId<never>(), (records) =>
      records.runs.detail(lease.runId),
    );
    expect(elsewhere).toBeUndefined();
  });
});

describe('what people do to runs', () => {
  it('cancels at once what nobody holds, and asks the worker of what is held', async () => {
    const { lease } = await stores.claimedRun();
    expect(await stores.commands.cancel(stores.tenantId, lease.runId)).toMatchObject({ kind: 'done' });
    expect(await stores.runs.renew(lease)).toBe('cancel-requested');
    await stores.journal.finish(lease, { state: 'cancelled', at });
    expect(await stores.commands.cancel(stores.tenantId, lease.runId)).toEqual({
      kind: 'not-allowed',
      state: 'cancelled',
    });
    expect(await stores.commands.cancel(newId<never>(), lease.runId)).toEqual({ kind: 'absent' });
  });

  it('cancels what a run called with it', async () => {
    const { lease } = await stores.claimedRun();
    const child = newId<RunId>();
    await stores.journal.suspend(
      lease,
      [{ path: 's', reason: 'flow', wakeAt: Date.now() + 1e6, address: child }],
      [{ id: child, flowId: stores.flowId, input: 1, depth: 1, path: 's' }],
    );
    await stores.commands.cancel(stores.tenantId, lease.runId);
    expect((await runs((records) => records.find(child)))!.state).toBe('cancelled');
  });

  it('resumes the same run from what it committed, and notes it', async () => {
    const { lease } = await stores.claimedRun();
    await stores.journal.result(lease, { path: 'a', n: 1, state: 'succeeded', output: 1, startedAt: at, endedAt: at });
    await stores.journal.finish(lease, { state: 'failed', failure: failure('x'), at });
    expect(await stores.commands.resume(stores.tenantId, lease.runId)).toEqual({ kind: 'done', runId: lease.runId });
    const again = await stores.claim(lease.runId);
    expect(again).toMatchObject({ resumed: true, crashes: 0 });
    expect(await stores.runs.checkpoints(again.lease, '', 0)).toMatchObject([
      { path: 'a', state: { kind: 'done', output: 1 } },
    ]);
    expect(await stores.commands.redrive(stores.tenantId, lease.runId)).toEqual({
      kind: 'not-allowed',
      state: 'running',
    });
    const { items } = await runs((records) => records.journal(lease.runId, { limit: 50 }));
    expect(items.map((line) => line.kind)).toContain('resumed');
  });

  it('reruns the same event as a new run', async () => {
    const id = await failedRun('x');
    const rerun = await stores.commands.rerun(stores.tenantId, id, 'latest');
    expect(rerun.kind).toBe('done');
    const { runId } = rerun as { readonly runId: RunId };
    expect(runId).not.toBe(id);
    expect(await stores.claim(runId)).toMatchObject({ event: { n: 1 }, resumed: false });
    expect(await stores.commands.rerun(newId<never>(), id, 'same')).toEqual({ kind: 'absent' });
  });
});

describe('the overview', () => {
  it('sums up what happened and counts what stands where', async () => {
    const fresh = await testStores();
    const { lease } = await fresh.claimedRun();
    await fresh.intake.accept(fresh.event());
    await fresh.journal.finish(lease, { state: 'failed', failure: failure('x'), at });
    await fresh.close();
    const overview = await fresh.administration.inTenant(fresh.tenantId, (records) =>
      records.overview.read(new Date(Date.now() - 3_600_000)),
    );
    expect(overview).toMatchObject({
      runs: { accepted: 2, succeeded: 0, failed: 1, cancelled: 0 },
      now: {
        queued: 1,
        running: 0,
        waiting: 0,
        deadLetters: 1,
        openAlerts: 1,
        heldAttempts: 0,
        lateTriggers: 0,
        failingConnections: 0,
      },
      flows: [{ id: fresh.flowId, health: 'failing', failed: 1 }],
    });
    await fresh.end();
  });
});
