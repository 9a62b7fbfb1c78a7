import type { ConnectorManifestInput, Json } from '@joinery/contracts';
import { afterEach, expect, test } from 'vitest';
import {
  aGet,
  aHost,
  type AHost,
  type AHostOptions,
  aManifest,
  type Asked,
  aVendor,
  type Told,
} from '../testing/a-host.ts';

const open: AHost[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function start(
  answer: (asked: Asked) => Told,
  manifest: Partial<ConnectorManifestInput>,
  more: Partial<AHostOptions> = {},
) {
  const vendor = await aVendor(answer);
  const host = aHost({ vendor, manifest: aManifest(manifest), ...more });
  open.push(host);
  return { vendor, ...host };
}

const title = { zh: '对象', en: 'Object' };

const withTest: Partial<ConnectorManifestInput> = {
  connection: {
    fields: {},
    auth: [{ scheme: 'bearer', secret: 'key' }],
    test: { operation: aGet('/me'), account: 'body.name' },
  },
  vendorError: { message: 'body.message' },
};

test('a connection that works says what it reached, in both languages', async () => {
  const { host, which } = await start(() => ({ body: { name: '张三的团队' } }), withTest, { secrets: { key: 'k-1' } });
  expect(await host.design.test(which)).toEqual({
    ok: true,
    message: { zh: '已连接到甲方系统:张三的团队。', en: 'Connected to Acme: 张三的团队.' },
  });
});

test('one that does not says what happened and what to do', async () => {
  const { host, which, vendor } = await start(() => ({ status: 401, body: { message: 'bad key' } }), withTest, {
    secrets: { key: 'k-1' },
  });
  const refused = await host.design.test(which);
  expect(refused).toMatchObject({ ok: false, failure: { code: 'connector.auth' } });
  expect(refused.message.zh).toContain('bad key');
  await vendor.close();
  expect(await host.design.test(which)).toMatchObject({ ok: false, failure: { code: 'connector.unreachable' } });
});

test('one that is not saved yet is tried with what the form holds', async () => {
  const { host, which, vendor } = await start(
    ({ headers }) => ({ body: { name: headers.authorization ?? null } }),
    withTest,
  );
  const unsaved = {
    connector: which.connector,
    values: { baseUrl: vendor.url },
    secrets: { key: { reveal: () => 'typed' } },
    revision: '',
  };
  expect((await host.design.testUnsaved(which.tenantId, unsaved)).message.en).toBe('Connected to Acme: Bearer typed.');
});

test('drop-downs come from the account, every page of it, and are searched', async () => {
  const { host, which, vendor } = await start(
    ({ query }) => ({
      body: { list: [{ id: Number(query.get('page')), name: `Team ${query.get('page')}` }], total: 3 },
    }),
    {
      options: {
        teams: {
          operation: {
            kind: 'request',
            request: { method: 'GET', path: '/teams' },
            pagination: {
              kind: 'page',
              items: 'body.list',
              send: { in: 'query', name: 'page' },
              size: { send: { in: 'query', name: 'size' }, value: 1 },
              total: 'body.total',
            },
          },
          value: 'item.id',
          label: 'item.name',
        },
      },
    },
  );
  expect(await host.design.options({ ...which, source: 'teams', input: {} })).toEqual(
    [1, 2, 3].map((n) => ({ value: n, label: `Team ${n}` })),
  );
  expect(await host.design.options({ ...which, source: 'teams', input: {}, search: 'TEAM 2' })).toEqual([
    { value: 2, label: 'Team 2' },
  ]);
  await expect(host.design.options({ ...which, source: 'nothing', input: {} })).rejects.toThrow('not-found');
  const connection = { connector: which.connector, values: { baseUrl: vendor.url }, secrets: {}, revision: '' };
  expect(
    await host.design.options({ ...which, connectionId: null, connection, source: 'teams', input: {} }),
  ).toHaveLength(3);
});

test('shapes that only the account knows are filled into a schema', async () => {
  const { host, which } = await start(({ query }) => ({ body: { fields: [`cf_${query.get('form')}`] } }), {
    schemas: {
      custom: {
        operation: {
          kind: 'request',
          request: { method: 'GET', path: '/fields', query: { form: 'input.form' } },
          output: '{"properties": $merge(body.fields.{$: {"type": "string"}})}',
        },
      },
    },
  });
  const schema = { type: 'object', properties: { id: {}, custom: { type: 'object', 'x-schema': 'custom' } } };
  expect(await host.design.live({ ...which, input: { form: '7' } }, schema)).toEqual({
    type: 'object',
    properties: { id: {}, custom: { type: 'object', properties: { cf_7: { type: 'string' } } } },
  });
});

const tickets: Partial<ConnectorManifestInput> = {
  objects: {
    ticket: {
      title,
      fields: {
        from: 'account',
        known: { type: 'object', properties: { id: { type: 'string', 'x-title': { zh: '编号', en: 'Number' } } } },
        operation: {
          ...aGet('/fields'),
          output: '{"properties": {"id": {"type": "integer"}, "extra": {}}}',
        } as ReturnType<typeof aGet>,
      },
      id: 'record.id',
      version: 'record.v',
      deleted: 'record.status = "deleted"',
      list: {
        complete: true,
        operation: {
          kind: 'request',
          request: { method: 'GET', path: '/tickets' },
          pagination: { kind: 'next-url', items: 'body.items', next: 'body.next' },
        },
      },
      get: { operation: aGet('/tickets/{input.id}') },
      changes: {
        operation: {
          kind: 'request',
          request: { method: 'GET', path: '/changes', query: { since: 'state.cursor' } },
          pagination: { kind: 'next-url', items: 'body.items', next: 'body.next' },
        },
        cursor: { kind: 'time', value: 'item.at', format: 'epoch-seconds', lagMs: 0 },
        deletes: 'shown',
      },
      update: {
        operation: {
          kind: 'request',
          request: {
            method: 'PUT',
            path: '/tickets/{input.id}',
            headers: { 'if-match': 'input.version' },
            body: 'input.record',
          },
        },
        effect: { class: 'idempotent', key: { send: { in: 'header', name: 'x-key' }, shape: 'as-is' } },
      },
    },
  },
};

test('records are listed, read, followed and written', async () => {
  const changed: Json[] = [{ id: 1, v: 1, at: 100 }];
  const { host, which, vendor } = await start(({ path }) => {
    if (path === '/tickets')
      return {
        body: {
          items: [
            { id: 1, v: 3 },
            { id: 2, v: 1, status: 'deleted' },
          ],
        },
      };
    return { body: path === '/changes' ? { items: changed } : { id: 1, v: 4 } };
  }, tickets);
  const call = { ...which, object: 'ticket' };
  expect(await host.objects.list(call, null)).toEqual({
    records: [
      { id: '1', version: '3', deleted: false, record: { id: 1, v: 3 } },
      { id: '2', version: '1', deleted: true, record: { id: 2, v: 1, status: 'deleted' } },
    ],
    next: null,
  });
  expect(await host.objects.get(call, '1')).toMatchObject({ id: '1', version: '4' });
  const first = await host.objects.changes(call, undefined);
  expect(first.records.map(({ version }) => version)).toEqual(['1']);
  changed.push({ id: 1, v: 2, at: 100 });
  expect((await host.objects.changes(call, first.cursor)).records.map(({ version }) => version)).toEqual(['2']);
  await host.objects.write(call, 'update', { id: '1', version: '4', record: { name: 'x' } }, 'key-1');
  expect(vendor.asked.at(-1)).toMatchObject({ method: 'PUT', path: '/tickets/1', body: '{"name":"x"}' });
  expect(vendor.asked.at(-1)?.headers).toMatchObject({ 'if-match': '4', 'x-key': 'key-1' });
  await expect(host.objects.write(call, 'delete', { id: '1' }, 'k')).rejects.toThrow('flow.unknown-action');
  expect(await host.objects.schema(call)).toEqual({
    type: 'object',
    properties: { id: { type: 'integer', 'x-title': { zh: '编号', en: 'Number' } }, extra: {} },
  });
});

test('code that looks for changes is told where from, and content tells records of one second apart', async () => {
  const cursors: (Json | undefined)[] = [];
  let state = 'open';
  const { host, which } = await start(
    () => ({ body: {} }),
    {
      objects: {
        row: {
          title,
          fields: { from: 'manifest', schema: {} },
          id: 'record.id',
          changes: {
            operation: { kind: 'code', paginated: true },
            cursor: { kind: 'time', value: 'item.at', format: 'iso-seconds', lagMs: 1_000 },
            deletes: 'not-shown',
          },
        },
      },
    },
    {
      code: {
        'objects.row.changes': {
          page(_input, { cursor }) {
            cursors.push(cursor);
            return Promise.resolve({ items: [{ id: 1, at: '2026-01-01T00:00:05Z', state }], next: null });
          },
        },
      },
    },
  );
  const call = { ...which, object: 'row' };
  const first = await host.objects.changes(call, undefined);
  state = 'closed';
  const second = await host.objects.changes(call, first.cursor);
  expect(second.records.map(({ record }) => record)).toMatchObject([{ state: 'closed' }]);
  expect((await host.objects.changes(call, second.cursor)).records).toEqual([]);
  expect(cursors).toEqual([undefined, '2026-01-01T00:00:04Z', '2026-01-01T00:00:04Z']);
});

test('webhook triggers are registered, verified and taken back at the vendor', async () => {
  const post = (path: string, method: 'POST' | 'GET' | 'DELETE', body?: string): ReturnType<typeof aGet> => ({
    kind: 'request',
    request: { method, path, ...(body === undefined ? {} : { body }) },
  });
  const { host, which, vendor } = await start(
    ({ method }) => (method === 'GET' ? { status: 404 } : { body: { id: 'w-1' } }),
    {
      webhooks: {
        hook: { signature: { at: { in: 'header', name: 'x-sign' }, algorithm: 'hmac-sha256', secret: 'hookSecret' } },
      },
      triggers: {
        created: {
          kind: 'webhook',
          title,
          output: {},
          sample: {},
          scheme: 'hook',
          register: post(
            '/hooks',
            'POST',
            '{"url": input.callbackUrl, "secret": input.secret, "team": input.settings.team}',
          ),
          verify: post('/hooks/{input.registration.id}', 'GET'),
          unregister: post('/hooks/{input.registration.id}', 'DELETE'),
        },
      },
    },
    { secrets: { hookSecret: 's' } },
  );
  const call = { ...which, trigger: 'created', settings: { team: 'blue' } };
  const registration = await host.triggers.register(call, 'https://j.test/hooks/a');
  expect(registration).toEqual({ id: 'w-1' });
  expect(vendor.asked[0]?.json()).toEqual({ url: 'https://j.test/hooks/a', secret: 's', team: 'blue' });
  await expect(host.triggers.verify(call, registration, 'https://j.test/hooks/a')).rejects.toMatchObject({
    failure: { code: 'connector.not-found' },
  });
  await host.triggers.unregister(call, registration, 'https://j.test/hooks/a');
  expect(vendor.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/hooks/w-1' });
});
