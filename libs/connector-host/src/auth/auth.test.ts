import { createHash, createHmac, generateKeyPairSync, privateDecrypt, constants } from 'node:crypto';
import type { ConnectorManifestInput } from '@joinery/contracts';
import { afterEach, expect, test } from 'vitest';
import { InMemoryTokenStore } from '../index.ts';
import {
  aGet,
  aHost,
  type AHost,
  type AHostOptions,
  aManifest,
  anAction,
  type Asked,
  aVendor,
  type Told,
} from '../testing/a-host.ts';

const open: AHost[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

type AuthInput = ConnectorManifestInput['connection']['auth'];

async function start(
  auth: AuthInput,
  answer: (asked: Asked) => Told | Promise<Told>,
  more: Partial<AHostOptions> & { readonly parts?: Partial<ConnectorManifestInput> } = {},
) {
  const vendor = await aVendor(answer);
  const actions = {
    get: anAction(aGet('/x')),
    post: anAction({
      kind: 'request',
      request: { method: 'POST', path: '/x', query: { b: '"2"', a: '"1"' }, body: 'input' },
    }),
  };
  const { parts, ...options } = more;
  const host = aHost({
    vendor,
    manifest: aManifest({ connection: { fields: {}, auth }, actions, ...parts }),
    ...options,
  });
  open.push(host);
  return { vendor, ...host };
}

test('basic, bearer and keys go where they belong', async () => {
  const secrets = { key: 'k-1', password: 'p:w' };
  const seen = async (auth: AuthInput) => {
    const { call, vendor } = await start(auth, () => ({}), { secrets, values: { user: '张三' } });
    expect(await call('post', { a: 1 })).toMatchObject({ kind: 'done' });
    return vendor.asked[0];
  };
  const basic = await seen([{ scheme: 'basic', username: 'connection.user & "/token"', password: 'secrets.password' }]);
  expect(basic?.headers.authorization).toBe(`Basic ${Buffer.from('张三/token:p:w').toString('base64')}`);
  const bearer = await seen([{ scheme: 'bearer', secret: 'key' }]);
  expect(bearer?.headers.authorization).toBe('Bearer k-1');
  const header = await seen([
    { scheme: 'api-key', secret: 'key', prefix: 'Token ', into: { in: 'header', name: 'X-Key' } },
  ]);
  expect(header?.headers['x-key']).toBe('Token k-1');
  const query = await seen([{ scheme: 'api-key', secret: 'key', into: { in: 'query', name: 'key' } }]);
  expect(query?.query.get('key')).toBe('k-1');
  const body = await seen([{ scheme: 'api-key', secret: 'key', into: { in: 'body', path: ['auth', 'key'] } }]);
  expect(body?.json()).toEqual({ a: 1, auth: { key: 'k-1' } });
});

test('a key is derived, and a text is made of the whole request', async () => {
  const canonical =
    "$join([request.method, request.path, $join($sort($keys(request.query)).($ & '=' & $lookup($$.request.query, $)), '&'), request.headers.`x-date`, $hash('sha256', request.body, 'hex')], '\\n')";
  const auth: AuthInput = [
    {
      scheme: 'signed',
      algorithm: 'hmac-sha256',
      timestamp: 'seconds',
      key: [
        { part: 'literal', text: 'K' },
        { part: 'secret', name: 'key' },
      ],
      derive: [[{ part: 'expression', value: '$substring(timestamp, 0, 5)' }], [{ part: 'literal', text: 'request' }]],
      parts: [
        { part: 'literal', text: 'v1\n' },
        { part: 'expression', value: canonical },
      ],
      inject: [
        { into: { in: 'header', name: 'X-Date' }, value: 'timestamp' },
        {
          into: { in: 'header', name: 'Authorization' },
          value: "'V1 ' & request.headers.`x-date` & ' ' & signature",
        },
      ],
    },
  ];
  const { call, vendor } = await start(auth, () => ({}), { secrets: { key: 'k-12' } });
  expect(await call('post', { a: 1 })).toMatchObject({ kind: 'done' });
  const { headers, body } = vendor.asked[0] as Asked;
  const date = String(headers['x-date']);
  const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
  const text = ['POST', '/x', 'a=1&b=2', date, createHash('sha256').update(body).digest('hex')].join('\n');
  const key = hmac(hmac('Kk-12', date.slice(0, 5)), 'request');
  expect(headers.authorization).toBe(`V1 ${date} ${hmac(key, `v1\n${text}`).toString('hex')}`);
});

test('a scheme applies only where its condition holds', async () => {
  const auth: AuthInput = [
    { scheme: 'bearer', secret: 'key', when: 'connection.kind = "token"' },
    { scheme: 'basic', username: '"u"', password: 'secrets.key', when: 'connection.kind = "basic"' },
  ];
  const { call, vendor } = await start(auth, () => ({}), { secrets: { key: 'k-12' }, values: { kind: 'basic' } });
  await call('get');
  expect(vendor.asked[0]?.headers.authorization).toMatch(/^Basic /);
});

test('a credential goes only where the condition of its place holds', async () => {
  const inject = (when: string, into: 'header' | 'query') => ({
    into: { in: into, name: 'x-token' },
    value: 'secrets.key',
    when,
  });
  const auth: AuthInput = [
    {
      scheme: 'signed',
      algorithm: 'sha256',
      parts: [{ part: 'timestamp' }],
      inject: [inject("$contains(request.path, '/v1/')", 'header'), inject("request.path = '/x'", 'query')],
    },
  ];
  const { call, vendor } = await start(auth, () => ({}), { secrets: { key: 'k-12' } });
  expect(await call('get')).toMatchObject({ kind: 'done' });
  expect(vendor.asked[0]?.headers['x-token']).toBeUndefined();
  expect(vendor.asked[0]?.query.get('x-token')).toBe('k-12');
});

/** A vendor with a token endpoint; tokens are good until `expire` is called. */
function tokenVendor(more: { readonly lifetime?: number; readonly in200?: boolean } = {}) {
  let issued = 0;
  let good = '';
  const answer = (asked: Asked): Told => {
    if (asked.path === '/token') {
      const body = asked.json();
      if (body['secret'] !== 'right-secret')
        return { body: { code: 10014, msg: `app secret invalid ${JSON.stringify(body['secret'])}` } };
      good = `token-${(issued += 1)}`;
      return { body: { code: 0, token: good, expire: more.lifetime ?? 7200, server: 'eu' } };
    }
    if (asked.headers.authorization === `Bearer ${good}`)
      return { body: { code: 0, server: asked.headers['x-server'] ?? null } };
    return more.in200 ? { body: { code: 99991663, msg: 'token expired' } } : { status: 401, body: { code: 1 } };
  };
  return { answer, expire: () => (good = ''), issued: () => issued };
}

const exchange: AuthInput = [
  {
    scheme: 'token-exchange',
    request: { method: 'POST', path: '/token', body: '{"id": connection.appId, "secret": secrets.appSecret}' },
    token: 'body.token',
    expiresInSeconds: 'body.expire',
    keep: { server: 'body.server' },
    errors: [{ when: { expression: 'body.code != 0' }, meaning: 'auth-refused' }],
  },
];
const tokenParts: Partial<ConnectorManifestInput> = {
  vendorError: { code: 'body.code', message: 'body.msg' },
  headers: { 'x-server': 'account.server' },
  errors: [
    { when: { status: 401 }, meaning: 'auth-expired' },
    { when: { expression: 'body.code = 99991663' }, meaning: 'auth-expired' },
    { when: { expression: 'body.code != 0' }, meaning: 'permanent' },
  ],
};

test('a token is asked for once, kept, and what its answer says is known to later requests', async () => {
  const { answer, issued } = tokenVendor();
  const { call } = await start(exchange, answer, { secrets: { appSecret: 'right-secret' }, parts: tokenParts });
  const all = await Promise.all(Array.from({ length: 20 }, () => call('get')));
  expect(all.every(({ kind }) => kind === 'done')).toBe(true);
  expect(await call('get')).toEqual({ kind: 'done', output: { code: 0, server: 'eu' } });
  expect(issued()).toBe(1);
});

test.each([false, true])(
  'an expired token (inside a 200: %s) is renewed once for all, and the calls are repeated',
  async (in200) => {
    const { answer, issued, expire } = tokenVendor({ in200 });
    const { call } = await start(exchange, answer, { secrets: { appSecret: 'right-secret' }, parts: tokenParts });
    await call('get');
    expire();
    const all = await Promise.all(Array.from({ length: 20 }, () => call('get')));
    expect(all.map(({ kind }) => kind)).toEqual(Array.from({ length: 20 }, () => 'done'));
    expect(issued()).toBe(2);
  },
);

test('what prepares a request, its page or its key, is kept out of the one for a token', async () => {
  const auth: AuthInput = [
    { scheme: 'token-exchange', request: { method: 'POST', path: '/token', body: '{}' }, token: 'body.token' },
  ];
  const { host, aCall, vendor } = await start(auth, ({ path }) => ({ body: { token: 't', items: [path] } }), {
    parts: {
      actions: {
        list: anAction({
          kind: 'request',
          request: { method: 'GET', path: '/list' },
          pagination: { kind: 'next-url', items: 'body.items', next: 'body.next' },
        }),
      },
    },
  });
  const page = await host.actions.page(aCall('list'), { kind: 'url', at: '/list/2' }, new AbortController().signal);
  expect(page).toMatchObject({ kind: 'page', page: { items: ['/list/2'] } });
  expect(vendor.asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', '/token', '{}'],
    ['GET', '/list/2', ''],
  ]);
});

