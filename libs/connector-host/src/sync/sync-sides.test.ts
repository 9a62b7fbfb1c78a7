import type { ConnectorManifestInput, Json, JsonObject, TenantId } from '@joinery/contracts';
import type { ConnectorCode } from '@joinery/connector-sdk';
import type { Cursor, RecordPage, SideReader } from '@joinery/sync';
import { afterEach, describe, expect, it } from 'vitest';
import { SyncSides } from '../index.ts';
import { aHost, aManifest, aVendor, connectionId, tenantId } from '../testing/a-host.ts';

type ObjectInput = NonNullable<ConnectorManifestInput['objects']>[string];
interface Row {
  readonly id: string;
  readonly name: string;
  readonly at: number;
}

const title = { zh: '行', en: 'Row' };
const paged = { kind: 'code', paginated: true } as const;
const code = { kind: 'code' } as const;
const byNature = { class: 'idempotent' } as const;
const never = new AbortController().signal;

const schema = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'string', readOnly: true },
    name: { type: 'string' },
    phone: { type: 'string', 'x-sensitive': true },
  },
} as const;

const row: ObjectInput = {
  title,
  fields: { from: 'manifest', schema },
  id: 'record.id',
  list: { operation: paged, complete: true },
  changes: {
    operation: paged,
    cursor: { kind: 'time', value: 'item.at', format: 'epoch-milliseconds', lagMs: 0 },
    deletes: 'not-shown',
  },
};

let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

async function side(object: ObjectInput, functions: ConnectorCode) {
  const vendor = await aVendor(() => ({ body: {} }));
  const started = aHost({ vendor, manifest: aManifest({ objects: { row: object } }), code: functions });
  ({ close } = started);
  const { connector } = started.which;
  return new SyncSides(started.host.objects).open(
    tenantId as TenantId,
    { connector, connectionId, object: 'row' },
    never,
  );
}

/** Two rows to a page. */
function paging(rows: readonly Json[], from: Json): { readonly items: readonly Json[]; readonly next: Json } {
  const start = typeof from === 'number' ? from : 0;
  return { items: rows.slice(start, start + 2), next: start + 2 < rows.length ? start + 2 : null };
}

async function readAll(read: (from: Json) => ReturnType<SideReader['list']>): Promise<readonly RecordPage[]> {
  const pages: RecordPage[] = [];
  let from: Json = null;
  do {
    const answer = await read(from);
    if (answer.kind === 'failed') throw new Error(answer.failure.code);
    pages.push(answer.value);
    from = answer.value.next;
  } while (from !== null);
  return pages;
}

const ids = (pages: readonly RecordPage[]): readonly string[] =>
  pages.flatMap(({ records }) => records.map(({ id, deleted }) => (deleted ? `-${id}` : id)));

const rows: readonly Row[] = [1, 2, 3, 4, 5].map((n) => ({ id: `r${n}`, name: `n${n}`, at: n * 1000 }));

