import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createSimulator, type SimulatorOptions } from './create-simulator.ts';
import type { EventFormat } from './deliveries.ts';
import { Faults } from './faults.ts';
import { numberedPageOf } from './numbered-page.ts';
import { InvalidCursor, offsetPageOf, pageOf } from './page.ts';
import { RateWindow } from './rate-window.ts';
import type { RunningSimulator, Simulator } from './simulator.ts';
import { wants } from './subscriptions.ts';
import { textOf } from './text-of.ts';
import type { SimulatorRequest } from './vendor-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const shop = (options: SimulatorOptions = {}, format: Partial<EventFormat> = {}): Simulator =>
  createSimulator(
    {
      name: 'shop',
      title: { zh: '商店', en: 'Shop' },
      collections: {
        orders: {
          title: { zh: '订单', en: 'Orders' },
          key: 'id',
          seed: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id })),
          tombstone: (record) => ({ ...record, gone: true }),
        },
      },
      answers: {
        rateLimited: (reply, fault) => {
          if (fault.retryAfterSeconds !== undefined) reply.header('retry-after', fault.retryAfterSeconds);
          return reply.code(429).send({ error: 'slow down' });
        },
        serverError: (reply, fault) => reply.code(fault.status ?? 503).send({ error: 'broken' }),
        noSuchPath: (reply) => reply.send({ error: 'no such path' }),
        badBody: (reply) => reply.send({ error: 'no json' }),
      },
      connection: (url) => ({ baseUrl: url, token: 'right' }),
      wrongConnection: { token: 'wrong' },
      routes(app, box) {
        app.get<{ Querystring: { cursor?: string } }>('/orders', (request) =>
          pageOf({
            rows: box.records.list('orders'),
            limit: 2,
            cursor: request.query.cursor,
            placeOf: (row) => [textOf(row['id'])],
            faults: box.faults,
            path: request.url,
          }),
        );
        app.post('/echo', (request) => ({ raw: request.rawBody }));
      },
      events: ({ kind, after }, box) => [{ id: box.newId(), type: `order.${kind}`, body: { order: after ?? null } }],
      format: {
        sign: (text, { subscription }) => ({
          headers: {
            'x-sign': createHmac('sha256', subscription.secret ?? '')
              .update(text)
              .digest('hex'),
          },
          body: text,
        }),
        ...format,
      },
    },
    { retryDelaysMs: [1, 1], ...options },
  );

async function running(simulator: Simulator, adminPort?: number): Promise<RunningSimulator> {
  const started = await simulator.start({ ...(adminPort !== undefined && { adminPort }) });
  closing.push(() => started.stop());
  return started;
}

interface Hook {
  readonly body: string;
  readonly sign: string;
  readonly query: string;
}

/** A receiver of events that answers as it is told. */
async function receiver(answer: (hook: Hook, seen: readonly Hook[]) => number): Promise<{ url: string; seen: Hook[] }> {
  const seen: Hook[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const query = new URL(request.url ?? '/', 'http://hook.test').search;
      const hook = { body: Buffer.concat(parts).toString(), sign: String(request.headers['x-sign']), query };
      seen.push(hook);
      response.writeHead(answer(hook, seen)).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, seen };
}

const valid = ({ body, sign }: Hook): boolean => createHmac('sha256', 's').update(body).digest('hex') === sign;

async function allOrders(url: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 20; pages += 1) {
    const response = await fetch(`${url}/orders${cursor ? `?cursor=${cursor}` : ''}`);
    const page = (await response.json()) as { items: { id: string }[]; next?: string };
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
    if (!cursor) break;
  }
  return ids;
}