test('calls that wait for their turn while the token is renewed go out with the new one', async () => {
  const { answer, issued, expire } = tokenVendor();
  const injected: AuthInput = exchange.map((scheme) =>
    scheme.scheme === 'token-exchange'
      ? {
          ...scheme,
          inject: [
            { into: { in: 'header', name: 'authorization' }, value: "'Bearer ' & token" },
            { into: { in: 'header', name: 'x-token' }, value: 'token' },
          ],
        }
      : scheme,
  );
  const parts = {
    ...tokenParts,
    budgets: { connection: { windows: [{ limit: 1_000, perMs: 1_000 }], concurrency: 2 } },
  };
  const { call } = await start(injected, answer, { secrets: { appSecret: 'right-secret' }, parts });
  await call('get');
  expire();
  const all = await Promise.all(Array.from({ length: 20 }, () => call('get')));
  expect(all.map(({ kind }) => kind)).toEqual(Array.from({ length: 20 }, () => 'done'));
  expect(issued()).toBe(2);
});

test('a token that is never accepted ends after one renewal', async () => {
  const { vendor, call } = await start(
    exchange,
    ({ path }) => (path === '/token' ? { body: { code: 0, token: 'bad', expire: 60 } } : { status: 401 }),
    { secrets: { appSecret: 'right-secret' }, parts: tokenParts },
  );
  expect(await call('get')).toMatchObject({ kind: 'failed', failure: { code: 'connector.auth', kind: 'auth' } });
  expect(vendor.asked.filter(({ path }) => path === '/token')).toHaveLength(2);
});

