import { FailureError } from '@joinery/contracts';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { Egress, type EgressOptions, type EgressRule, type OutgoingRequest } from './index.ts';

const tenantId = 'a';
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(handle: RequestListener): Promise<{ server: Server; port: number; url: string }> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { server, port, url: `http://127.0.0.1:${port}` };
}

function open(rules: readonly EgressRule[], options: Partial<EgressOptions> = {}): Egress {
  const egress = new Egress({ rules: { for: (tenant) => (tenant === tenantId ? rules : []) }, ...options });
  closing.push(() => egress.close());
  return egress;
}

const get = (url: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  tenantId,
  method: 'GET',
  url,
  ...more,
});

async function failureOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(FailureError);
  return (error as FailureError).failure;
}

test('an allowed address answers with status, headers and body', async () => {
  const { url, port } = await listen((request, response) => {
    response.setHeader('x-seen', `${request.method} ${request.url} ${request.headers['content-type']}`);
    response.writeHead(418).end('tea');
  });
  const egress = open([{ host: '127.0.0.1', port }]);
  const answer = await egress.send({
    tenantId,
    method: 'POST',
    url: `${url}/a?b=1`,
    body: '{}',
    headers: { 'Content-Type': 'application/json' },
  });
  expect(answer.status).toBe(418);
  expect(answer.headers['x-seen']).toBe('POST /a?b=1 application/json');
  expect(answer.body.toString()).toBe('tea');
});

test('a POST without a body names no content type', async () => {
  const { url, port } = await listen((request, response) => response.end(String(request.headers['content-type'])));
  const answer = await open([{ host: '127.0.0.1', port }]).send({ tenantId, method: 'POST', url });
  expect(answer.body.toString()).toBe('undefined');
});

test.each([
  'http://127.0.0.1/',
  'http://localhost/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[fe80::1]/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://169.254.169.254/latest/meta-data',
  'http://168.63.129.16/',
  'http://0.0.0.0/',
  'http://[fd00:ec2::254]/',
])('%s is refused without a rule', async (url) => {
  const failure = await failureOf(open([]).send(get(url)));
  expect(failure.code).toBe('egress.refused');
  expect(failure.ambiguous).toBeUndefined();
});

test('a rule holds for its tenant, its host and its port alone', async () => {
  const { url, port } = await listen((_, response) => response.end('ok'));
  const egress = open([{ host: '127.0.0.1', port }]);
  expect((await egress.send(get(url))).status).toBe(200);
  expect((await failureOf(egress.send(get(url, { tenantId: 'b' })))).code).toBe('egress.refused');
  expect((await failureOf(egress.send(get(`http://127.0.0.1:${port === 1 ? 2 : port - 1}`)))).code).toBe(
    'egress.refused',
  );
});

test('a range and a name are rules too, but a name never reaches the metadata address', async () => {
  const { port } = await listen((_, response) => response.end('ok'));
  const resolve = (host: string) =>
    Promise.resolve([{ address: host === 'crm.corp.test' ? '127.0.0.1' : '169.254.169.254', family: 4 }]);
  const byRange = open([{ host: '127.0.0.0/8', port: '*' }], { resolve });
  expect((await byRange.send(get(`http://crm.corp.test:${port}`))).status).toBe(200);
  const byName = open(
    [
      { host: 'crm.corp.test', port },
      { host: 'meta.test', port: 80 },
    ],
    { resolve },
  );
  expect((await byName.send(get(`http://crm.corp.test:${port}`))).status).toBe(200);
  expect((await failureOf(byName.send(get('http://meta.test')))).params?.['reason']).toBe('metadata address');
});

test('a name that resolves to something else a moment later is still called at the address that was judged', async () => {
  const { port } = await listen((_, response) => response.end('ok'));
  const answers = ['127.0.0.1', '10.0.0.1', '10.0.0.1'];
  let asked = 0;
  const resolve = () => Promise.resolve([{ address: answers[asked++] ?? '10.0.0.1', family: 4 }]);
  const egress = open([{ host: '127.0.0.1', port }], { resolve });
  expect((await egress.send(get(`http://rebind.test:${port}`))).status).toBe(200);
  expect(asked).toBe(1);
});

test('a decision is forgotten after its time', async () => {
  const { port } = await listen((_, response) => response.end('ok'));
  let asked = 0;
  let at = 0;
  const resolve = () => {
    asked += 1;
    return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  };
  const egress = open([{ host: '127.0.0.1', port }], { resolve, now: () => at });
  await egress.send(get(`http://pin.test:${port}`));
  at = 4_999;
  await egress.send(get(`http://pin.test:${port}`));
  expect(asked).toBe(1);
  at = 5_001;
  await egress.send(get(`http://pin.test:${port}`));
  expect(asked).toBe(2);
});

