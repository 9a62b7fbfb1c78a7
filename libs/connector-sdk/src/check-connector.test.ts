import type { ConnectorManifestInput } from '@joinery/contracts';
import { expect, test } from 'vitest';
import { checkConnector, type ConnectorCode, connectorFromManifest, expressionsOf } from './index.ts';

const text = { zh: '示例', en: 'Example' };
const get = (path: string) => ({ kind: 'request', request: { method: 'GET', path } }) as const;
const action = (operation: NonNullable<ConnectorManifestInput['actions']>[string]['operation']) =>
  ({ title: text, input: {}, output: {}, effect: { class: 'read' }, operation }) as const;

function faultsOf(parts: Partial<ConnectorManifestInput>, code?: ConnectorCode): Record<string, string> {
  const manifest = {
    name: 'acme',
    version: '1.0.0',
    title: text,
    description: text,
    categories: ['crm'],
    hosts: ['api.acme.test'],
    connection: { fields: {}, auth: [{ scheme: 'none' }] },
    ...parts,
  };
  const faults = checkConnector(connectorFromManifest(manifest, code));
  return Object.fromEntries(faults.map(({ place, message }) => [place, message]));
}

test('a sound connector has no faults', () => {
  expect(faultsOf({ actions: { get: action(get('/x/{input.id}')) } })).toEqual({});
});

test('an expression that does not compile is named by its place, in templates too', () => {
  const faults = faultsOf({
    baseUrl: 'https://{connection.}',
    errors: [{ when: { expression: 'body.code = ' }, meaning: 'transient' }],
    actions: {
      a: action(get('/x/{input.id')),
      b: action({ kind: 'request', request: { method: 'GET', path: '/', query: { q: '1 +' } }, output: '(' }),
    },
  });
  expect(Object.keys(faults).toSorted()).toEqual([
    'actions.a.operation.request.path',
    'actions.b.operation.output',
    'actions.b.operation.request.query.q',
    'baseUrl',
    'errors.0.when.expression',
  ]);
});

test('every kind of expression is met once: those of auth, paging, triggers, objects and answers', () => {
  const { manifest } = connectorFromManifest({
    name: 'acme',
    version: '1.0.0',
    title: text,
    description: text,
    categories: ['crm'],
    hosts: ['{connection.host}'],
    connection: {
      fields: {},
      auth: [
        { scheme: 'basic', username: 'e1', password: 'e2', when: 'e3' },
        {
          scheme: 'oauth2',
          grant: 'password',
          tokenUrl: 'https://{e4}/token',
          keep: { a: 'e5' },
          username: 'no',
          password: 'no',
        },
      ],
    },
    webhooks: { hook: { replayId: 'e6', handshakes: [{ when: 'e7', answer: { body: 'e8' } }] } },
    triggers: {
      t: { kind: 'webhook', title: text, output: {}, sample: { body: 'no' }, scheme: 'hook', dedupeKey: 'e9' },
    },
    objects: {
      o: {
        title: text,
        fields: { from: 'manifest', schema: { properties: { body: { type: 'string' } } } },
        id: 'e10',
        list: {
          complete: true,
          operation: {
            ...get('/{e11}'),
            pagination: { kind: 'cursor', items: 'e12', next: 'e13', send: { in: 'query', name: 'no' } },
          },
        },
      },
    },
  });
  const sources = expressionsOf(manifest).map(({ source }) => source ?? '');
  const mine = sources.filter((source) => /^(e\d+|no|connection\.host)$/.test(source));
  expect(mine.toSorted()).toEqual(['connection.host', ...Array.from({ length: 13 }, (_, n) => `e${n + 1}`)].toSorted());
});

test('names must lead somewhere', () => {
  const faults = faultsOf({
    connection: {
      fields: { properties: { team: { 'x-options': 'teams' } } },
      auth: [{ scheme: 'bearer', secret: 'key' }],
    },
    actions: { a: action({ kind: 'request', request: { method: 'GET', path: '/', budget: 'slow' } }) },
    triggers: { t: { kind: 'webhook', title: text, output: {}, sample: {}, scheme: 'hook' } },
  });
  expect(faults).toEqual({
    'actions.a.request.budget': 'there is no budget “slow”',
    'triggers.t.scheme': 'there is no webhook scheme “hook”',
    'connection.fields.properties.team.x-options': 'there is no option list “teams”',
    'connection.auth.0': '“key” is not a field of the connection marked x-secret',
  });
});

test('code operations need their code, and code needs its operation', () => {
  const actions = { a: action({ kind: 'code' }), b: action({ kind: 'code', paginated: true }) };
  const run = () => Promise.resolve(null);
  expect(faultsOf({ actions }, { 'actions.b': { run }, 'actions.c': { run } })).toEqual({
    'actions.a': 'its code is missing',
    'actions.b': 'it is paginated and has no page function',
    'actions.c': 'no operation uses this code',
  });
});

test('a sample fits its schema, a schema is one, a secret has no default', () => {
  const faults = faultsOf({
    connection: {
      fields: { properties: { key: { type: 'string', 'x-secret': true, default: 'x' } } },
      auth: [{ scheme: 'none' }],
    },
    actions: {
      a: { ...action(get('/')), output: { type: 'object', required: ['id'] }, sample: {} },
      b: { ...action(get('/')), input: { type: 'nonsense' } },
    },
  });
  expect(Object.keys(faults).toSorted()).toEqual([
    'actions.a.output',
    'actions.b.input',
    'connection.fields.properties.key',
  ]);
});

test('only a generic connector may call every host', () => {
  expect(faultsOf({ hosts: ['*'] })).toEqual({ hosts: 'only a generic connector may call every host' });
  expect(faultsOf({ hosts: ['*'], categories: ['generic'] })).toEqual({});
});
