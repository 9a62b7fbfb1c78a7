import assert from 'node:assert/strict';
import type { Json } from '@joinery/contracts';
import type { Connector } from '../../define-connector.ts';
import { textOf } from '../../simulator/index.ts';
import { type Bench, type Check, liveCheck, planned } from '../check.ts';
import type { RecordSeen } from '../conformance-host.ts';
import { expectValid, sameSet } from '../expectations.ts';

const needs = ['changes'] as const;

interface Followed {
  readonly seen: readonly RecordSeen[];
  readonly cursor: Json;
}

/** Follows changes until there are none left; the cursor is stored and read back between looks. */
async function follow(
  bench: Bench,
  cursor: Json | undefined,
  from: 'now' | 'beginning' = 'beginning',
): Promise<Followed> {
  const { object } = planned(bench, 'changes');
  const seen: RecordSeen[] = [];
  let at = cursor;
  for (let look = 0; look < 50; look += 1) {
    const found = await bench.host.changes(object, at, from);
    seen.push(...found.records);
    at = JSON.parse(JSON.stringify(found.cursor)) as Json;
    if (!found.more) return { seen, cursor: at };
  }
  return assert.fail('the changes have no end');
}

/** The field that identifies a record over there. */
function keyOf(bench: Bench, collection: string): string {
  return bench.simulator.collections().find(({ name }) => name === collection)?.key ?? 'id';
}

function create(bench: Bench, from: number, count: number): readonly string[] {
  const { collection, create: draft } = planned(bench, 'changes');
  const key = keyOf(bench, collection);
  return Array.from({ length: count }, (_, n) => textOf(bench.simulator.upsert(collection, draft(from + n))[key]));
}

/** Page after page; the position is stored and read back between them. */
async function everyRecord(bench: Bench, object: string): Promise<readonly RecordSeen[]> {
  const seen: RecordSeen[] = [];
  let from: Json = null;
  for (let page = 0; page < 200; page += 1) {
    const { records, next } = await bench.host.listRecords(object, from);
    seen.push(...records);
    from = JSON.parse(JSON.stringify(next)) as Json;
    if (from === null) return seen;
  }
  return assert.fail('the listing has no end');
}

const ids = (seen: readonly RecordSeen[]): readonly string[] => seen.map(({ id }) => id);

function deletesShown({ manifest }: Connector): true | string {
  const shown = Object.values(manifest.objects).some(({ changes }) => changes?.deletes === 'shown');
  return shown || 'deletes are not among the changes';
}

function someLive({ manifest }: Connector): true | string {
  const live = Object.values(manifest.objects).some(({ fields }) => fields.from === 'account');
  return live || 'the manifest knows all fields';
}

