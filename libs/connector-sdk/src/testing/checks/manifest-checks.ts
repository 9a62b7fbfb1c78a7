import assert from 'node:assert/strict';
import type { Json, JsonObject, Operation } from '@joinery/contracts';
import { compile } from '@joinery/mapping';
import { connectorFromManifest, type Connector } from '../../define-connector.ts';
import { templateParts } from '../../template-parts.ts';
import { type Check, manifestCheck } from '../check.ts';
import { expectValid } from '../expectations.ts';

/** What can be told of a connector without calling anybody. */
export const manifestChecks: readonly Check[] = [
  manifestCheck('manifest.plain-data', 'the manifest survives being written as JSON', ({ manifest, code }) => {
    const again = connectorFromManifest(JSON.parse(JSON.stringify(manifest)), code);
    assert.deepEqual(again.manifest, manifest);
  }),
  manifestCheck(
    'manifest.field-titles',
    'every field a person sees has a title in Chinese and English',
    ({ manifest }) => {
      const untitled = shownSchemas(manifest).flatMap(([place, schema]) => untitledFields(schema, place));
      assert.deepEqual(untitled, []);
    },
  ),
  manifestCheck(
    'manifest.choice-labels',
    'titles tell different languages apart: Chinese ones hold Chinese or a name',
    ({ manifest }) => {
      const titles = [
        manifest.title,
        ...Object.values(manifest.actions).map(({ title }) => title),
        ...Object.values(manifest.triggers).map(({ title }) => title),
      ];
      assert.deepEqual(
        titles.filter(({ en }) => /[\u4e00-\u9fff]/.test(en)),
        [],
      );
    },
  ),
  manifestCheck(
    'manifest.secrets-marked',
    'every secret the manifest uses is a field marked as one',
    ({ manifest }) => {
      const fields = (manifest.connection.fields['properties'] ?? {}) as JsonObject;
      const unmarked = secretNames(manifest as unknown as Json).filter(
        (name) => (fields[name] as JsonObject | undefined)?.['x-secret'] !== true,
      );
      assert.deepEqual(unmarked, [], 'fields used as secrets');
    },
  ),
  manifestCheck('manifest.secret-looking', 'no field that sounds like a secret is shown in clear', ({ manifest }) => {
    const fields = Object.entries((manifest.connection.fields['properties'] ?? {}) as Record<string, JsonObject>);
    const clear = fields.filter(
      ([name, field]) => /(secret|password|privateKey)$/i.test(name) && field['x-secret'] !== true,
    );
    assert.deepEqual(
      clear.map(([name]) => name),
      [],
    );
  }),
  manifestCheck(
    'manifest.hosts',
    'the hosts are declared, and any host only by a generic connector',
    ({ manifest }) => {
      assert.ok(manifest.hosts.length > 0, 'no host is declared');
      if (manifest.hosts.includes('*'))
        assert.ok(manifest.categories.includes('generic'), 'only generic connectors may call any host');
    },
  ),
  manifestCheck('manifest.references', 'everything the manifest refers to by name is there', ({ manifest }) => {
    const { webhooks, options, schemas, budgets } = manifest;
    const schemes = Object.values(manifest.triggers).flatMap((trigger) =>
      trigger.kind === 'webhook' ? [trigger.scheme] : [],
    );
    const asked = (mark: string): readonly string[] => strings(manifest as unknown as Json, mark);
    assert.deepEqual(
      schemes.filter((name) => !Object.hasOwn(webhooks, name)),
      [],
      'webhook schemes',
    );
    assert.deepEqual(
      asked('x-options').filter((name) => !Object.hasOwn(options, name)),
      [],
      'option lists',
    );
    assert.deepEqual(
      asked('x-schema').filter((name) => !Object.hasOwn(schemas, name)),
      [],
      'live shapes',
    );
    const used = operationsOf(manifest).flatMap(([, operation]) =>
      operation.kind === 'request' ? [operation.request.budget] : [],
    );
    assert.deepEqual(
      used.filter((name) => name !== undefined && !Object.hasOwn(budgets, name)),
      [],
      'budgets',
    );
  }),
  manifestCheck(
    'manifest.code',
    'code stands behind every code operation, and nothing else is code',
    ({ manifest, code }) => {
      const places = operationsOf(manifest).filter(([, operation]) => operation.kind === 'code');
      const wrong = places.filter(
        ([place, operation]) => !code[place]?.[operation.kind === 'code' && operation.paginated ? 'page' : 'run'],
      );
      assert.deepEqual(
        wrong.map(([place]) => place),
        [],
        'operations without code',
      );
      const known = new Set(places.map(([place]) => place));
      assert.deepEqual(
        Object.keys(code).filter((place) => !known.has(place)),
        [],
        'code without an operation',
      );
    },
  ),
  manifestCheck('manifest.expressions', 'every expression of the manifest parses', ({ manifest }) => {
    assert.deepEqual(brokenExpressions(manifest as unknown as Json, ''), []);
  }),
  manifestCheck('manifest.error-texts', 'errors a person must act on say so in Chinese and English', ({ manifest }) => {
    const silent = manifest.errors.filter(
      ({ meaning, message, when }) => meaning === 'auth-refused' && message === undefined && when.status !== 401,
    );
    assert.deepEqual(
      silent.map(({ when }) => when),
      [],
    );
  }),
  manifestCheck('manifest.effects', 'no action that changes something is declared to read', ({ manifest }) => {
    const wrong = Object.entries(manifest.actions).filter(([, { effect, operation }]) => {
      return (
        effect.class === 'read' &&
        operation.kind === 'request' &&
        ['PUT', 'PATCH', 'DELETE'].includes(operation.request.method)
      );
    });
    assert.deepEqual(
      wrong.map(([name]) => name),
      [],
    );
  }),
  manifestCheck('manifest.safe-tests', 'only what reads is run for a test without asking', ({ manifest }) => {
    const wrong = Object.entries(manifest.actions).filter(
      ([, { safeToTest, effect }]) => safeToTest && effect.class !== 'read',
    );
    assert.deepEqual(
      wrong.map(([name]) => name),
      [],
    );
  }),
  manifestCheck('samples.actions', 'every action has a sample, and it fits the output', ({ manifest }) => {
    for (const [name, { sample, output }] of Object.entries(manifest.actions)) {
      assert.notEqual(sample, undefined, `${name} has no sample`);
      expectValid(output, sample, `sample of ${name}`);
    }
  }),
  manifestCheck('samples.triggers', 'the sample of every trigger fits its output', ({ manifest }) => {
    for (const [name, { sample, output }] of Object.entries(manifest.triggers))
      expectValid(output, sample, `sample of ${name}`);
  }),
  manifestCheck(
    'manifest.connection-test',
    'a connection can be tested, or sends nothing that could be',
    ({ manifest }) => {
      const reads = Object.values(manifest.actions).some(({ effect }) => effect.class === 'read');
      assert.ok(manifest.connection.test !== undefined || !reads, 'there is no test of the connection');
    },
  ),
  manifestCheck('manifest.help', 'a person is told where to get the credentials', ({ manifest }) => {
    const needsSecrets = manifest.connection.auth.some(({ scheme }) => scheme !== 'none');
    assert.ok(!needsSecrets || manifest.connection.help !== undefined, 'no help');
  }),
];

