import type { ConnectorManifestInput, Json } from '@joinery/contracts';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { aHost, type AHost, aManifest, type Asked, aVendor, type Told } from '../testing/a-host.ts';

const open: AHost[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const title = { zh: '变更', en: 'Changes' };
type Trigger = NonNullable<ConnectorManifestInput['triggers']>[string];

async function start(answer: (asked: Asked) => Told, trigger: Partial<Trigger>, values = {}) {
  const vendor = await aVendor(answer);
  const polling = {
    kind: 'polling',
    title,
    output: {},
    sample: {},
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/changes', query: { since: 'state.cursor', view: 'input.view' } },
      pagination: { kind: 'cursor', items: 'body.items', next: 'body.next', send: { in: 'query', name: 'page' } },
    },
    cursor: { kind: 'time', value: 'item.at', format: 'epoch-milliseconds', lagMs: 1_000 },
    dedupeKey: 'item.id',
    from: 'beginning',
    ...trigger,
  } as Trigger;
  const host = aHost({ vendor, manifest: aManifest({ triggers: { changed: polling } }), values });
  open.push(host);
  const poll = async (cursor: Json | undefined) => {
    const {
      events,
      cursor: next,
      more,
    } = await host.host.triggers.poll({ ...host.which, trigger: 'changed', settings: { view: 'all' } }, cursor);
    return { ids: events.map(({ dedupeKey }) => dedupeKey), cursor: JSON.parse(JSON.stringify(next)) as Json, more };
  };
  return { vendor, poll, ...host };
}

interface Row {
  readonly id: string;
  readonly at: number;
}

const since = ({ query }: Asked, rows: readonly Row[]): Told => ({
  body: { items: rows.filter(({ at }) => at >= Number(query.get('since') ?? 0)) as unknown as Json },
});

test('what is met again within the lag comes once, equal times and late records are not lost', async () => {
  const rows: Row[] = [
    { id: 'a', at: 10_000 },
    { id: 'b', at: 10_000 },
  ];
  const { poll, vendor } = await start((asked) => since(asked, rows), {});
  const first = await poll(undefined);
  expect(first.ids).toEqual(['a', 'b']);
  rows.push({ id: 'c', at: 10_000 }, { id: 'late', at: 9_100 }, { id: 'd', at: 10_500 });
  const second = await poll(first.cursor);
  expect(second.ids).toEqual(['c', 'late', 'd']);
  expect((await poll(second.cursor)).ids).toEqual([]);
  expect(vendor.asked.map(({ query }) => query.get('since'))).toEqual([null, '9000', '9500']);
  expect(vendor.asked[0]?.query.get('view')).toBe('all');
});

test('from now on means: nothing that is there already, everything that comes', async () => {
  const rows: Row[] = [{ id: 'old', at: Date.now() - 100 }];
  const { poll } = await start((asked) => since(asked, rows), { from: 'now' } as Partial<Trigger>);
  const first = await poll(undefined);
  expect(first.ids).toEqual([]);
  rows.push({ id: 'new', at: Date.now() });
  expect((await poll(first.cursor)).ids).toEqual(['new']);
});

test('a vendor’s local times are read and asked for with the connection’s offset', async () => {
  const { poll, vendor } = await start(
    () => ({ body: { items: [{ id: 'a', at: '2026-03-02 10:15:00' }] } }),
    {
      cursor: { kind: 'time', value: 'item.at', format: 'date-time', lagMs: 0, offset: 'connection.zone' },
    } as Partial<Trigger>,
    { zone: '+08:00' },
  );
  const { cursor } = await poll(undefined);
  expect(cursor).toMatchObject({ at: Date.UTC(2026, 2, 2, 2, 15) });
  await poll(cursor);
  expect(vendor.asked[1]?.query.get('since')).toBe('2026-03-02 10:15:00');
});

test('numbers that only grow, and bookmarks of the vendor', async () => {
  const numbers = await start(
    ({ query }) => ({
      body: { items: [5, 6].filter((id) => id > Number(query.get('since') ?? 0)).map((id) => ({ id })) },
    }),
    { cursor: { kind: 'sequence', value: 'item.id' } } as Partial<Trigger>,
  );
  const first = await numbers.poll(undefined);
  expect(first).toMatchObject({ ids: ['5', '6'], cursor: { at: 6 } });
  expect((await numbers.poll(first.cursor)).ids).toEqual([]);
  const marks = await start(
    ({ query }) => ({
      body: { items: [{ id: query.get('since') ?? 'start' }], mark: query.get('since') === 'm1' ? 'm2' : 'm1' },
    }),
    { cursor: { kind: 'opaque', next: 'body.mark' } } as Partial<Trigger>,
  );
  const one = await marks.poll(undefined);
  const two = await marks.poll(one.cursor);
  expect([one.ids, two.ids, two.cursor]).toEqual([['start'], ['m1'], { at: 'm2', seen: [] }]);
});

test('a long look is cut after a page and goes on there; its furthest time counts at its end', async () => {
  const pages = ['', 'p2', 'p3'];
  const { poll, vendor } = await start(({ query }) => {
    const page = pages.indexOf(query.get('page') ?? '');
    const items = Array.from({ length: 600 }, (_, n) => ({ id: `${page}-${n}`, at: 1_000_000 - page * 1_000 - n }));
    return { body: { items, next: pages[page + 1] ?? null } };
  }, {});
  const first = await poll(undefined);
  expect(first).toMatchObject({ more: true, cursor: { at: null, page: { at: 'p3' } } });
  expect(first.ids).toHaveLength(1_200);
  const second = await poll(first.cursor);
  expect(second.ids).toHaveLength(600);
  expect(second).toMatchObject({ more: false, cursor: { at: 1_000_000 } });
  expect(vendor.asked).toHaveLength(3);
});

test('a page position that has expired meanwhile begins the look anew and gives nothing twice', async () => {
  let generation = 'a';
  const { poll } = await start(({ query }) => {
    const [issued = generation, number = '0'] = query.get('page')?.split('.') ?? [];
    if (issued !== generation) return { status: 400, body: { message: 'cursor expired' } };
    const page = Number(number);
    const items = Array.from({ length: 600 }, (_, n) => ({ id: `${page}-${n}`, at: 1_000_000 - page * 1_000 - n }));
    return { body: { items, next: page < 2 ? `${generation}.${page + 1}` : null } };
  }, {});
  const first = await poll(undefined);
  expect(first).toMatchObject({ more: true, cursor: { page: { at: 'a.2' } } });
  generation = 'b';
  const second = await poll(first.cursor);
  expect(second.ids).toHaveLength(600);
  expect(second.ids.every((id) => id.startsWith('2-'))).toBe(true);
  expect(second.more).toBe(false);
});

test('whatever order records and looks come in, each change comes exactly once while it is within the lag', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ after: fc.integer({ min: 0, max: 900 }), look: fc.boolean() }), {
        minLength: 1,
        maxLength: 25,
      }),
      async (moves) => {
        const rows: Row[] = [];
        const { poll, close } = await start((asked) => since(asked, rows), {});
        let top = 50_000;
        let cursor: Json | undefined;
        const seen: string[] = [];
        for (const [n, { after, look }] of [...moves, { after: 0, look: true }].entries()) {
          // No record is older than the lag behind the newest one.
          rows.push({ id: String(n), at: top - 900 + after });
          if (after % 7 === 0) top += after;
          if (!look) continue;
          const found = await poll(cursor);
          seen.push(...found.ids);
          cursor = found.cursor;
        }
        open.splice(0);
        await close();
        expect(seen.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
      },
    ),
    { numRuns: 25 },
  );
});
