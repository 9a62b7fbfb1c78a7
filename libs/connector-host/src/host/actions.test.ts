import { failureText, type ConnectorManifestInput, type Failure, type Json } from '@joinery/contracts';
import { afterEach, expect, test } from 'vitest';
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

async function start(
  answer: (asked: Asked) => Told | Promise<Told>,
  manifest: Partial<ConnectorManifestInput>,
  more: Partial<AHostOptions> = {},
) {
  const vendor = await aVendor(answer);
  const host = aHost({ vendor, manifest: aManifest(manifest), ...more });
  open.push(host);
  return { vendor, ...host };
}

async function outputOf(outcome: ReturnType<AHost['call']>): Promise<Json | undefined> {
  const done = await outcome;
  if (done.kind !== 'done') throw new Error(JSON.stringify(done.failure));
  return done.output;
}

async function failureOf(outcome: ReturnType<AHost['call']>): Promise<Failure> {
  const failed = await outcome;
  if (failed.kind !== 'failed') throw new Error(`it gave ${JSON.stringify(failed.output)}`);
  return failed.failure;
}

test('a request is made of its expressions and its answer is mapped', async () => {
  const { call, vendor } = await start(
    () => ({ body: { data: { id: 7 } } }),
    {
      headers: { 'x-app': '"joinery"' },
      actions: {
        send: anAction({
          kind: 'request',
          request: {
            method: 'POST',
            path: '/people/{input.name}/notes',
            query: { tag: 'input.tags', none: 'input.missing', n: '5' },
            headers: { 'X-Team': 'connection.team' },
            body: '{"text": input.text, "at": state.idempotencyKey}',
          },
          output: '{"id": body.data.id, "status": status}',
        }),
      },
    },
    { values: { team: 'blue' } },
  );
  expect(await outputOf(call('send', { name: 'a/b 张', text: 'hi', tags: ['x', 'y'] }))).toEqual({
    id: 7,
    status: 200,
  });
  const [asked] = vendor.asked;
  expect(asked?.path).toBe('/people/a%2Fb%20%E5%BC%A0/notes');
  expect(asked?.query.toString()).toBe('tag=x&tag=y&n=5');
  expect(asked?.headers).toMatchObject({ 'x-app': 'joinery', 'x-team': 'blue', 'content-type': 'application/json' });
  expect(asked?.json()).toEqual({ text: 'hi', at: 'run-1/send' });
});

test('a document inside a text is read where the manifest asks for it', async () => {
  const { call } = await start(() => ({ body: { form: '[{"id":"w1","required":true},{"id":"w2"}]', broken: '{' } }), {
    actions: {
      read: anAction({
        ...(aGet('/form') as Extract<ReturnType<typeof aGet>, { kind: 'request' }>),
        output: "{'required': $parseJson(body.form)[required].id, 'broken': $exists($parseJson(body.broken))}",
      }),
    },
  });
  expect(await outputOf(call('read'))).toEqual({ required: 'w1', broken: false });
});

test('an input that does not fit its schema is refused before anything is sent, and defaults are filled in', async () => {
  const schema = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'integer' }, size: { type: 'integer', default: 10 } },
  };
  const { call, vendor } = await start(() => ({}), {
    actions: {
      get: anAction(
        { kind: 'request', request: { method: 'GET', path: '/x', query: { size: 'input.size' } } },
        { input: schema },
      ),
    },
  });
  expect(await failureOf(call('get', { id: 'seven' }))).toMatchObject({
    code: 'step.input-invalid',
    params: { step: 'get', detail: 'id must be integer' },
  });
  expect(vendor.asked).toEqual([]);
  const input = { id: 7 };
  await outputOf(call('get', input));
  expect(vendor.asked[0]?.query.get('size')).toBe('10');
  expect(input).toEqual({ id: 7 });
});

test('a path without its value is a failure and never an empty segment', async () => {
  const { call, vendor } = await start(() => ({}), { actions: { get: anAction(aGet('/x/{input.id}')) } });
  expect((await failureOf(call('get', {}))).code).toBe('connector.invalid');
  expect(vendor.asked).toEqual([]);
});

test('the error table reads the body of a 200, with the vendor’s code and both languages', async () => {
  const { call } = await start(() => ({ body: { errcode: 60121, errmsg: 'no such user' } }), {
    vendorError: { code: 'body.errcode', message: 'body.errmsg' },
    errors: [
      {
        when: { expression: 'body.errcode = 60121' },
        meaning: 'not-found',
        message: { zh: '找不到该用户', en: 'There is no such user' },
      },
      { when: { expression: 'body.errcode != 0' }, meaning: 'permanent' },
    ],
    actions: { get: anAction(aGet('/user')) },
  });
  const failure = await failureOf(call('get'));
  expect(failure).toMatchObject({
    code: 'connector.not-found',
    vendor: { code: '60121', message: 'no such user', status: 200 },
  });
  expect(failureText(failure, 'zh')).toContain('甲方系统 中没有找到目标(找不到该用户(60121 no such user))');
  expect(failureText(failure, 'en')).toContain('There is no such user (60121 no such user)');
});

