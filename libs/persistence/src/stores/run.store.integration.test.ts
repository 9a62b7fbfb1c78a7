import type { RunId } from '@joinery/contracts';
import { LeaseLost, type ClaimedRun } from '@joinery/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStores, type TestStores } from '../testing/index.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.end());

const at = Date.now();
const attempt = (path: string, n = 1) => ({
  path,
  n,
  key: `key-${n}`,
  effect: 'unsafe' as const,
  requestHash: 'h',
  input: { n },
  at,
});
const result = (path: string, output: number) => ({
  path,
  n: 1,
  state: 'succeeded' as const,
  output,
  startedAt: at,
  endedAt: at,
});

/** As if the worker that holds the run had died: its lease is over. */
const expireLease = (runId: RunId) =>
  stores.database.system.query('update run set due_at = now() where id = $1', [runId]);
const stateOf = async (runId: RunId) =>
  (await stores.database.system.query('select * from run where id = $1', [runId])).rows[0];

describe('claims', () => {
  it('gives a run to one of many that ask at once', async () => {
    const other = await stores.anotherProcess();
    const { runId } = await stores.intake.accept(stores.event());
    const claims = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? stores : other).runs.claim(runId)));
    expect(claims.filter((claim) => claim.kind === 'claimed')).toHaveLength(1);
  });

  it('tells a run that nobody has begun from one that may have left something behind', async () => {
    const first = await stores.claimedRun();
    expect(first).toMatchObject({ resumed: false, crashes: 0, depth: 0, cancelRequested: false });
    await expireLease(first.lease.runId);
    const second = await stores.claim(first.lease.runId);
    expect(second).toMatchObject({ resumed: true, crashes: 1, lease: { epoch: 2 }, startedAt: first.startedAt });
  });

  it('renews a lease for as long as it holds', async () => {
    const { lease } = await stores.claimedRun();
    expect(await stores.runs.renew(lease)).toBe('held');
    await expireLease(lease.runId);
    await stores.claim(lease.runId);
    expect(await stores.runs.renew(lease)).toBe('lost');
  });

  it('puts a run aside that was in flight in two crashes, and takes it alone', async () => {
    const { lease } = await stores.claimedRun();
    await expireLease(lease.runId);
    expect((await stores.claim(lease.runId)).lease.epoch).toBe(2);
    await expireLease(lease.runId);
    const suspect = { runId: lease.runId, epoch: 2, crashes: 1 };
    expect(await stores.runs.claim(lease.runId)).toEqual({ kind: 'suspect', suspect });
    expect(await stores.runs.claim(lease.runId)).toEqual({ kind: 'not-now' });
    expect(await stores.runs.claimSuspect(suspect)).toMatchObject({
      kind: 'claimed',
      run: { crashes: 2, resumed: true, lease: { epoch: 3 }, event: { n: 1 } },
    });
    expect(await stores.runs.claimSuspect(suspect)).toEqual({ kind: 'not-now' });
  });

  it('makes a dead letter of a run that took down three workers alone, and tells of it', async () => {
    const { lease } = await stores.claimedRun();
    await expireLease(lease.runId);
    await stores.claim(lease.runId);
    for (const crashes of [1, 2, 3]) {
      await expireLease(lease.runId);
      const claim = await stores.runs.claim(lease.runId);
      expect(claim).toMatchObject({ kind: 'suspect', suspect: { crashes } });
      if (claim.kind === 'suspect')
        expect((await stores.runs.claimSuspect(claim.suspect)).kind).toBe(crashes < 3 ? 'claimed' : 'not-now');
    }
    expect(await stateOf(lease.runId)).toMatchObject({
      state: 'failed',
      due_at: null,
      failure: { code: 'run.killed-workers', kind: 'permanent', params: { crashes: 4 } },
    });
    const alerts = await stores.administration.inTenant(stores.tenantId, (records) =>
      records.alerts.list({ limit: 10 }),
    );
    expect(alerts.items).toMatchObject([{ kind: 'run-failed', code: 'run.killed-workers', runId: lease.runId }]);
  });

  it('takes runs of one ordering key one after the other, in the order of their events', async () => {
    const runs: RunId[] = [];
    for (let n = 0; n < 3; n += 1)
      runs.push((await stores.intake.accept(stores.event({ orderingKey: 'customer 1' }))).runId);
    const elsewhere = await stores.claimedRun({ orderingKey: 'customer 2' });
    await stores.journal.finish(elsewhere.lease, { state: 'succeeded', at });
    for (const [index, runId] of runs.entries()) {
      const claims = await Promise.all(runs.map((one) => stores.runs.claim(one)));
      const claimed = claims.flatMap((claim) => (claim.kind === 'claimed' ? [claim.run] : []));
      expect(claimed.map((run) => run.lease.runId)).toEqual([runId]);
      stores.published.length = 0;
      await stores.journal.finish(claimed[0]!.lease, { state: 'succeeded', at });
      expect(stores.published).toEqual(runs.slice(index + 1, index + 2));
    }
  });

  it('never runs more of a flow at once than its limit, over all processes', async () => {
    const other = await stores.anotherProcess();
    await stores.database.system.query('update flow set concurrency = 3 where id = $1', [stores.flowId]);
    const ids: RunId[] = [];
    for (let n = 0; n < 10; n += 1) ids.push((await stores.intake.accept(stores.event())).runId);
    const claims = await Promise.all(ids.flatMap((id) => [stores.runs.claim(id), other.runs.claim(id)]));
    const taken = claims.flatMap((claim) => (claim.kind === 'claimed' ? [claim.run] : []));
    expect(taken).toHaveLength(3);
    stores.published.length = 0;
    await stores.journal.finish(taken[0]!.lease, { state: 'succeeded', at });
    const next = await Promise.all(stores.published.map((id) => stores.runs.claim(id)));
    expect(next.filter((claim) => claim.kind === 'claimed')).toHaveLength(1);
    await stores.database.system.query('update flow set concurrency = null where id = $1', [stores.flowId]);
  });
});

