import type { ConnectorManifestInput, Json } from '@joinery/contracts';
import { afterEach, expect, test } from 'vitest';
import { aHost, type AHost, aManifest, anAction, type Asked, aVendor, type Told } from '../testing/a-host.ts';
import { linkTarget } from './paging.ts';

const open: AHost[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const records = Array.from({ length: 7 }, (_, n) => n + 1);

type Operation = NonNullable<ConnectorManifestInput['actions']>[string]['operation'];

/** Reads every page by positions that go through JSON in between, as a run that is resumed does. */
async function readAll(
  answer: (asked: Asked, url: string) => Told,
  operation: Operation,
): Promise<{ items: Json[]; asked: Asked[] }> {
  let url = '';
  const vendor = await aVendor((asked) => answer(asked, url));
  url = vendor.url;
  const host = aHost({ vendor, manifest: aManifest({ actions: { list: anAction(operation) } }) });
  open.push(host);
  const items: Json[] = [];
  let from: Json = null;
  do {
    const read = await host.host.actions.page(host.aCall('list'), from, new AbortController().signal);
    if (read.kind === 'failed') throw new Error(JSON.stringify(read.failure));
    items.push(...read.page.items);
    from = JSON.parse(JSON.stringify(read.page.next)) as Json;
  } while (from !== null);
  return { items, asked: vendor.asked };
}

const get = { method: 'GET', path: '/list', query: { kind: '"a"' } } as const;
const size = { send: { in: 'query', name: 'size' }, value: 3 } as const;

function slice(from: number): number[] {
  return records.slice(from, from + 3);
}

test('a cursor leads through every page once', async () => {
  const { items, asked } = await readAll(
    ({ query }) => {
      const from = Number(query.get('cursor') ?? 0);
      return { body: { items: slice(from), next: from + 3 < 7 ? String(from + 3) : '' } };
    },
    {
      kind: 'request',
      request: get,
      pagination: {
        kind: 'cursor',
        items: 'body.items',
        next: 'body.next',
        send: { in: 'query', name: 'cursor' },
        size,
      },
    },
  );
  expect(items).toEqual(records);
  expect(asked.map(({ query }) => query.toString())).toEqual([
    'kind=a&size=3',
    'kind=a&size=3&cursor=3',
    'kind=a&size=3&cursor=6',
  ]);
});

test('a cursor may be a condition of the request: what comes after the last one seen', async () => {
  const { items, asked } = await readAll(
    (one) => ({ body: { rows: records.filter((n) => n > Number(one.json()['after'] ?? 0)).slice(0, 3) } }),
    {
      kind: 'request',
      request: { method: 'POST', path: '/list', body: 'state.page = null ? {} : {"after": state.page}' },
      pagination: { kind: 'cursor', items: 'body.rows', next: 'body.rows[-1]' },
    },
  );
  expect(items).toEqual(records);
  expect(asked.map((one) => one.json()['after'])).toEqual([undefined, 3, 6, 7]);
});

test('a flag ends a list although there is a cursor', async () => {
  const { items } = await readAll(
    ({ query }) => ({ body: { items: [1], page_token: 'again', has_more: query.get('cursor') === null } }),
    {
      kind: 'request',
      request: get,
      pagination: {
        kind: 'cursor',
        items: 'body.items',
        next: 'body.page_token',
        more: 'body.has_more',
        send: { in: 'query', name: 'cursor' },
      },
    },
  );
  expect(items).toEqual([1, 1]);
});

test('a vendor that sends the same cursor for ever is left', async () => {
  const all = readAll(() => ({ body: { items: [1], next: 'same' } }), {
    kind: 'request',
    request: get,
    pagination: { kind: 'cursor', items: 'body.items', next: 'body.next', send: { in: 'query', name: 'cursor' } },
  });
  await expect(all).rejects.toThrow('connector.response-invalid');
});

test.each([0, 1])('page numbers from %i end with a short page', async (first) => {
  const { items, asked } = await readAll(({ query }) => ({ body: slice((Number(query.get('page')) - first) * 3) }), {
    kind: 'request',
    request: get,
    pagination: { kind: 'page', items: 'body', send: { in: 'query', name: 'page' }, first, size },
  });
  expect(items).toEqual(records);
  expect(asked.map(({ query }) => Number(query.get('page')))).toEqual([first, first + 1, first + 2]);
});

test('a vendor that does not heed the number of the page is left', async () => {
  const pages = readAll(() => ({ body: { items: slice(0), total: 90 } }), {
    kind: 'request',
    request: get,
    pagination: { kind: 'page', items: 'body.items', send: { in: 'query', name: 'page' }, size, total: 'body.total' },
  });
  await expect(pages).rejects.toThrow('connector.response-invalid');
});

test('page numbers end by the total', async () => {
  const { items, asked } = await readAll(
    ({ query }) => ({ body: { list: records.slice((Number(query.get('page')) - 1) * 3).slice(0, 3), total: 6 } }),
    {
      kind: 'request',
      request: get,
      pagination: { kind: 'page', items: 'body.list', send: { in: 'query', name: 'page' }, total: 'body.total', size },
    },
  );
  expect(items).toHaveLength(6);
  expect(asked).toHaveLength(2);
});

test('an offset counts what came, not what was asked for', async () => {
  const { items, asked } = await readAll(
    (one) => {
      const from = Number(one.json()['skip']);
      return { body: { rows: records.slice(from, from + 2), total: 7 } };
    },
    {
      kind: 'request',
      request: { method: 'POST', path: '/list', body: '{}' },
      pagination: {
        kind: 'offset',
        items: 'body.rows',
        send: { in: 'body', path: ['skip'] },
        size: { send: { in: 'body', path: ['take'] }, value: 3 },
        total: 'body.total',
      },
    },
  );
  expect(items).toEqual(records);
  expect(asked.map((one) => one.json()['skip'])).toEqual([0, 2, 4, 6]);
});

test('an offset may count from one', async () => {
  const { items, asked } = await readAll(
    ({ query }) => ({ body: { items: slice(Number(query.get('startIndex')) - 1), total: 7 } }),
    {
      kind: 'request',
      request: get,
      pagination: {
        kind: 'offset',
        items: 'body.items',
        send: { in: 'query', name: 'startIndex' },
        first: 1,
        size,
        total: 'body.total',
      },
    },
  );
  expect(items).toEqual(records);
  expect(asked.map(({ query }) => query.get('startIndex'))).toEqual(['1', '4', '7']);
});

test('the Link header leads on, and its address stands as it is', async () => {
  const { items, asked } = await readAll(
    ({ query }, url) => {
      const from = Number(query.get('after') ?? 0);
      const link = `<${url}/list?after=0>; rel="first", <${url}/list?after=${from + 3}&x=%2F>; rel="next"`;
      return { headers: from + 3 < 7 ? { link } : {}, body: slice(from) };
    },
    { kind: 'request', request: get, pagination: { kind: 'link-header', items: 'body', size } },
  );
  expect(items).toEqual(records);
  expect(asked[1]?.query.toString()).toBe('after=3&x=%2F');
});

test('the next address may be relative', async () => {
  const { items } = await readAll(
    ({ query }) => {
      const from = Number(query.get('after') ?? 0);
      return { body: { items: slice(from), next: from + 3 < 7 ? `/list?after=${from + 3}` : null } };
    },
    { kind: 'request', request: get, pagination: { kind: 'next-url', items: 'body.items', next: 'body.next' } },
  );
  expect(items).toEqual(records);
});

test('a scroll is continued by another request', async () => {
  const { items, asked } = await readAll(
    (one) => {
      const from = one.path === '/search' ? 0 : Number((one.json()['scroll'] as { id: string }).id);
      return { body: { items: slice(from), id: from + 3 < 7 ? String(from + 3) : null } };
    },
    {
      kind: 'request',
      request: { method: 'POST', path: '/search', body: '{"query": "all"}' },
      pagination: {
        kind: 'token-in-body',
        items: 'body.items',
        next: 'body.id',
        path: ['scroll', 'id'],
        following: { method: 'POST', path: '/scroll', body: '{"keep": "1m"}' },
      },
      output: '{"n": item}',
    },
  );
  expect(items).toEqual(records.map((n) => ({ n })));
  expect(asked.map(({ path, body }) => [path, body])).toEqual([
    ['/search', '{"query":"all"}'],
    ['/scroll', '{"keep":"1m","scroll":{"id":"3"}}'],
    ['/scroll', '{"keep":"1m","scroll":{"id":"6"}}'],
  ]);
});

test('Link headers are read as RFC 8288 has them', () => {
  expect(linkTarget('<https://a/?x=1,2>; title="a, b"; rel="prev next"', 'next')).toBe('https://a/?x=1,2');
  expect(linkTarget('<https://a>; rel=next', 'next')).toBe('https://a');
  expect(linkTarget('<https://a>; rel="last"', 'next')).toBeUndefined();
  expect(linkTarget(undefined, 'next')).toBeUndefined();
});
