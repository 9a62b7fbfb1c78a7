import { describe, expect, it } from 'vitest';
import { ableTraits, documentOf, TestSync } from '../testing/index.ts';

const ann = { Name: 'Ann', Mail: 'ann@example.com', Phone: '13800138000', Level: 'gold', City: 'Bonn' };

async function linkedPair(sync: TestSync): Promise<{ readonly a: string; readonly b: string }> {
  const a = sync.a.add(ann);
  await sync.run('full');
  return { a, b: sync.b.alive()[0]!.id };
}

describe('a two-way sync', () => {
  it('makes the counterpart of a new record and links it', async () => {
    const sync = new TestSync();
    await linkedPair(sync);
    expect(sync.b.alive().map(({ fields }) => fields)).toEqual([
      { name: 'Ann', mail: 'ann@example.com', phone: '13800138000', level: 'gold', city: 'Bonn' },
    ]);
    expect([...sync.store.shelf('live').links.values()]).toMatchObject([
      { a: 'a000001', b: 'b000001', state: 'linked' },
    ]);
  });

  it('links records that are there on both sides instead of making them twice', async () => {
    const sync = new TestSync();
    sync.a.add(ann);
    sync.b.add({ name: 'Ann', mail: 'ANN@example.com ', phone: '+86 138 0013 8000' });
    await sync.run('full');
    expect(sync.a.alive()).toHaveLength(1);
    expect(sync.b.alive()).toHaveLength(1);
    expect(sync.store.shelf('live').links.size).toBe(1);
  });

  it('carries an edit of either side to the other and answers its own writes with nothing', async () => {
    const sync = new TestSync();
    const { a, b } = await linkedPair(sync);
    let writes = 0;
    for (const system of [sync.a, sync.b]) system.watcher = { written: () => void (writes += 1) };
    sync.clock.advance(1000);
    sync.a.edit(a, { Level: 'silver' });
    sync.b.edit(b, { city: 'Köln' });
    await sync.run('changes');
    expect(sync.a.find(a)!.fields).toMatchObject({ Level: 'silver', City: 'Köln' });
    expect(sync.b.find(b)!.fields).toMatchObject({ level: 'silver', city: 'Köln' });
    expect(writes).toBe(2);
    await sync.run('changes');
    await sync.run('full');
    expect(writes).toBe(2);
  });

  it('writes once for one edit that is told by an event and found by a look for changes', async () => {
    const sync = new TestSync();
    const { a } = await linkedPair(sync);
    const writes: string[] = [];
    for (const system of [sync.a, sync.b])
      system.watcher = { changed: (side, id) => sync.store.tell(side, id), written: (side) => void writes.push(side) };
    sync.clock.advance(1000);
    sync.a.edit(a, { Level: 'silver' });
    await sync.goOn();
    await sync.run('changes');
    await sync.goOn();
    await sync.run('changes');
    expect(writes).toEqual(['b']);
  });

  it('puts a field that both have changed before a person, and syncs the other fields', async () => {
    const sync = new TestSync({ document: documentOf({ defaultOwner: 'manual' }) });
    const { a, b } = await linkedPair(sync);
    sync.clock.advance(1000);
    sync.a.edit(a, { Level: 'silver', City: 'Rome' });
    sync.b.edit(b, { level: 'bronze' });
    await sync.run('changes');
    expect(sync.a.find(a)!.fields).toMatchObject({ Level: 'silver', City: 'Rome' });
    expect(sync.b.find(b)!.fields).toMatchObject({ level: 'bronze', city: 'Rome' });
    const [row] = sync.store.shelf('live').outcomes;
    expect(row).toMatchObject({
      outcome: 'conflict',
      conflict: {
        reason: 'both-changed',
        fields: [{ fieldA: 'Level', fieldB: 'level', base: 'gold', a: 'silver', b: 'bronze' }],
      },
    });
  });

  it('keeps the value that had to give way', async () => {
    const sync = new TestSync({ document: documentOf({ fields: [{ a: ['Level'], b: ['level'], owner: 'a' }] }) });
    const { b } = await linkedPair(sync);
    sync.clock.advance(1000);
    sync.b.edit(b, { level: 'bronze' });
    await sync.run('changes');
    expect(sync.b.find(b)!.fields).toMatchObject({ level: 'gold' });
    expect(sync.store.shelf('live').outcomes).toMatchObject([
      { outcome: 'updated', changes: [{ side: 'b', field: 'level', from: 'bronze', to: 'gold', lost: true }] },
    ]);
  });

  it.each([true, false])(
    'settles with a target that trims and reformats within two writes (it tells what it stored: %s)',
    async (tellsStored) => {
      const tidy = (fields: object) => ({
        ...fields,
        ...('name' in fields ? { name: String(fields.name).trim().toUpperCase() } : {}),
      });
      const sync = new TestSync({ b: { tellsStored, tidy: tidy as never } });
      const { a } = await linkedPair(sync);
      let writes = 0;
      for (const system of [sync.a, sync.b]) system.watcher = { written: () => void (writes += 1) };
      sync.clock.advance(1000);
      sync.a.edit(a, { Name: '  Anna ' });
      for (let round = 0; round < 4; round += 1) {
        await sync.run('changes');
        await sync.run('full');
        sync.clock.advance(60_000);
      }
      expect(writes).toBeLessThanOrEqual(2);
    },
  );

  it('deletes nothing when the record that was asked for is there after all', async () => {
    const sync = new TestSync({ document: documentOf({ deletes: { policy: 'delete' } }) });
    for (let n = 0; n < 30; n += 1) sync.a.add({ Name: `n${n}`, Mail: `n${n}@example.com` });
    await sync.run('full');
    sync.a.faults = { listing: { kind: 'shrunk', share: 0.05 } };
    await sync.run('full');
    expect(sync.b.alive()).toHaveLength(30);
    expect(sync.store.shelf('live').alerts.map(({ failure }) => failure.code)).toContain('sync.listing-incomplete');
  });

  it('holds more deletions than the guard lets through, and goes on when an administrator releases them', async () => {
    const sync = new TestSync({ document: documentOf({ deletes: { policy: 'disable' } }) });
    const ids = Array.from({ length: 30 }, (_, n) => sync.a.add({ Name: `n${n}`, Mail: `n${n}@example.com` }));
    await sync.run('full');
    for (const id of ids.slice(0, 11)) {
      sync.a.remove(id);
      sync.store.tell('a', id, { deleted: true });
    }
    await sync.goOn();
    expect(sync.b.alive()).toHaveLength(30);
    expect(sync.store.shelf('live').alerts.map(({ failure }) => failure.code)).toEqual(['sync.guard-held']);
    sync.store.release(11);
    await sync.run('changes');
    expect(sync.b.alive()).toHaveLength(19);
  });

  it('does what its plan said, record by record', async () => {
    const sync = new TestSync();
    sync.a.add(ann);
    sync.a.add({ Name: 'Bob', Mail: 'bob@example.com', Level: 'x' });
    sync.b.add({ name: 'Bob', mail: 'bob@example.com', level: 'y' });
    sync.b.add({ name: 'Cid', mail: 'cid@example.com' });
    sync.store.begin(sync.prepared, 'full', { scope: 'plan' });
    await sync.goOn({ scope: 'plan' });
    const plan = sync.store.shelf('plan');
    await sync.run('full');
    expect(plan.end).toMatchObject({ state: 'done' });
    expect(sync.a.alive()).toHaveLength(3);
    const told = (rows: typeof plan.outcomes) =>
      rows.map(({ recordId, outcome, changes }) => ({ recordId, outcome, changes }));
    expect(told(plan.outcomes)).toHaveLength(3);
    expect(
      told(sync.store.shelf('live').outcomes).every((row) =>
        JSON.stringify(told(plan.outcomes)).includes(JSON.stringify(row)),
      ),
    ).toBe(true);
  });

  it('brings a person back who was disabled and is hired again', async () => {
    const sync = new TestSync({ document: documentOf({ deletes: { policy: 'disable' } }) });
    const { a, b } = await linkedPair(sync);
    sync.a.remove(a);
    sync.store.tell('a', a, { deleted: true });
    await sync.goOn();
    expect(sync.b.find(b)!.disabled).toBe(true);
    const again = sync.a.add({ ...ann, Level: 'new' });
    sync.store.tell('a', again);
    await sync.goOn();
    expect(sync.b.find(b)).toMatchObject({ disabled: false, fields: { level: 'new' } });
    expect(sync.store.shelf('live').links.size).toBe(1);
  });
});

describe('a one-way sync', () => {
  it('writes what the source has changed and undoes what somebody changed on the target', async () => {
    const sync = new TestSync({
      document: documentOf({ direction: 'a-to-b', settings: { keepOutcomes: 'needed' } }),
      b: { traits: { ...ableTraits, get: false } },
    });
    const { a, b } = await linkedPair(sync);
    sync.clock.advance(1000);
    sync.a.edit(a, { Level: 'silver' });
    await sync.run('changes');
    expect(sync.b.find(b)!.fields).toMatchObject({ level: 'silver' });
    sync.b.edit(b, { level: 'mine' });
    await sync.run('full');
    expect(sync.b.find(b)!.fields).toMatchObject({ level: 'silver' });
    expect(sync.a.find(a)!.fields).toMatchObject({ Level: 'silver' });
  });
});
