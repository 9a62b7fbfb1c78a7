import type { LinkId, PassId } from '@joinery/contracts';
import { LeaseLost } from '@joinery/sync';
import { ableTraits, documentOf, observedPorts, ProcessKilled } from '@joinery/sync/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { testSyncs, type TestSyncs } from '../testing/test-syncs.ts';

let syncs: TestSyncs;
afterEach(() => syncs.end());

const start = async (...options: Parameters<typeof testSyncs>): Promise<TestSyncs> =>
  (syncs = await testSyncs(...options));

function people(count: number, from = 0): void {
  for (let n = from; n < from + count; n += 1)
    syncs.a.add({ Name: `n${n}`, Mail: `n${n}@example.com`, Level: String(n % 5) });
}

async function count(table: string, condition = 'true'): Promise<number> {
  const { rows } = await syncs.stores.database.system.query<{ count: string }>(
    `select count(*) from ${table} where ${condition}`,
  );
  return Number(rows[0]!.count);
}

async function pass(id: PassId) {
  const { administration, tenantId } = syncs.stores;
  return (await administration.inTenant(tenantId, ({ passes }) => passes.find(syncs.syncId, id)))!;
}

const names = (side: 'a' | 'b'): readonly string[] =>
  syncs[side]
    .alive()
    .map(({ fields }) => fields[side === 'a' ? 'Name' : 'name'] as string)
    .toSorted();