type Manifest = Connector['manifest'];

/** Schemas that become forms or trees, with their place. */
function shownSchemas({ connection, actions, triggers, objects }: Manifest): readonly (readonly [string, Json])[] {
  return [
    ['connection', connection.fields as Json],
    ...Object.entries(actions).flatMap(([name, { input, output }]) => [
      [`actions.${name}.input`, input as Json] as const,
      [`actions.${name}.output`, output as Json] as const,
    ]),
    ...Object.entries(triggers).map(([name, { output }]) => [`triggers.${name}.output`, output as Json] as const),
    ...Object.entries(objects).flatMap(([name, { fields }]) =>
      fields.from === 'manifest' ? [[`objects.${name}`, fields.schema as Json] as const] : [],
    ),
  ];
}

function untitledFields(schema: Json, place: string): readonly string[] {
  if (!isObject(schema)) return [];
  const properties = isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  const own = properties.filter(([, field]) => !titled(field)).map(([name]) => `${place}.${name}`);
  const below = properties.flatMap(([name, field]) => untitledFields(field, `${place}.${name}`));
  return [...own, ...below, ...untitledFields(schema['items'] ?? null, `${place}[]`)];
}

function titled(field: Json): boolean {
  const title = isObject(field) ? field['x-title'] : undefined;
  return (
    isObject(title) &&
    typeof (title as JsonObject)['zh'] === 'string' &&
    typeof (title as JsonObject)['en'] === 'string'
  );
}