describe('a side that is read', () => {
  it('lists pages with the time of each record, and fetches one page ahead', async () => {
    const asked: Json[] = [];
    const { reader, traits } = await side(row, {
      'objects.row.list': {
        page: (_, __, from) => {
          asked.push(from);
          return Promise.resolve(paging(rows as never, from));
        },
      },
    });
    expect(traits).toMatchObject({
      list: 'complete',
      changes: 'time',
      get: false,
      create: 'none',
      sensitive: ['phone'],
    });
    const first = await reader.list(null, null, never);
    await expect.poll(() => asked).toEqual([null, 2]);
    expect(first).toMatchObject({ value: { records: [{ id: 'r1', modifiedAt: 1000 }, { id: 'r2' }], next: 2 } });
    expect(ids(await readAll((from) => reader.list(from, null, never)))).toEqual(['r1', 'r2', 'r3', 'r4', 'r5']);
  });

  it('looks for changes since a moment, and then for deletions that are listed apart', async () => {
    const seen: (Json | undefined)[] = [];
    const deletions = {
      operation: paged,
      cursor: { kind: 'time', value: 'item.at', format: 'iso', lagMs: 0 },
    } as const;
    const { reader } = await side(
      { ...row, deletions },
      {
        'objects.row.changes': {
          page: (_, { cursor }, from) => {
            seen.push(cursor);
            return Promise.resolve(paging(rows.filter(({ at }) => at >= Number(cursor)) as never, from));
          },
        },
        'objects.row.deletions': { page: (_, __, from) => Promise.resolve(paging(['r8', 'r9', { id: 'r7' }], from)) },
      },
    );
    const since: Cursor = { kind: 'time', time: 3000, id: '' };
    const pages = await readAll((from) => reader.changes(since, from, never));
    expect(ids(pages)).toEqual(['r3', 'r4', 'r5', '-r8', '-r9', '-r7']);
    expect(seen[0]).toBe(3000);
  });

  it('keeps a bookmark for each of the two where they do not both go by time', async () => {
    let mark = 0;
    const marked = { operation: code, cursor: { kind: 'opaque', next: 'output.mark' } } as const;
    const { reader, traits } = await side(
      { ...row, deletions: { ...marked, operation: paged } },
      {
        'objects.row.changes': {
          page: (_, { cursor }, from) =>
            Promise.resolve(paging(rows.filter(({ at }) => at >= Number(cursor ?? 0)) as never, from)),
        },
        'objects.row.deletions': { page: () => Promise.resolve({ items: [`gone${(mark += 1)}`], next: null }) },
      },
    );
    expect(traits.changes).toBe('bookmark');
    const first = await readAll((from) => reader.changes(null, from, never));
    expect(ids(first)).toEqual(['r1', 'r2', 'r3', 'r4', 'r5', '-gone1']);
    const since: Cursor = { kind: 'bookmark', value: first.at(-1)!.bookmark! };
    expect(ids(await readAll((from) => reader.changes(since, from, never)))).toEqual(['-gone2']);
  });

  it('gives slices by time and by a filter', async () => {
    const functions: ConnectorCode = {
      'objects.row.list': { page: (_, __, from) => Promise.resolve(paging(rows as never, from)) },
      'objects.row.changes': {
        page: (_, { cursor }, from) =>
          Promise.resolve(paging(rows.filter(({ at }) => at >= Number(cursor)) as never, from)),
      },
    };
    const { reader } = await side(row, functions);
    expect(ids(await readAll((from) => reader.list(from, { from: 2000, to: 4000 }, never)))).toEqual(['r2', 'r3']);
    expect(ids(await readAll((from) => reader.list(from, { filter: 'name = "n4"' }, never)))).toEqual(['r4']);
  });

  it('returns what the other side did instead of throwing it', async () => {
    const { reader } = await side(row, {
      'objects.row.list': {
        page: (_, { fault }) => Promise.reject(fault({ meaning: 'transient', message: 'away' })),
      },
    });
    expect(await reader.list(null, null, never)).toMatchObject({ kind: 'failed', failure: { kind: 'transient' } });
  });
});