test('every redirect is judged anew', async () => {
  const { url, port } = await listen((_, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
  );
  expect((await failureOf(open([{ host: '127.0.0.1', port }]).send(get(url)))).code).toBe('egress.refused');
});

test('credentials stay with their origin, others follow a redirect', async () => {
  const seen: unknown[] = [];
  const far = await listen((request, response) => {
    seen.push([request.headers['authorization'], request.headers['x-token'], request.headers['x-plain']]);
    response.end('far');
  });
  const near = await listen((request, response) => {
    const there = request.url === '/same' ? '/end' : `${far.url}/`;
    if (request.url === '/end')
      seen.push([request.headers['authorization'], request.headers['x-token'], request.headers['x-plain']]);
    if (request.url === '/end') response.end('near');
    else response.writeHead(307, { location: there }).end();
  });
  const egress = open([near, far].map(({ port }) => ({ host: '127.0.0.1', port })));
  const headers = { authorization: 'Bearer s', 'X-Token': 't', 'x-plain': 'p' };
  await egress.send(get(`${near.url}/same`, { headers, credentialHeaders: ['x-token'] }));
  await egress.send(get(`${near.url}/far`, { headers, credentialHeaders: ['x-token'] }));
  expect(seen).toEqual([
    ['Bearer s', 't', 'p'],
    [undefined, undefined, 'p'],
  ]);
});

test('a body is not carried to another origin: the redirect itself is the answer', async () => {
  const far = await listen((_, response) => response.end('far'));
  const near = await listen((_, response) => response.writeHead(307, { location: far.url }).end());
  const egress = open([near, far].map(({ port }) => ({ host: '127.0.0.1', port })));
  expect((await egress.send({ tenantId, method: 'POST', url: near.url, body: 'secret' })).status).toBe(307);
});

test('a redirect without end ends', async () => {
  const { url, port } = await listen((_, response) => response.writeHead(302, { location: '/again' }).end());
  expect((await failureOf(open([{ host: '127.0.0.1', port }]).send(get(url)))).params?.['reason']).toBe(
    'too many redirects',
  );
});

test('a host that was not declared is refused, also by redirect', async () => {
  const { url, port } = await listen((_, response) =>
    response.writeHead(302, { location: 'http://other.test/' }).end(),
  );
  const mayVisit = (to: URL) => to.hostname === '127.0.0.1';
  const failure = await failureOf(open([{ host: '127.0.0.1', port }]).send(get(url, { mayVisit })));
  expect(failure.params?.['reason']).toBe('not a declared host');
});

test('an answer that is too large is cut off, by its header or by its bytes', async () => {
  const { url, port } = await listen((request, response) => {
    if (request.url === '/told') response.setHeader('content-length', 3000);
    response.end(Buffer.alloc(3000));
  });
  const egress = open([{ host: '127.0.0.1', port }], { limits: { maxBytes: 2000 } });
  expect((await failureOf(egress.send(get(`${url}/told`)))).code).toBe('egress.too-large');
  expect((await failureOf(egress.send(get(`${url}/untold`)))).code).toBe('egress.too-large');
});

test('a small answer that unfolds to a large one is refused, an honest one is unfolded', async () => {
  const { url, port } = await listen((request, response) => {
    response.setHeader('content-encoding', 'gzip');
    response.end(gzipSync(request.url === '/bomb' ? Buffer.alloc(50_000_000) : 'small'));
  });
  const egress = open([{ host: '127.0.0.1', port }]);
  expect((await egress.send(get(url))).body.toString()).toBe('small');
  expect((await failureOf(egress.send(get(`${url}/bomb`)))).code).toBe('egress.too-large');
});

test('a server that never answers is given up, and its call may have had its effect', async () => {
  const { url, port } = await listen(() => undefined);
  const failure = await failureOf(open([{ host: '127.0.0.1', port }]).send(get(url, { timeoutMs: 60 })));
  expect(failure).toMatchObject({
    code: 'egress.timeout',
    kind: 'transient',
    ambiguous: true,
    params: { phase: 'total' },
  });
});

test('nobody at the port is unreachable and not ambiguous', async () => {
  const { server, url, port } = await listen(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  const failure = await failureOf(open([{ host: '127.0.0.1', port }]).send(get(url)));
  expect(failure).toMatchObject({ code: 'connector.unreachable', params: { detail: 'ECONNREFUSED' } });
  expect(failure.ambiguous).toBeUndefined();
});

test('a connection that breaks in the middle of an answer is ambiguous', async () => {
  const { url, port } = await listen((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  });
  const failure = await failureOf(open([{ host: '127.0.0.1', port }]).send(get(url)));
  expect(failure).toMatchObject({ code: 'connector.unreachable', ambiguous: true });
});

test('a cancelled call ends at once', async () => {
  const { url, port } = await listen(() => undefined);
  const egress = open([{ host: '127.0.0.1', port }]);
  expect((await failureOf(egress.send(get(url, { signal: AbortSignal.abort() })))).params?.['phase']).toBe('cancelled');
  const stop = new AbortController();
  const sent = egress.send(get(url, { signal: stop.signal }));
  setImmediate(() => stop.abort());
  expect((await failureOf(sent)).params?.['phase']).toBe('cancelled');
});

test.each(['ftp://example.com/', 'file:///etc/passwd', 'http://user:word@example.com/', 'nonsense'])(
  '%s is no address to call',
  async (url) => {
    expect((await failureOf(open([]).send(get(url)))).code).toBe('egress.refused');
  },
);

test('a driver gets a socket to an allowed address and none to another', async () => {
  const { port } = await listen((_, response) => response.end('hello'));
  const egress = open([{ host: '127.0.0.1', port }]);
  const socket = await egress.connect({ tenantId, host: '127.0.0.1', port });
  socket.end('GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n');
  expect(await readText(socket)).toContain('hello');
  expect((await failureOf(egress.connect({ tenantId: 'b', host: '127.0.0.1', port }))).code).toBe('egress.refused');
});

test('sockets are kept and used again', async () => {
  let sockets = 0;
  const { server, url, port } = await listen((_, response) => response.end('ok'));
  server.on('connection', () => (sockets += 1));
  const egress = open([{ host: '127.0.0.1', port }]);
  for (let i = 0; i < 20; i += 1) await egress.send(get(url));
  // A second one, because an answer is handed over a moment before its socket is free again.
  expect(sockets).toBeLessThanOrEqual(2);
});