describe('a sync kept in PostgreSQL', () => {
  it('links what is on both sides, makes what is missing, and does nothing in the pass after it', async () => {
    await start({ document: documentOf({ settings: { pageSize: 7 } }), a: { pageSize: 7 }, b: { pageSize: 7 } });
    people(20);
    for (let n = 10; n < 30; n += 1) syncs.b.add({ name: `n${n}`, mail: `N${n}@example.com` });
    syncs.clock.advance(1000);
    const first = await syncs.request('full');
    await syncs.work();
    expect({ a: names('a'), links: await count('sync_link') }).toEqual({ a: names('b'), links: 30 });
    expect(await pass(first)).toMatchObject({ state: 'done', counts: { created: 20 } });
    const second = await syncs.request('full');
    await syncs.work();
    expect(await pass(second)).toMatchObject({ state: 'done', counts: { created: 0, updated: 0, unchanged: 60 } });
    expect(await count('sync_seen')).toBe(0);
  });

  it('carries edits both ways and keeps the value that lost', async () => {
    await start({ document: documentOf({ defaultOwner: 'latest' }) });
    people(3);
    await syncs.request('full');
    await syncs.work();
    const [x, y, z] = syncs.a.alive().map(({ id }) => id);
    const other = (id: string): string =>
      syncs.b.alive().find(({ fields }) => fields['mail'] === syncs.a.find(id)!.fields['Mail'])!.id;
    syncs.clock.advance(1000);
    syncs.a.edit(x!, { City: 'Hangzhou' });
    syncs.b.edit(other(y!), { city: 'Ningbo' });
    syncs.b.edit(other(z!), { city: 'older' });
    syncs.clock.advance(1000);
    syncs.a.edit(z!, { City: 'newer' });
    const id = await syncs.request('changes');
    await syncs.work();
    expect(syncs.b.find(other(x!))!.fields['city']).toBe('Hangzhou');
    expect(syncs.a.find(y!)!.fields['City']).toBe('Ningbo');
    expect(syncs.b.find(other(z!))!.fields['city']).toBe('newer');
    expect(await pass(id)).toMatchObject({ counts: { updated: 3 } });
    expect(await count('sync_outcome')).toBe(1);
  });

  it('hands what was told to its holder once, the last telling of a record', async () => {
    await start({ document: documentOf() });
    people(2);
    await syncs.request('full');
    await syncs.work();
    const { id } = syncs.a.alive()[0]!;
    syncs.a.edit(id, { City: 'Xi’an' });
    const sync = { syncId: syncs.syncId, tenantId: syncs.stores.tenantId };
    for (let n = 0; n < 3; n += 1) await syncs.syncs.changes.tell(sync, [{ side: 'a', recordId: id, deleted: false }]);
    expect(await count('sync_change')).toBe(1);
    expect(await syncs.work()).toBe(1);
    expect({
      left: await count('sync_change'),
      told: syncs.b.alive().filter(({ fields }) => fields['city'] === 'Xi’an').length,
    }).toEqual({
      left: 0,
      told: 1,
    });
  });

  it('goes on at the last committed page wherever it was killed, and makes nobody twice', async () => {
    await start({
      document: documentOf({ settings: { pageSize: 5 } }),
      a: { pageSize: 5 },
      b: { pageSize: 5, traits: { ...ableTraits, create: 'checkable', batch: 2 } },
    });
    people(23);
    for (let n = 15; n < 25; n += 1) syncs.b.add({ name: `n${n}`, mail: `n${n}@example.com` });
    syncs.clock.advance(1000);
    await syncs.request('full');
    let kills = 0;
    for (let until = 3; ; until += 5) {
      let calls = 0;
      const mortal = observedPorts(syncs.ports, () => ((calls += 1) === until ? 'kill' : 'go-on'));
      try {
        await syncs.work(mortal);
        break;
      } catch (error) {
        if (!(error instanceof ProcessKilled)) throw error;
        kills += 1;
        await syncs.expireLease();
      }
    }
    expect(kills).toBeGreaterThan(5);
    expect(names('a')).toEqual(names('b'));
    expect({ people: names('a').length, links: await count('sync_link') }).toEqual({ people: 25, links: 25 });
  });

  it('tells a zombie that the sync is another’s', async () => {
    await start({ document: documentOf() });
    await syncs.request('full');
    const first = await syncs.syncs.claims.claim();
    await syncs.expireLease();
    expect(await syncs.syncs.claims.claim()).toMatchObject({ lease: { epoch: 2 } });
    if (typeof first === 'string') throw new Error('nothing was due');
    expect(await syncs.syncs.claims.renew(first.lease)).toBe('lost');
    await expect(syncs.syncs.journal.intend(first.lease, { links: [], unlink: [] })).rejects.toThrow(LeaseLost);
    await expect(syncs.syncs.claims.finish(first.lease, { state: 'done', at: 0 })).rejects.toThrow(LeaseLost);
  });

  it('lets a pass that goes first have the sync, and the other go on after it', async () => {
    await start({ document: documentOf() });
    people(4);
    const backfill = await syncs.request('backfill', {
      request: { backfill: { by: 'ids', side: 'a', ids: syncs.a.alive().map(({ id }) => id) } },
    });
    const claim = await syncs.syncs.claims.claim();
    if (typeof claim === 'string') throw new Error('nothing was due');
    expect(await syncs.syncs.claims.renew(claim.lease)).toBe('held');
    const changes = await syncs.request('changes');
    expect(await syncs.syncs.claims.renew(claim.lease)).toBe('yield');
    await syncs.syncs.claims.finish(claim.lease, { state: 'running', at: 0 });
    const next = await syncs.syncs.claims.claim();
    expect(next).toMatchObject({ pass: { id: changes } });
    if (typeof next !== 'string') await syncs.syncs.claims.finish(next.lease, { state: 'running', at: 0 });
    await syncs.work();
    expect([(await pass(changes)).state, (await pass(backfill)).state]).toEqual(['done', 'done']);
  });

  it('pauses, goes on and cancels as people ask', async () => {
    await start({ document: documentOf() });
    const { administration, tenantId } = syncs.stores;
    const act = (word: 'pause' | 'cancel' | 'resume', id: PassId) =>
      administration.inTenant(tenantId, ({ passes }) =>
        word === 'resume' ? passes.resume(syncs.syncId, id) : passes.stop(syncs.syncId, id, word),
      );
    const id = await syncs.request('full');
    const claim = await syncs.syncs.claims.claim();
    if (typeof claim === 'string') throw new Error('nothing was due');
    expect(await act('pause', id)).toEqual({ kind: 'done' });
    expect(await syncs.syncs.claims.renew(claim.lease)).toBe('pause');
    await syncs.syncs.claims.finish(claim.lease, { state: 'paused', at: 0 });
    expect((await pass(id)).state).toBe('paused');
    expect(await syncs.work()).toBe(0);
    expect(await act('resume', id)).toEqual({ kind: 'done' });
    await syncs.work();
    expect((await pass(id)).state).toBe('done');
    expect(await act('cancel', id)).toEqual({ kind: 'not-allowed', state: 'done' });
  });

  it('plans on a copy: the sync’s own links stay as they are, and the pass after it tells the same', async () => {
    await start({ document: documentOf({ settings: { keepOutcomes: 'all' } }) });
    people(6);
    await syncs.request('full');
    await syncs.work();
    syncs.clock.advance(1000);
    for (const { id } of syncs.a.alive().slice(0, 3)) syncs.a.edit(id, { City: 'Wuhan' });
    people(2, 6);
    syncs.clock.advance(1000);
    const before = await count('sync_link', `hash_a is not null`);
    const plan = await syncs.request('full', { scope: 'plan' });
    await syncs.work();
    expect(syncs.b.alive()).toHaveLength(6);
    expect(await count('sync_link')).toBe(before);
    const done = await syncs.request('full');
    await syncs.work();
    expect((await pass(plan)).counts).toEqual((await pass(done)).counts);
    expect((await pass(done)).counts).toMatchObject({ created: 2, updated: 3 });
  });

  it('asks an administrator before it removes many, and removes what was let through', async () => {
    await start({ document: documentOf({ direction: 'a-to-b', deletes: { policy: 'delete' } }), a: { pageSize: 500 } });
    people(300);
    await syncs.request('full');
    await syncs.work();
    for (const { id } of syncs.a.alive().slice(0, 20)) syncs.a.remove(id);
    const held = await syncs.request('full');
    await syncs.work();
    expect({ left: syncs.b.alive().length, counts: (await pass(held)).counts }).toMatchObject({
      left: 300,
      counts: { 'would-delete': 20 },
    });
    expect({ issues: await count('sync_issue'), alerts: await count('alert', `kind = 'sync-attention'`) }).toEqual({
      issues: 20,
      alerts: 1,
    });
    const { administration, tenantId } = syncs.stores;
    await administration.inTenant(tenantId, ({ passes }) => passes.releaseGuard(syncs.syncId, 20));
    await syncs.request('changes');
    await syncs.work();
    expect({
      left: syncs.b.alive().length,
      links: await count('sync_link'),
      issues: await count('sync_issue'),
    }).toEqual({
      left: 280,
      links: 280,
      issues: 0,
    });
  });

  it('keeps what could not be written, and forgets the trouble when it could', async () => {
    await start({ document: documentOf({ direction: 'a-to-b', settings: { recordAttempts: 1 } }) });
    people(5);
    syncs.b.faults = { write: ({ kind }) => (kind === 'create' ? 'refused' : 'done') };
    await syncs.request('full');
    await syncs.work();
    expect(await count('sync_issue', `outcome = 'failed' and code = 'connector.unreachable'`)).toBe(5);
    syncs.b.faults = {};
    const filter = { before: Date.now() + 1000 };
    await syncs.request('retry', { request: { retry: { way: 'send-stored', filter } } });
    await syncs.work();
    expect({ made: names('b'), issues: await count('sync_issue') }).toEqual({ made: names('a'), issues: 0 });
  });

  it('takes up decisions on conflicts before anything else', async () => {
    await start({ document: documentOf({ defaultOwner: 'manual' }) });
    people(2);
    await syncs.request('full');
    await syncs.work();
    const [one] = syncs.a.alive();
    const other = syncs.b.alive().find(({ fields }) => fields['mail'] === one!.fields['Mail'])!;
    syncs.clock.advance(1000);
    syncs.a.edit(one!.id, { City: 'A' });
    syncs.b.edit(other.id, { city: 'B' });
    await syncs.request('changes');
    await syncs.work();
    const { rows } = await syncs.stores.database.system.query<{ link_id: LinkId }>(
      `select link_id from sync_issue where reason = 'both-changed'`,
    );
    expect(rows).toHaveLength(1);
    const { database, tenantId } = syncs.stores;
    await database.system.query(
      'insert into sync_decision (sync_id, link_id, tenant_id, body) values ($1, $2, $3, $4)',
      [
        syncs.syncId,
        rows[0]!.link_id,
        tenantId,
        Buffer.from(JSON.stringify({ kind: 'decide', verdict: { kind: 'keep', side: 'b' } })),
      ],
    );
    await syncs.request('changes');
    await syncs.work();
    expect({
      a: syncs.a.find(one!.id)!.fields['City'],
      issues: await count('sync_issue'),
      left: await count('sync_decision'),
    }).toEqual({
      a: 'B',
      issues: 0,
      left: 0,
    });
  });
});