/** Names used as secrets: by schemes, signatures, envelopes, tokens and `secrets.name` in expressions. */
function secretNames(value: Json): readonly string[] {
  if (typeof value === 'string') return [...value.matchAll(/\bsecrets\.([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  if (Array.isArray(value)) return value.flatMap((each: Json) => secretNames(each));
  if (!isObject(value)) return [];
  const own =
    value['part'] === 'secret'
      ? value['name']
      : value['scheme'] === undefined || typeof value['secret'] === 'string'
        ? value['secret']
        : undefined;
  // Also the name of a header with an expression in it, which names no field.
  const named = typeof own === 'string' && /^\w+$/.test(own) ? [own] : [];
  return [...named, ...Object.values(value).flatMap(secretNames)];
}

/** Values of a mark wherever it stands. */
function strings(value: Json, mark: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each: Json) => strings(each, mark));
  if (!isObject(value)) return [];
  const own = value[mark];
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(value).flatMap((each) => strings(each, mark))];
}

/** Every operation with the place its code is found by. */
export function operationsOf(manifest: Manifest): readonly (readonly [string, Operation])[] {
  const { connection, actions, triggers, objects, options, schemas } = manifest;
  const found: (readonly [string, Operation | undefined])[] = [['connection.test', connection.test?.operation]];
  for (const [name, { operation, effect }] of Object.entries(actions)) {
    found.push([`actions.${name}`, operation]);
    if (effect.class === 'checkable') found.push([`actions.${name}.lookUp`, effect.lookUp.operation]);
  }
  for (const [name, trigger] of Object.entries(triggers)) {
    if (trigger.kind === 'polling') found.push([`triggers.${name}`, trigger.operation]);
    else
      for (const step of ['register', 'verify', 'unregister'] as const)
        found.push([`triggers.${name}.${step}`, trigger[step]]);
  }
  for (const [name, object] of Object.entries(objects)) {
    for (const [part, of] of Object.entries(object)) found.push([`objects.${name}.${part}`, operationIn(of)]);
  }
  for (const [name, { operation }] of Object.entries(options)) found.push([`options.${name}`, operation]);
  for (const [name, { operation }] of Object.entries(schemas)) found.push([`schemas.${name}`, operation]);
  return found.filter((each): each is readonly [string, Operation] => each[1] !== undefined);
}

function operationIn(of: unknown): Operation | undefined {
  return typeof of === 'object' && of !== null && 'operation' in of ? (of.operation as Operation) : undefined;
}

/** Members that hold an expression, and those that hold a text with expressions in braces. */
const expressionMembers = new Set([
  'when',
  'output',
  'items',
  'next',
  'more',
  'total',
  'token',
  'expiresInSeconds',
  'refreshToken',
  'username',
  'account',
  'value',
  'label',
  'results',
  'succeeded',
  'replayId',
  'accepts',
  'shape',
  'dedupeKey',
  'correlationKey',
  'events',
  'adapt',
  'body',
  'expression',
  'retryAfter',
]);
const templateMembers = new Set(['path', 'baseUrl', 'tokenUrl', 'authorizeUrl', 'revokeUrl']);
/** These hold samples, texts and schemas, where the same words mean other things. */
const dataMembers = new Set([
  'fields',
  'input',
  'sample',
  'settings',
  'schema',
  'known',
  'title',
  'description',
  'message',
  'help',
  'docs',
  'setup',
]);

function brokenExpressions(value: Json, place: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each: Json, index) => brokenExpressions(each, `${place}.${index}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const at = `${place}.${name}`;
    if (dataMembers.has(name) && name !== 'input') return [];
    if (typeof each === 'string') return brokenText(name, each).map((reason) => `${at}: ${reason}`);
    const isSchema =
      isObject(each) &&
      (each['type'] !== undefined || each['properties'] !== undefined) &&
      (name === 'input' || name === 'output');
    return isSchema ? [] : brokenExpressions(each, at);
  });
}

function brokenText(name: string, text: string): readonly string[] {
  const sources = templateMembers.has(name)
    ? templateParts(text).flatMap((part) => (part.kind === 'text' ? [] : [part.text]))
    : expressionMembers.has(name)
      ? [text]
      : [];
  return sources.flatMap((source) => {
    try {
      compile(source);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