/** Changes: each seen, none twice, whatever the clocks do. */
export const changeChecks: readonly Check[] = [
  liveCheck('changes.everything-first', 'from the beginning, every record is seen once', { needs }, async (bench) => {
    const { collection } = planned(bench, 'changes');
    const { seen } = await follow(bench, undefined);
    const key = keyOf(bench, collection);
    sameSet(
      ids(seen),
      bench.simulator.records(collection).map((record) => record[key]),
      'records seen',
    );
    assert.equal(new Set(ids(seen)).size, seen.length);
  }),
  liveCheck('changes.only-new', 'after that, only what changed is seen', { needs }, async (bench) => {
    const { cursor } = await follow(bench, undefined);
    const created = create(bench, 0, 3);
    const { seen } = await follow(bench, cursor);
    sameSet(ids(seen), created, 'records seen');
    assert.equal(seen.length, 3);
  }),
  liveCheck('changes.quiet', 'when nothing changed nothing is seen', { needs }, async (bench) => {
    const { cursor } = await follow(bench, undefined);
    create(bench, 0, 2);
    const after = await follow(bench, cursor);
    assert.deepEqual(ids((await follow(bench, after.cursor)).seen), []);
  }),
  liveCheck(
    'changes.equal-times',
    'records with the same time are all seen, over pages and looks',
    { needs },
    async (bench) => {
      const { cursor } = await follow(bench, undefined);
      const created = create(bench, 0, 450);
      const { seen } = await follow(bench, cursor);
      sameSet(ids(seen), created, 'records seen');
      assert.equal(seen.length, created.length, 'records seen twice');
    },
  ),
  liveCheck(
    'changes.late-writer',
    'a record that appears behind the cursor, within the lag, is seen',
    { needs },
    async (bench) => {
      create(bench, 0, 1);
      const { cursor } = await follow(bench, undefined);
      const [late = ''] = create(bench, 10, 1);
      const { seen } = await follow(bench, cursor);
      assert.ok(ids(seen).includes(late));
    },
  ),
  liveCheck(
    'changes.deletes',
    'a deleted record is among the changes, as declared',
    { needs, applies: deletesShown },
    async (bench) => {
      const { collection } = planned(bench, 'changes');
      const [gone = ''] = create(bench, 0, 1);
      const { cursor } = await follow(bench, undefined);
      bench.simulator.remove(collection, gone);
      const { seen } = await follow(bench, cursor);
      assert.deepEqual(
        seen.filter(({ deleted }) => deleted).map(({ id }) => id),
        [gone],
      );
    },
  ),
  liveCheck('changes.from-now', 'from now on, what was there before is not new', { needs }, async (bench) => {
    create(bench, 0, 2);
    const { seen, cursor } = await follow(bench, undefined, 'now');
    assert.deepEqual(ids(seen), []);
    const created = create(bench, 5, 2);
    sameSet(ids((await follow(bench, cursor)).seen), created, 'records seen');
  }),
  liveCheck('objects.valid', 'records fit the object’s schema', { needs }, async (bench) => {
    const { object } = planned(bench, 'changes');
    const { fields } = bench.connector.manifest.objects[object] ?? {};
    if (fields?.from !== 'manifest') return;
    for (const { record } of (await follow(bench, undefined)).seen)
      expectValid(fields.schema, record, `record of ${object}`);
  }),
  liveCheck(
    'objects.live-fields',
    'the fields of an object are asked of the account, and its records fit them',
    { needs, applies: someLive },
    async (bench) => {
      for (const [object, { fields }] of Object.entries(bench.connector.manifest.objects)) {
        if (fields.from !== 'account') continue;
        const schema = await bench.host.fields(object);
        assert.ok(Object.keys((schema['properties'] ?? {}) as object).length > 0, `${object} has no fields`);
        const [first] = (await bench.host.listRecords(object, null)).records;
        if (first) expectValid(schema, first.record, `record of ${object}`);
      }
    },
  ),
  liveCheck('objects.get', 'a record is read by the id it is listed with', { needs }, async (bench) => {
    const { object } = planned(bench, 'changes');
    const [first] = (await bench.host.listRecords(object, null)).records;
    assert.ok(first, 'nothing is listed');
    assert.equal((await bench.host.getRecord(object, first.id))?.id, first.id);
  }),
  liveCheck(
    'objects.complete',
    'a complete listing gives every record once, each as its schema says and to be read by its id',
    { needs: ['listed'] },
    async (bench) => {
      const { object, collection, key, more } = planned(bench, 'listed');
      for (let n = 0; n < 130; n += 1) bench.simulator.upsert(collection, more(n));
      const seen = await everyRecord(bench, object);
      sameSet(
        ids(seen),
        bench.simulator.records(collection).map((record) => textOf(record[key])),
        'records seen',
      );
      assert.equal(new Set(ids(seen)).size, seen.length, 'records seen twice');
      const { fields } = bench.connector.manifest.objects[object] ?? {};
      if (fields?.from === 'manifest')
        for (const { record } of seen) expectValid(fields.schema, record, `record of ${object}`);
      const last = seen.at(-1)?.id ?? '';
      assert.equal((await bench.host.getRecord(object, last))?.id, last);
    },
  ),
  liveCheck('polling.each-once', 'a polling trigger gives every change once', { needs: ['poll'] }, async (bench) => {
    const { trigger, settings, collection, create: draft } = planned(bench, 'poll');
    const begun = await bench.host.poll(trigger, settings, undefined);
    assert.deepEqual(begun.events, [], 'what was there before is no event');
    for (let n = 0; n < 5; n += 1) bench.simulator.upsert(collection, draft(n));
    const first = await bench.host.poll(trigger, settings, begun.cursor);
    const second = await bench.host.poll(trigger, settings, first.cursor);
    assert.equal(first.events.length, 5);
    assert.equal(new Set(first.events.map(({ dedupeKey }) => dedupeKey)).size, 5, 'dedupe keys repeat');
    assert.deepEqual(second.events, [], 'seen again');
  }),
  liveCheck('polling.valid', 'what a polling trigger gives fits its output', { needs: ['poll'] }, async (bench) => {
    const { trigger, settings, collection, create: draft } = planned(bench, 'poll');
    const begun = await bench.host.poll(trigger, settings, undefined);
    bench.simulator.upsert(collection, draft(0));
    const { events } = await bench.host.poll(trigger, settings, begun.cursor);
    for (const { body } of events)
      expectValid(bench.connector.manifest.triggers[trigger]?.output, body, `event of ${trigger}`);
  }),
];