test('an answer that only looks like an error can be a success', async () => {
  const { call } = await start(() => ({ status: 409, body: { code: 'already' } }), {
    actions: {
      go: anAction({ ...aGet('/x'), errors: [{ when: { status: 409 }, meaning: 'success' }] } as Parameters<
        typeof anAction
      >[0]),
    },
  });
  expect(await outputOf(call('go'))).toEqual({ code: 'already' });
});

test.each([
  [400, 'connector.invalid', undefined],
  [401, 'connector.auth', undefined],
  [403, 'connector.auth', undefined],
  [404, 'connector.not-found', undefined],
  [409, 'connector.conflict', undefined],
  [418, 'connector.permanent', undefined],
  [500, 'connector.transient', true],
  [503, 'connector.transient', undefined],
  [504, 'connector.transient', true],
])('without a rule, status %i is %s (ambiguous: %s)', async (status, code, ambiguous) => {
  const { call } = await start(() => ({ status, body: { message: 'x' } }), { actions: { get: anAction(aGet('/x')) } });
  const failure = await failureOf(call('get'));
  expect(failure.code).toBe(code);
  expect(failure.ambiguous).toBe(ambiguous);
});

test('a maintenance page is recognised, whatever its status says', async () => {
  const page = '<!DOCTYPE html>\n<html><title>系统维护中</title></html>';
  const { call } = await start(
    ({ path }) => ({ status: path === '/ok' ? 200 : 503, headers: { 'content-type': 'text/html' }, body: page }),
    {
      actions: { ok: anAction(aGet('/ok')), down: anAction(aGet('/down')) },
    },
  );
  expect(await failureOf(call('ok'))).toMatchObject({ code: 'connector.not-json', kind: 'transient' });
  expect((await failureOf(call('down'))).code).toBe('connector.not-json');
});

test('half a page of JSON is a failure that may be repeated', async () => {
  const { call } = await start(() => ({ headers: { 'content-type': 'application/json' }, body: '{"items":[1,2' }), {
    actions: { list: anAction(aGet('/x')) },
  });
  expect(await failureOf(call('list'))).toMatchObject({ code: 'connector.response-invalid', kind: 'transient' });
});

test('no secret stands in a failure, though the vendor echoes it', async () => {
  const { call } = await start(
    ({ headers }) => ({ status: 400, body: { message: `bad key ${String(headers['x-key'])}` } }),
    {
      vendorError: { message: 'body.message' },
      connection: { fields: {}, auth: [{ scheme: 'api-key', secret: 'key', into: { in: 'header', name: 'X-Key' } }] },
      actions: { get: anAction(aGet('/x')) },
    },
    { secrets: { key: 'top-secret-key' } },
  );
  const failure = await failureOf(call('get'));
  expect(JSON.stringify(failure)).not.toContain('top-secret-key');
  expect(failure.vendor?.message).toBe('bad key [secret]');
});

test('the idempotency key travels where and as the manifest says', async () => {
  const body = '{"text": "x"}';
  const { call, vendor } = await start(() => ({}), {
    actions: {
      head: anAction(
        { kind: 'request', request: { method: 'POST', path: '/x', body } },
        { effect: { class: 'idempotent', key: { send: { in: 'header', name: 'Idempotency-Key' }, shape: 'as-is' } } },
      ),
      field: anAction(
        { kind: 'request', request: { method: 'POST', path: '/x', body } },
        { effect: { class: 'idempotent', key: { send: { in: 'body', path: ['meta', 'uuid'] } } } },
      ),
    },
  });
  await outputOf(call('head'));
  await outputOf(call('field'));
  await outputOf(call('field'));
  const [head, field, again] = vendor.asked;
  expect(head?.headers['idempotency-key']).toBe('run-1/send');
  expect(field?.json()).toMatchObject({
    text: 'x',
    meta: { uuid: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/) },
  });
  expect(again?.body).toBe(field?.body);
});

test('a checkable effect is looked for by its key', async () => {
  const { host, aCall } = await start(
    ({ query }) => ({ body: { list: query.get('ref') === 'run-1/send' ? [{ id: 5 }] : [] } }),
    {
      actions: {
        create: anAction(
          { kind: 'request', request: { method: 'POST', path: '/x' } },
          {
            effect: {
              class: 'checkable',
              lookUp: {
                operation: {
                  kind: 'request',
                  request: { method: 'GET', path: '/x', query: { ref: 'state.idempotencyKey' } },
                },
                found: '$count(body.list) > 0',
                output: 'body.list[0]',
              },
            },
          },
        ),
      },
    },
  );
  const signal = new AbortController().signal;
  expect(await host.actions.lookUp(aCall('create'), signal)).toEqual({ kind: 'found', output: { id: 5 } });
  expect(await host.actions.lookUp({ ...aCall('create'), idempotencyKey: 'other' }, signal)).toEqual({
    kind: 'absent',
  });
});