test('wrong credentials are told with the vendor’s code and without the secret', async () => {
  const { answer } = tokenVendor();
  const { call } = await start(exchange, answer, { secrets: { appSecret: 'wrong-secret' }, parts: tokenParts });
  const outcome = await call('get');
  expect(outcome).toMatchObject({
    failure: { code: 'connector.auth', vendor: { code: '10014', message: 'app secret invalid "[secret]"' } },
  });
});

test('a token is renewed before its end', async () => {
  const { answer, issued } = tokenVendor({ lifetime: 0.2 });
  const { call } = await start(exchange, answer, { secrets: { appSecret: 'right-secret' }, parts: tokenParts });
  await call('get');
  expect(issued()).toBe(1);
  await expect.poll(async () => ((await call('get')).kind === 'done' ? issued() : 0)).toBeGreaterThan(1);
});

test('two hosts that share a token store refresh once between them', async () => {
  const { answer, issued, expire } = tokenVendor();
  const tokens = new InMemoryTokenStore();
  const one = await start(exchange, answer, { secrets: { appSecret: 'right-secret' }, parts: tokenParts, tokens });
  const other = await start(exchange, answer, { secrets: { appSecret: 'right-secret' }, parts: tokenParts, tokens });
  await one.call('get');
  await other.call('get');
  expire();
  await one.call('get');
  await other.call('get');
  expect(issued()).toBe(2);
});

