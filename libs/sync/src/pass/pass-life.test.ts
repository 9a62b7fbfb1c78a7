import { describe, expect, it } from 'vitest';
import { decideConflict, releaseParked } from '../decide-link.ts';
import { ableTraits, documentOf, observedPorts, ProcessKilled, TestSync, testSyncId } from '../testing/index.ts';
import { LeaseLost } from '../ports.ts';

function people(sync: TestSync, count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => sync.a.add({ Name: `n${n}`, Mail: `n${n}@example.com`, Level: 'x' }));
}

describe('a pass', () => {
  it('goes on at the last committed page when its process was killed', async () => {
    const sync = new TestSync({ a: { pageSize: 5 } });
    people(sync, 40);
    let commits = 0;
    const ports = observedPorts(sync.ports, (moment, call) =>
      moment === 'before' && call === 'journal.commit' && ++commits === 14 ? 'kill' : 'go-on',
    );
    await expect(sync.run('full', { ports })).rejects.toThrow(ProcessKilled);
    const standing = sync.store.shelf('live').pass!;
    expect(standing.listed).toBeGreaterThan(0);
    await sync.goOn();
    expect(sync.store.shelf('live').end).toMatchObject({ state: 'done' });
    expect(sync.b.alive()).toHaveLength(40);
  });

  it('does nothing more once another worker holds the sync', async () => {
    const sync = new TestSync();
    people(sync, 3);
    sync.store.begin(sync.prepared, 'full');
    const zombie = sync.store.claim().lease;
    sync.store.claim();
    await expect(sync.store.intend(zombie, { unlink: [], links: [] })).rejects.toThrow(LeaseLost);
    expect(await sync.store.renew(zombie)).toBe('lost');
  });

  it('fails with the reason when a side cannot be read, and can be taken up again', async () => {
    const sync = new TestSync();
    people(sync, 3);
    sync.a.faults = { read: () => true };
    await sync.run('full');
    expect(sync.store.shelf('live').end).toMatchObject({ state: 'failed', failure: { code: 'connector.unreachable' } });
    sync.a.faults = {};
    await sync.goOn();
    expect(sync.b.alive()).toHaveLength(3);
  });

  it('fills in a slice of time, or the ids it is given, and nothing else', async () => {
    const sync = new TestSync({ document: documentOf({ direction: 'a-to-b' }) });
    const ids = people(sync, 4);
    await sync.run('backfill', { request: { backfill: { by: 'ids', side: 'a', ids: ids.slice(0, 2) } } });
    expect(sync.b.alive()).toHaveLength(2);
    sync.clock.advance(1000);
    const from = sync.clock.now();
    sync.a.edit(ids[3]!, { Level: 'y' });
    await sync.run('backfill', { request: { backfill: { by: 'time', side: 'a', from, to: from + 1 } } });
    expect(sync.b.alive().map(({ fields }) => fields['name'])).toEqual(['n0', 'n1', 'n3']);
  });

  it('makes a record anew once a person has said that the lost creation made none', async () => {
    const sync = new TestSync({
      document: documentOf({ direction: 'a-to-b', match: [] }),
      b: { traits: { ...ableTraits, create: 'unsafe' } },
    });
    const [id] = people(sync, 1);
    let fate: 'refused' | 'lost' | 'done' = 'lost';
    sync.b.faults = { write: () => fate };
    await sync.run('full');
    sync.b.remove(sync.b.alive()[0]!.id);
    fate = 'done';
    sync.clock.advance(60_000);
    await sync.run('full');
    expect(sync.store.shelf('live').outcomes.at(-1)).toMatchObject({ failure: { code: 'sync.outcome-unknown' } });
    expect(sync.b.alive()).toEqual([]);
    sync.store.decide('a', id!, { kind: 'create' });
    await sync.run('full');
    expect(sync.b.alive()).toHaveLength(1);
  });

  it('lets a failed record wait and goes on with the others', async () => {
    const sync = new TestSync({ document: documentOf({ direction: 'a-to-b', settings: { recordAttempts: 1 } }) });
    people(sync, 3);
    sync.b.faults = {
      write: (operation) => (operation.kind === 'create' && operation.fields['name'] === 'n1' ? 'refused' : 'done'),
    };
    await sync.run('full');
    expect(sync.b.alive()).toHaveLength(2);
    const [failed] = sync.store.shelf('live').outcomes;
    expect(failed).toMatchObject({ outcome: 'failed', stored: { side: 'b', kind: 'create', fields: { name: 'n1' } } });
  });

  it.each(['send-stored', 'read-again'] as const)('tries failed records again: %s', async (way) => {
    const sync = new TestSync({ document: documentOf({ settings: { recordAttempts: 1 } }) });
    people(sync, 2);
    sync.b.faults = { write: () => 'refused' };
    await sync.run('full');
    sync.b.faults = {};
    await sync.run('retry', { request: { retry: { way, filter: null } } });
    expect(sync.b.alive()).toHaveLength(2);
    await sync.run('full');
    expect({ a: sync.a.alive().length, b: sync.b.alive().length }).toEqual({ a: 2, b: 2 });
  });

  it('parks a record that somebody keeps changing back', async () => {
    const sync = new TestSync({
      document: documentOf({ fields: [{ a: ['Level'], b: ['level'], owner: 'a' }], settings: { flipLimit: 2 } }),
    });
    people(sync, 1);
    await sync.run('full');
    for (let n = 0; n < 6; n += 1) {
      sync.clock.advance(60_000);
      sync.b.edit('b000001', { level: `theirs ${n}` });
      await sync.run('changes');
    }
    const [link] = [...sync.store.shelf('live').links.values()];
    expect(link).toMatchObject({ state: 'parked' });
    expect(sync.store.shelf('live').alerts.map(({ failure }) => failure.params)).toEqual([
      { record: 'b000001', fields: 'B.level' },
    ]);
    sync.store.putLink(releaseParked(link!).link!);
    await sync.run('full');
    expect(sync.b.find('b000001')!.fields['level']).toBe('x');
  });

  it('waits for a record that another sync has not linked yet', async () => {
    const reference = { name: 'parent', syncId: testSyncId, a: ['Parent'], b: ['parent'] };
    const mappings = {
      aToB: { kind: 'expression' as const, expression: '{ "name": Name, "parent": $linked.parent }' },
    };
    const sync = new TestSync({ document: documentOf({ direction: 'a-to-b', mappings, references: [reference] }) });
    sync.a.add({ Name: 'child', Parent: 'p1', Mail: 'c@example.com' });
    await sync.run('full');
    expect(sync.b.alive()).toHaveLength(0);
    sync.store.linkElsewhere(testSyncId, 'a', 'p1', 'q1');
    sync.clock.advance(60_000);
    await sync.goOn();
    expect(sync.b.alive().map(({ fields }) => fields)).toEqual([{ name: 'child', parent: 'q1' }]);
  });
});