test('an earlier request’s answer is seen by the later one', async () => {
  const { call, vendor } = await start(
    ({ path }) => ({ body: path === '/transitions' ? { list: [{ id: 3, to: 'done' }] } : { ok: true } }),
    {
      actions: {
        move: anAction({
          kind: 'request',
          before: [
            {
              name: 'transition',
              request: { method: 'GET', path: '/transitions' },
              output: 'body.list[to = "done"].id',
            },
          ],
          request: { method: 'POST', path: '/move', body: '{"transition": state.transition}' },
        }),
      },
    },
  );
  await outputOf(call('move'));
  expect(vendor.asked[1]?.json()).toEqual({ transition: 3 });
});

test('an address that the manifest does not declare is refused, also when the vendor’s answer names it', async () => {
  const { call, host, aCall } = await start(() => ({ body: { items: [1], next: 'http://169.254.169.254/latest' } }), {
    actions: {
      away: anAction(aGet('https://elsewhere.test/')),
      list: anAction({
        kind: 'request',
        request: { method: 'GET', path: '/x' },
        pagination: { kind: 'next-url', items: 'body.items', next: 'body.next' },
      }),
    },
  });
  expect(await failureOf(call('away'))).toMatchObject({
    code: 'egress.refused',
    params: { reason: 'not a declared host' },
  });
  const signal = new AbortController().signal;
  const first = await host.actions.page(aCall('list'), null, signal);
  const next = first.kind === 'page' ? first.page.next : null;
  expect(await host.actions.page(aCall('list'), next, signal)).toMatchObject({
    kind: 'failed',
    failure: { code: 'egress.refused' },
  });
});

test('a batch is sent in parts, and each record has its own outcome', async () => {
  const { call, vendor } = await start(
    (asked) => ({
      body: {
        failed: (asked.json()['list'] as string[])
          .filter((id) => id.startsWith('bad'))
          .map((id) => ({ id, code: 9, msg: `no ${id}` })),
      },
    }),
    {
      actions: {
        'save-all': anAction(
          {
            kind: 'request',
            request: { method: 'POST', path: '/x', body: '{"list": [input.records.id]}' },
            batch: {
              field: 'records',
              size: 2,
              outcome: {
                results: 'body.failed',
                match: { by: 'key', record: 'record.id', result: 'result.id' },
                succeeded: 'false',
                code: 'result.code',
                message: 'result.msg',
                unlisted: 'succeeded',
              },
            },
          },
          { effect: { class: 'idempotent' } },
        ),
      },
    },
  );
  const records = ['a', 'bad1', 'b', 'c', 'bad2'].map((id) => ({ id }));
  expect(await outputOf(call('save-all', { records }))).toEqual({
    results: [
      { index: 0, ok: true },
      { index: 1, ok: false, code: '9', message: 'no bad1' },
      { index: 2, ok: true },
      { index: 3, ok: true },
      { index: 4, ok: false, code: '9', message: 'no bad2' },
    ],
    succeeded: 3,
    failed: 2,
  });
  expect(vendor.asked).toHaveLength(3);
});

test('unknown connectors and actions are failures of the call, and of the traits', async () => {
  const { host, aCall } = await start(() => ({}), { actions: { get: anAction(aGet('/x')) } });
  expect(await host.actions.invoke(aCall('nothing'), new AbortController().signal)).toMatchObject({
    failure: { code: 'flow.unknown-action' },
  });
  expect(await host.actions.invoke(aCall('__proto__'), new AbortController().signal)).toMatchObject({
    failure: { code: 'flow.unknown-action' },
  });
  expect(() => host.actions.traits({ name: 'acme', version: '9.9.9' }, 'get')).toThrow('flow.unknown-connector');
  expect(host.actions.traits({ name: 'acme', version: '1.0.0' }, 'get')).toEqual({
    effect: 'read',
    safeToTest: true,
    paginated: false,
    timeoutMs: 30_000,
  });
});

test('a call that takes too long is ambiguous', async () => {
  const { call } = await start(() => new Promise<Told>(() => undefined), { actions: { get: anAction(aGet('/x')) } });
  expect(await failureOf(call('get', {}, { timeoutMs: 50 }))).toMatchObject({
    code: 'egress.timeout',
    ambiguous: true,
  });
});

test('header values that HTTP does not allow are our mistake, told before anything is sent', async () => {
  const { call, vendor } = await start(() => ({}), {
    actions: {
      get: anAction({ kind: 'request', request: { method: 'GET', path: '/x', headers: { 'x-a': 'input.a' } } }),
    },
  });
  expect((await failureOf(call('get', { a: 'x\r\nx-evil: 1' }))).code).toBe('connector.invalid');
  expect(vendor.asked).toEqual([]);
});