test('a listing gives every record once', async () => {
  const { url } = await running(shop());
  expect(await allOrders(url)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a truncated page is short and still leads to the rest', async () => {
  const simulator = shop();
  const { url } = await running(simulator);
  simulator.setFault({ kind: 'truncated-page' });
  expect(await allOrders(url)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a repeated page gives rows of the page before once more', async () => {
  const simulator = shop();
  const { url } = await running(simulator);
  simulator.setFault({ kind: 'repeated-page' });
  expect(await allOrders(url)).toEqual(['a', 'b', 'b', 'c', 'd', 'e']);
});

test('a stuck cursor leads back to itself', async () => {
  const simulator = shop();
  const { url } = await running(simulator);
  simulator.setFault({ kind: 'stuck-cursor', times: 100 });
  expect((await allOrders(url)).length).toBeGreaterThan(10);
});

test('a listing by offset goes through the same disturbances', () => {
  const faults = new Faults();
  const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
  const page = (offset: number) => offsetPageOf({ rows, limit: 2, offset, faults, path: '/orders' });
  expect([page(0), page(2), page(4)]).toEqual([
    { items: [{ id: 'a' }, { id: 'b' }], next: 2 },
    { items: [{ id: 'c' }, { id: 'd' }], next: 4 },
    { items: [{ id: 'e' }] },
  ]);
  faults.set({ kind: 'truncated-page' });
  expect(page(2)).toEqual({ items: [{ id: 'c' }], next: 3 });
  faults.set({ kind: 'repeated-page' });
  expect(page(2)).toEqual({ items: [{ id: 'b' }, { id: 'c' }, { id: 'd' }], next: 4 });
  faults.set({ kind: 'stuck-cursor' });
  expect(page(2)).toEqual({ items: [{ id: 'a' }, { id: 'b' }], next: 2 });
  faults.set({ kind: 'empty-listing' });
  expect(page(2)).toEqual({ items: [] });
});

test('a numbered page names its neighbours with all that was asked, and a short one goes on where it ended', () => {
  const faults = new Faults();
  const rows = Array.from({ length: 5 }, (_, id) => ({ id }));
  const page = (url: string) =>
    numberedPageOf({
      rows,
      request: { url, host: 'shop.test' } as SimulatorRequest,
      faults,
      size: { usual: 2, most: 4 },
    });
  expect(page('/orders?state=open')).toEqual({
    items: [{ id: 0 }, { id: 1 }],
    page: 1,
    perPage: 2,
    total: 5,
    first: 'http://shop.test/orders?state=open&page=1&per_page=2',
    next: 'http://shop.test/orders?state=open&page=2&per_page=2',
    nextNumber: 2,
  });
  const last = page('/orders?page=2&per_page=99');
  expect(last).toMatchObject({ items: [{ id: 4 }], previous: 'http://shop.test/orders?page=1&per_page=4' });
  expect(last).not.toHaveProperty('next');
  faults.set({ kind: 'truncated-page' });
  const short = page('/orders?per_page=4');
  expect([short.items.length, page(short.next ?? '').items]).toEqual([2, [{ id: 2 }, { id: 3 }]]);
});

test('a cursor nobody issued is refused', () => {
  expect(() =>
    pageOf({
      rows: [],
      limit: 1,
      cursor: 'nonsense',
      placeOf: () => [],
      faults: { take: () => undefined } as never,
      path: '',
    }),
  ).toThrow(InvalidCursor);
});

test('API faults hit as often as they were armed for and then wear off', async () => {
  const simulator = shop();
  const { url } = await running(simulator);
  simulator.setFault({ kind: 'rate-limited', retryAfterSeconds: 7 });
  simulator.setFault({ kind: 'server-error', times: 2, status: 502 });
  const statuses: number[] = [];
  for (let i = 0; i < 4; i += 1) statuses.push((await fetch(`${url}/orders`)).status);
  expect(statuses).toEqual([502, 502, 429, 200]);
});

test('one kind of fault is disarmed and the others stay', () => {
  const simulator = shop();
  simulator.setFault({ kind: 'slow' });
  simulator.setFault({ kind: 'half-body' });
  simulator.clearFaults('slow');
  expect(simulator.faults().map(({ kind }) => kind)).toEqual(['half-body']);
});

test('a fault can wait for the middle of a listing', async () => {
  const simulator = shop();
  const { url } = await running(simulator);
  simulator.setFault({ kind: 'server-error', after: 1 });
  expect((await fetch(`${url}/orders`)).status).toBe(200);
  expect((await fetch(`${url}/orders`)).status).toBe(503);
});

test('a half-written body announces more than it sends', async () => {
  const simulator = shop();
  const { url } = await running(simulator);
  simulator.setFault({ kind: 'half-body' });
  await expect(fetch(`${url}/orders`).then((response) => response.text())).rejects.toThrow();
  expect((await fetch(`${url}/orders`)).status).toBe(200);
});

test('a lost reply did happen at the vendor', async () => {
  const simulator = shop();
  const { url } = await running(simulator);
  simulator.setFault({ kind: 'lost-reply' });
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
    body: '{"a":1}',
  };
  await expect(fetch(`${url}/echo`, post)).rejects.toThrow();
  await fetch(`${url}/echo`, post);
  expect(simulator.requests().map(({ body }) => body)).toContain('{"a":1}');
});

test('a maintenance page is HTML with status 200', async () => {
  const simulator = shop();
  const { url } = await running(simulator);
  simulator.setFault({ kind: 'maintenance-page' });
  const response = await fetch(`${url}/orders`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});

test('credentials are masked in the request log', async () => {
  const simulator = shop();
  const { url } = await running(simulator);
  await fetch(`${url}/orders`, { headers: { authorization: 'Bearer top' } });
  expect(simulator.requests()[0]?.headers['authorization']).toBe('[secret]');
});

test('changing a record sends a signed event, and an event that was refused is sent again', async () => {
  const simulator = shop();
  await running(simulator);
  const { url, seen } = await receiver((_, all) => (all.length === 1 ? 500 : 200));
  await simulator.subscribe({ url, secret: 's' });
  simulator.upsert('orders', { id: 'z', sum: 3 });
  await simulator.settled();
  expect(seen.map(valid)).toEqual([true, true]);
  expect(simulator.deliveries()).toMatchObject([{ eventType: 'order.created', state: 'delivered', attempts: 2 }]);
});

test('an event nobody accepts is given up after the last retry', async () => {
  const simulator = shop();
  await running(simulator);
  const { url, seen } = await receiver(() => 503);
  await simulator.subscribe({ url, secret: 's' });
  simulator.remove('orders', 'a');
  await simulator.settled();
  expect(seen).toHaveLength(3);
  expect(simulator.deliveries()[0]?.state).toBe('given-up');
  expect(simulator.record('orders', 'a')).toEqual({ id: 'a', gone: true });
});

test('delivery faults add duplicates, forgeries, stale and malformed events beside the genuine ones', async () => {
  const simulator = shop();
  await running(simulator);
  const { url, seen } = await receiver((hook) => (valid(hook) ? 200 : 401));
  await simulator.subscribe({ url, secret: 's' });
  for (const kind of ['duplicate-delivery', 'forged-delivery', 'malformed-delivery'] as const)
    simulator.setFault({ kind });
  simulator.upsert('orders', { id: 'y' });
  await simulator.settled();
  expect(seen.map(valid)).toEqual([true, true, false, true]);
  expect(simulator.deliveries().map(({ nature, state }) => [nature, state])).toEqual([
    ['genuine', 'delivered'],
    ['duplicate', 'delivered'],
    ['forged', 'refused'],
    ['malformed', 'delivered'],
  ]);
  expect(() => JSON.parse(seen[3]?.body ?? '') as unknown).toThrow();
});

test('an event may be any text, signed in the address, and taken only by the answer the vendor wants', async () => {
  const simulator = shop(
    {},
    {
      envelope: ({ event }) => `<event>${event.type}</event>`,
      sign: (text) => ({ headers: { 'content-type': 'text/xml' }, body: text, query: { nonce: 'a b' } }),
      taken: ({ status, body }) => status === 202 && body === '{}',
    },
  );
  await running(simulator);
  const hook = await receiver((_, seen) => (seen.length < 2 ? 200 : 202));
  await simulator.subscribe({ url: `${hook.url}?own=1` });
  simulator.upsert('orders', { id: 'f' });
  await simulator.settled();
  expect(hook.seen.map(({ body, query }) => [body, query])).toEqual([
    ['<event>order.created</event>', '?own=1&nonce=a+b'],
    ['<event>order.created</event>', '?own=1&nonce=a+b'],
  ]);
  expect(simulator.deliveries()).toMatchObject([{ state: 'delivered', attempts: 2, status: 202 }]);
});

test('what a vendor sends to an address of its own goes only to who asks for it', () => {
  const event = { type: 'order.clicked', apart: true };
  const receiverOf = (events?: readonly string[]) => ({
    id: 'r',
    url: 'http://127.0.0.1/',
    createdAt: '',
    ...(events && { events }),
  });
  expect([undefined, ['order.clicked'], ['order.created']].map((events) => wants(receiverOf(events), event))).toEqual([
    false,
    true,
    false,
  ]);
});

test('a late delivery arrives after the event that followed it', async () => {
  const simulator = shop();
  await running(simulator);
  const { url, seen } = await receiver(() => 200);
  await simulator.subscribe({ url, secret: 's' });
  simulator.setFault({ kind: 'late-delivery' });
  simulator.upsert('orders', { id: 'first' });
  simulator.upsert('orders', { id: 'second' });
  await simulator.settled();
  expect(seen.map(({ body }) => (JSON.parse(body) as { order: { id: string } }).order.id)).toEqual(['second', 'first']);
});

test('events leave for this machine only', async () => {
  const simulator = shop();
  await running(simulator);
  await expect(simulator.subscribe({ url: 'http://192.0.2.1/hook' })).rejects.toThrow('may not be sent');
  await expect(simulator.subscribe({ url: 'http://169.254.169.254/latest' })).rejects.toThrow('may not be sent');
});

test('the admin face reads and changes records over HTTP', async () => {
  const simulator = shop();
  const { adminUrl = '' } = await running(simulator, 0);
  const put = await fetch(`${adminUrl}/__simulator/collections/orders/records/a`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"sum":9}',
  });
  expect(await put.json()).toEqual({ id: 'a', sum: 9 });
  const unknown = await fetch(`${adminUrl}/__simulator/collections/nothing/records`);
  expect(unknown.status).toBe(404);
});

test('the admin face answers no web page', async () => {
  const { adminUrl = '' } = await running(shop(), 0);
  const response = await fetch(`${adminUrl}/__simulator/`, { headers: { origin: 'https://evil.example' } });
  expect(response.status).toBe(403);
});

test('a reset brings the seed back', async () => {
  const simulator = shop();
  await running(simulator);
  simulator.upsert('orders', { id: 'x' });
  simulator.setFault({ kind: 'slow' });
  simulator.reset();
  expect([simulator.records('orders').length, simulator.faults().length]).toEqual([5, 0]);
});

test('a rate window opens again when its time has passed', () => {
  let now = 0;
  const window = new RateWindow({ limit: 2, windowMs: 1000, now: () => now });
  expect([window.take('k').allowed, window.take('k').allowed, window.take('k').allowed]).toEqual([true, true, false]);
  now = 1001;
  expect(window.take('k').allowed).toBe(true);
});