describe('a person’s word', () => {
  async function conflicting(): Promise<TestSync> {
    const sync = new TestSync({ document: documentOf({ defaultOwner: 'manual' }) });
    people(sync, 1);
    await sync.run('full');
    sync.clock.advance(1000);
    sync.a.edit('a000001', { Level: 'ours' });
    sync.b.edit('b000001', { level: 'theirs' });
    await sync.run('changes');
    return sync;
  }

  async function decide(sync: TestSync, verdict: Parameters<typeof decideConflict>[1]): Promise<readonly unknown[]> {
    const [link] = [...sync.store.shelf('live').links.values()];
    const decided = decideConflict(link!, verdict);
    sync.store.putLink(decided.link!);
    sync.store.tell(decided.lookAgain!.side, decided.lookAgain!.recordId);
    await sync.goOn();
    return [sync.a.find('a000001')!.fields['Level'], sync.b.find('b000001')!.fields['level']];
  }

  it('keeps A, keeps B, or sets both to a third value', async () => {
    expect(await decide(await conflicting(), { kind: 'keep', side: 'a' })).toEqual(['ours', 'ours']);
    expect(await decide(await conflicting(), { kind: 'fields', keep: { 'b.level': 'b' }, values: {} })).toEqual([
      'theirs',
      'theirs',
    ]);
    const values = { 'a.Level': 'third', 'b.level': 'third' };
    expect(await decide(await conflicting(), { kind: 'fields', keep: {}, values })).toEqual(['third', 'third']);
  });

  it('settles what was deleted here and changed there', async () => {
    const sync = new TestSync({ document: documentOf({ deletes: { policy: 'delete' } }) });
    people(sync, 1);
    await sync.run('full');
    sync.clock.advance(1000);
    sync.b.edit('b000001', { level: 'theirs' });
    sync.a.remove('a000001');
    sync.store.tell('a', 'a000001', { deleted: true });
    await sync.goOn();
    const [link] = [...sync.store.shelf('live').links.values()];
    expect(link!.memory.conflict).toMatchObject({ reason: 'deleted-and-changed' });
    expect(sync.b.alive()).toHaveLength(1);
    const decided = decideConflict(link!, { kind: 'keep', side: 'a' });
    sync.store.putLink(decided.link!);
    await sync.run('changes');
    expect(sync.b.alive()).toHaveLength(0);
  });
});