describe('a side that is written', () => {
  it('sends what is alike in batches and tells of each record by itself', async () => {
    const sent: JsonObject[] = [];
    const { writer, traits } = await side(
      {
        ...row,
        createBatch: { operation: code, effect: byNature },
        updateBatch: { operation: code, effect: byNature },
        delete: { operation: code, effect: byNature },
      },
      {
        'objects.row.createBatch': {
          run: (input) => {
            sent.push(input);
            const results = (input['records'] as readonly JsonObject[]).map((_, index) =>
              index === 1
                ? { index, ok: false, code: 'E1', message: 'no such city' }
                : { index, ok: true, output: { id: `new${index}`, record: { id: `new${index}`, name: 'told' } } },
            );
            return Promise.resolve({ results });
          },
        },
        'objects.row.updateBatch': {
          run: () => Promise.resolve({ results: [{ index: 0, ok: true, output: { id: 'r1' } }] }),
        },
        'objects.row.delete': {
          run: (input, { fault }) =>
            input['id'] === 'r9'
              ? Promise.reject(fault({ meaning: 'not-found', message: 'r9' }))
              : Promise.resolve({ id: input['id']! }),
        },
      },
    );
    expect(traits).toMatchObject({ create: 'idempotent', update: true, delete: true, batch: 1000 });
    const outcomes = await writer.write(
      [
        { kind: 'create', fields: { name: 'x' }, key: 'k1' },
        { kind: 'update', id: 'r1', fields: { name: 'y' } },
        { kind: 'create', fields: { name: 'z' }, key: 'k2' },
        { kind: 'delete', id: 'r9' },
        { kind: 'delete', id: 'r8' },
      ],
      never,
    );
    expect(outcomes).toMatchObject([
      { kind: 'written', id: 'new0', record: { id: 'new0', fields: { name: 'told' } } },
      { kind: 'written', id: 'r1' },
      { kind: 'failed', failure: { code: 'connector.invalid', vendor: { code: 'E1', message: 'no such city' } } },
      { kind: 'gone' },
      { kind: 'written', id: 'r8' },
    ]);
    expect(sent).toEqual([{ records: [{ record: { name: 'x' } }, { record: { name: 'z' } }] }]);
  });

  it('upserts by the record’s own field where the object names one, and by our key where not', async () => {
    const keys: (Json | undefined)[] = [];
    const run = (input: JsonObject) => {
      keys.push(input['key']);
      return Promise.resolve({ id: 'r1' });
    };
    const upsert = { operation: code, effect: byNature };
    const byField = await side({ ...row, key: 'id', upsert }, { 'objects.row.upsert': { run } });
    expect(byField.traits.create).toBe('upsert');
    await byField.writer.write([{ kind: 'create', fields: { id: 'r1', name: 'x' }, key: 'link' }], never);
    await close?.();
    const byKey = await side({ ...row, upsert }, { 'objects.row.upsert': { run } });
    expect(byKey.traits.create).toBe('idempotent');
    await byKey.writer.write([{ kind: 'create', fields: { name: 'x' }, key: 'link' }], never);
    expect(keys).toEqual(['r1', 'link']);
  });

  it('says changed-meanwhile where a conditional update finds another version', async () => {
    const { writer, traits } = await side(
      { ...row, version: 'record.version', update: { operation: code, effect: byNature } },
      {
        'objects.row.update': {
          run: (_, { fault }) => Promise.reject(fault({ meaning: 'conflict', message: 'version 3' })),
        },
      },
    );
    expect(traits.conditional).toBe(true);
    expect(await writer.write([{ kind: 'update', id: 'r1', version: '2', fields: {} }], never)).toEqual([
      { kind: 'changed-meanwhile' },
    ]);
  });

  it('looks up what a creation of no known outcome has made', async () => {
    const lookUp = { operation: code, found: '$exists(output.id)', output: "{'id': output.id}" };
    const { writer, traits } = await side(
      { ...row, create: { operation: code, effect: { class: 'checkable', lookUp } } },
      {
        'objects.row.create': { run: () => Promise.resolve({ id: 'r1' }) },
        'objects.row.create.lookUp': {
          run: (_, { idempotencyKey }) => Promise.resolve(idempotencyKey === 'k1' ? { id: 'r1' } : {}),
        },
      },
    );
    expect(traits.create).toBe('checkable');
    expect(await writer.lookUp(['k1', 'k2'], never)).toEqual({ kind: 'read', value: ['r1', null] });
  });

  it('holds records against the schema: all of a new one, the given fields of an update', async () => {
    const { validate } = await side(row, {});
    expect(validate({ name: 'x' }, false)).toBeNull();
    expect(validate({}, false)).toContain('name');
    expect(validate({}, true)).toBeNull();
    expect(validate({ name: 7 }, true)).toContain('name');
  });
});