test('OAuth client credentials, sent in the form or by basic authentication', async () => {
  const auth = (clientAuthentication: 'basic' | 'body'): AuthInput => [
    {
      scheme: 'oauth2',
      grant: 'client-credentials',
      tokenUrl: '{connection.baseUrl}/oauth',
      clientAuthentication,
      scopes: ['a', 'b'],
      tokenParameters: { audience: '"x"' },
    },
  ];
  const answer = ({ path }: Asked): Told =>
    path === '/oauth' ? { body: { access_token: 'at', expires_in: 3600 } } : {};
  const options = { values: { clientId: 'id' }, secrets: { clientSecret: 'se cret' } };
  const inBody = await start(auth('body'), answer, options);
  await inBody.call('get');
  expect(inBody.vendor.asked[0]?.body).toBe(
    'grant_type=client_credentials&scope=a+b&client_id=id&client_secret=se+cret&audience=x',
  );
  expect(inBody.vendor.asked[1]?.headers.authorization).toBe('Bearer at');
  const basic = await start(auth('basic'), answer, options);
  await basic.call('get');
  expect(basic.vendor.asked[0]?.body).toBe('grant_type=client_credentials&scope=a+b&audience=x');
  expect(basic.vendor.asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from('id:se%20cret').toString('base64')}`);
});

test('a person’s authorization: address with PKCE, code, and refreshing with a refresh token that changes', async () => {
  let refresh = 0;
  const auth: AuthInput = [
    {
      scheme: 'oauth2',
      grant: 'authorization-code',
      authorizeUrl: '{connection.baseUrl}/authorize',
      tokenUrl: '{connection.baseUrl}/token',
      scopes: ['read'],
    },
  ];
  const { host, which, call, vendor } = await start(
    auth,
    ({ path, body, headers }) => {
      if (path === '/token')
        return {
          body: { access_token: `at-${(refresh += 1)}`, refresh_token: `rt-${refresh}`, expires_in: 60, given: body },
        };
      return headers.authorization === `Bearer at-${refresh}` && refresh > 1 ? { body: 'in' } : { status: 401 };
    },
    { values: { clientId: 'id' }, secrets: { clientSecret: 'cs' } },
  );
  expect(await call('get')).toMatchObject({ failure: { code: 'connector.auth' } });
  const { url, codeVerifier } = await host.authorize(which, { redirectUri: 'https://joinery.test/back', state: 'st' });
  const address = new URL(url);
  expect(Object.fromEntries(address.searchParams)).toEqual({
    response_type: 'code',
    client_id: 'id',
    redirect_uri: 'https://joinery.test/back',
    state: 'st',
    scope: 'read',
    code_challenge: createHash('sha256')
      .update(codeVerifier ?? '')
      .digest('base64url'),
    code_challenge_method: 'S256',
  });
  await host.completeAuthorization(which, { code: 'c-1', redirectUri: 'https://joinery.test/back', codeVerifier });
  expect(Object.fromEntries(new URLSearchParams(vendor.asked.at(-1)?.body))).toMatchObject({
    grant_type: 'authorization_code',
    code: 'c-1',
    code_verifier: codeVerifier,
  });
  expect(await call('get')).toEqual({ kind: 'done', output: 'in' });
  const refreshed = vendor.asked.filter(({ path }) => path === '/token').at(-1);
  expect(Object.fromEntries(new URLSearchParams(refreshed?.body))).toMatchObject({
    grant_type: 'refresh_token',
    refresh_token: 'rt-1',
  });
});

test('a password grant starts over when its refresh token is no longer good', async () => {
  const seen: (string | null)[] = [];
  let good = '';
  const auth: AuthInput = [
    { scheme: 'oauth2', grant: 'password', tokenUrl: '{connection.baseUrl}/token', tokenEncoding: 'form' },
  ];
  const { call } = await start(
    auth,
    ({ path, body, headers }) => {
      if (path !== '/token') return headers.authorization === `Bearer ${good}` ? {} : { status: 401 };
      const grant = new URLSearchParams(body).get('grant_type');
      seen.push(grant);
      if (grant === 'refresh_token') return { status: 400, body: { error: 'invalid_grant' } };
      good = `at-${seen.length}`;
      return { body: { access_token: good, refresh_token: 'rt' } };
    },
    { values: { clientId: 'id', username: 'u' }, secrets: { clientSecret: 'cs', password: 'pw' } },
  );
  await call('get');
  good = '';
  expect(await call('get')).toMatchObject({ kind: 'done' });
  expect(seen).toEqual(['password', 'refresh_token', 'password']);
});

test('a signature over declared parts, in the query, with timestamp and nonce', async () => {
  const auth: AuthInput = [
    {
      scheme: 'signed',
      algorithm: 'hmac-sha256',
      encoding: 'hex',
      key: 'key',
      separator: '\n',
      parts: [
        { part: 'method' },
        { part: 'path' },
        { part: 'sorted-query' },
        { part: 'body-digest', algorithm: 'md5', encoding: 'hex' },
        { part: 'nonce' },
      ],
      timestamp: 'seconds',
      inject: [
        { into: { in: 'query', name: 'ts' }, value: 'timestamp' },
        { into: { in: 'header', name: 'x-nonce' }, value: 'nonce' },
        { into: { in: 'query', name: 'sign' }, value: 'signature' },
      ],
    },
  ];
  const { call, vendor } = await start(auth, () => ({}), { secrets: { key: 'sign-key' } });
  await call('post', { a: 1 });
  const asked = vendor.asked[0];
  const ts = asked?.query.get('ts') ?? '';
  expect(Math.abs(Number(ts) - Date.now() / 1000)).toBeLessThan(5);
  const md5 = createHash('md5').update('{"a":1}').digest('hex');
  const text = ['POST', '/x', `a=1&b=2&ts=${ts}`, md5, asked?.headers['x-nonce']].join('\n');
  expect(asked?.query.get('sign')).toBe(createHmac('sha256', 'sign-key').update(text).digest('hex'));
});

test('a signature whose key is itself made of parts, inside the body', async () => {
  const auth: AuthInput = [
    {
      scheme: 'signed',
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      key: [{ part: 'timestamp' }, { part: 'literal', text: '\n' }, { part: 'secret', name: 'secret' }],
      parts: [],
      timestamp: 'seconds',
      inject: [
        { into: { in: 'body', path: ['timestamp'] }, value: 'timestamp' },
        { into: { in: 'body', path: ['sign'] }, value: 'signature' },
      ],
    },
  ];
  const { call, vendor } = await start(auth, () => ({}), { secrets: { secret: 'FeishuBotSecret01234' } });
  await call('post', { msg_type: 'text' });
  const body = vendor.asked[0]?.json() ?? {};
  const expected = createHmac('sha256', `${body['timestamp'] as string}\nFeishuBotSecret01234`)
    .update('')
    .digest('base64');
  expect(body).toMatchObject({ msg_type: 'text', sign: expected });
});

test('a token request may encrypt with a public key and depend on an earlier one', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const spk = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const auth: AuthInput = [
    {
      scheme: 'token-exchange',
      before: [
        {
          name: 'registered',
          request: { method: 'POST', path: '/register', body: '{"app": connection.appId}' },
          output: 'body.spk',
        },
      ],
      request: { method: 'POST', path: '/token', headers: { secret: '$rsaEncrypt(state.registered, secrets.secret)' } },
      token: 'body.token',
      inject: [{ into: { in: 'header', name: 'token' }, value: 'token' }],
    },
  ];
  const { call, vendor } = await start(
    auth,
    ({ path }) => ({ body: path === '/register' ? { spk } : { token: 'tk' } }),
    { secrets: { secret: 'SECRIT-001' } },
  );
  await call('get');
  const [, token, get] = vendor.asked;
  const sent = Buffer.from(String(token?.headers['secret']), 'base64');
  // Without OpenSSL's padding check: Node refuses to unpad PKCS#1 v1.5 itself.
  const padded = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, sent);
  expect(padded.subarray(padded.lastIndexOf(0) + 1).toString()).toBe('SECRIT-001');
  expect(get?.headers['token']).toBe('tk');
});

test('a credential may say as whom the operation acts, and keep what the token answer depended on', async () => {
  const auth: AuthInput = [
    {
      scheme: 'token-exchange',
      before: [{ name: 'registered', request: { method: 'POST', path: '/register' }, output: 'body.tag' }],
      request: { method: 'POST', path: '/token' },
      token: 'body.token',
      keep: { tag: 'state.registered' },
      inject: [{ into: { in: 'header', name: 'acts-as' }, value: "account.tag & ':' & input.as" }],
    },
  ];
  const { call, vendor } = await start(auth, ({ path }) => ({
    body: path === '/register' ? { tag: 't1' } : { token: 'tk' },
  }));
  await call('get', { as: '66' });
  await call('get', { as: '67' });
  expect(vendor.asked.slice(2).map(({ headers }) => headers['acts-as'])).toEqual(['t1:66', 't1:67']);
});