describe('the journal', () => {
  it('gives back what earlier epochs committed, in its order', async () => {
    const { lease } = await stores.claimedRun();
    const writes = [
      stores.journal.attempt(lease, attempt('send')),
      stores.journal.result(lease, result('send', 1)),
      stores.journal.attempt(lease, attempt('post')),
      stores.journal.progress(lease, 'rows', { done: 2, failed: 0, page: null, pageStart: 0, results: ['a'] }),
      stores.journal.progress(lease, 'rows', { done: 4, failed: 1, page: null, pageStart: 0, results: ['b'] }),
      stores.journal.result(lease, result('rows[4].x', 5)),
      stores.journal.result(lease, result('rows[5].x', 6)),
    ];
    await Promise.all(writes);
    await expireLease(lease.runId);
    const { lease: later } = await stores.claim(lease.runId);
    expect(await stores.runs.checkpoints(later, '', 0)).toEqual([
      { path: 'send', attempts: 1, state: { kind: 'done', output: 1 } },
      { path: 'post', attempts: 1, state: { kind: 'in-flight', key: 'key-1' } },
      {
        path: 'rows',
        attempts: 0,
        state: { kind: 'looping', progress: { done: 4, failed: 1, page: null, pageStart: 0, results: ['a', 'b'] } },
      },
    ]);
    expect(await stores.runs.checkpoints(later, 'rows', 5)).toEqual([
      { path: 'rows[5].x', attempts: 1, state: { kind: 'done', output: 6 } },
    ]);
  });

  it('refuses everything a zombie writes', async () => {
    const { lease } = await stores.claimedRun();
    await expireLease(lease.runId);
    const other = await stores.anotherProcess();
    const taken = await other.runs.claim(lease.runId);
    expect(taken.kind).toBe('claimed');
    const { lease: holder } = (taken as { readonly run: ClaimedRun }).run;
    const writes = await Promise.allSettled([
      stores.journal.attempt(lease, attempt('send')),
      stores.journal.result(lease, result('send', 1)),
      stores.journal.suspend(lease, [{ path: 'w', reason: 'timer', wakeAt: at }], []),
      stores.journal.finish(lease, { state: 'succeeded', at }),
      stores.journal.release(lease),
    ]);
    expect(writes.map((write) => write.status === 'rejected' && write.reason instanceof LeaseLost)).toEqual(
      Array(5).fill(true),
    );
    expect(await other.runs.checkpoints(holder, '', 0)).toEqual([]);
    expect(await stateOf(lease.runId)).toMatchObject({ state: 'running', epoch: 2 });
  });

  it('writes for one run although a zombie of another stands beside it in the commit', async () => {
    const [good, zombie] = [await stores.claimedRun(), await stores.claimedRun()];
    await expireLease(zombie.lease.runId);
    await (await stores.anotherProcess()).runs.claim(zombie.lease.runId);
    const [wrote, refused] = await Promise.allSettled([
      stores.journal.attempt(good.lease, attempt('send')),
      stores.journal.attempt(zombie.lease, attempt('send')),
    ]);
    expect([wrote!.status, refused!.status]).toEqual(['fulfilled', 'rejected']);
    expect(await stores.runs.checkpoints(good.lease, '', 0)).toHaveLength(1);
  });

  it('lets an entry that the database refuses fail alone, and what follows it in its run with it', async () => {
    const [good, bad] = [await stores.claimedRun(), await stores.claimedRun()];
    const writes = await Promise.allSettled([
      stores.journal.attempt(good.lease, attempt('a')),
      stores.journal.attempt(bad.lease, attempt('nul \0')),
      stores.journal.result(bad.lease, result('nul', 1)),
      stores.journal.result(good.lease, result('a', 1)),
    ]);
    expect(writes.map((write) => write.status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(await stores.runs.checkpoints(bad.lease, '', 0)).toEqual([]);
  });

  it('ends a run once, with its output and its failure', async () => {
    const { lease } = await stores.claimedRun();
    const failure = { code: 'run.ended-failed', kind: 'permanent', params: { step: 'x', reason: 'nul \0' } } as const;
    await stores.journal.finish(lease, { state: 'failed', failure, output: { a: [1] }, at });
    await expect(stores.journal.finish(lease, { state: 'succeeded', at })).rejects.toBeInstanceOf(LeaseLost);
    expect(await stateOf(lease.runId)).toMatchObject({ state: 'failed', due_at: null, failure });
    expect(await stores.runs.claim(lease.runId)).toEqual({ kind: 'not-now' });
  });

  it('gives a released run to the next that asks, as no crash', async () => {
    const { lease } = await stores.claimedRun();
    stores.published.length = 0;
    await stores.journal.release(lease);
    expect(stores.published).toEqual([lease.runId]);
    expect(await stores.claim(lease.runId)).toMatchObject({ crashes: 0, resumed: true });
  });

  it('merges repeats of a failure into the open alert', async () => {
    const failure = { code: 'connector.auth', kind: 'auth', params: { connector: 'crm', detail: '401' } } as const;
    const runs = await Promise.all(Array.from({ length: 4 }, () => stores.claimedRun()));
    await Promise.all(runs.map(({ lease }) => stores.journal.finish(lease, { state: 'failed', failure, at })));
    await stores.journal.finish((await stores.claimedRun()).lease, { state: 'failed', failure, at });
    await stores.journal.finish((await stores.claimedRun({ mode: 'test' })).lease, { state: 'failed', failure, at });
    const { items } = await stores.administration.inTenant(stores.tenantId, (records) =>
      records.alerts.list({ limit: 50 }),
    );
    expect(items.filter((alert) => alert.code === 'connector.auth').map((alert) => alert.count)).toEqual([5]);
  });
});

describe('the relay', () => {
  it('finds runs whose publication was lost, and leases that ran out, once at a time', async () => {
    const { runId } = await stores.intake.accept(stores.event());
    expect(await stores.relay.take(100)).not.toContain(runId);
    const { lease } = await stores.claimedRun();
    await stores.database.system.query('update run set due_at = now() where id = any($1)', [[runId, lease.runId]]);
    const taken = await stores.relay.take(100);
    expect(taken).toContain(runId);
    expect(taken).toContain(lease.runId);
    expect(await stores.relay.take(100)).not.toContain(runId);
  });

  it('gives a process that is alone everything that is unfinished at once', async () => {
    const { lease } = await stores.claimedRun();
    await stores.relay.takeOverAll();
    expect(await stores.relay.take(1_000)).toContain(lease.runId);
    expect(await stores.claim(lease.runId)).toMatchObject({ resumed: true });
  });
});
