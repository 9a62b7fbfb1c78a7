import type { AuthScheme, ConnectorManifest, Json, JsonObject, JsonSchema } from '@joinery/contracts';
import { compile, ExpressionError } from '@joinery/mapping';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Connector, ManifestFault } from './define-connector.ts';
import { expressionsOf } from './expressions-of.ts';
import { operationsOf } from './operations-of.ts';

/**
 * Everything about a connector that can be known without calling anybody: its expressions compile, its names lead
 * somewhere, its code is there, its schemas are schemas and its samples fit them.
 *
 * @returns what is wrong and where; empty when nothing is
 * @example
 * for (const { place, message } of checkConnector(connector)) console.log(place, message);
 */
export function checkConnector(connector: Connector): readonly ManifestFault[] {
  const { manifest } = connector;
  return [
    ...checkExpressions(manifest),
    ...checkNames(manifest),
    ...checkCode(connector),
    ...checkSecrets(manifest),
    ...checkSchemas(manifest),
    ...checkHosts(manifest),
  ];
}

function checkExpressions(manifest: ConnectorManifest): readonly ManifestFault[] {
  return expressionsOf(manifest).flatMap(({ place, source }) => {
    if (source === undefined) return [{ place, message: 'a brace is left open' }];
    try {
      compile(source);
      return [];
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const at = error.position === undefined ? '' : ` at ${error.position}`;
      return [{ place, message: `${error.message}${at}: ${source.slice(0, 100)}` }];
    }
  });
}

/** Budgets, webhook schemes, options and schemas that are named must exist. */
function checkNames(manifest: ConnectorManifest): readonly ManifestFault[] {
  const faults: ManifestFault[] = [];
  const need = (held: object, name: string, place: string, what: string): void => {
    if (!Object.hasOwn(held, name)) faults.push({ place, message: `there is no ${what} “${name}”` });
  };
  for (const { place, operation } of operationsOf(manifest)) {
    const budget = operation.kind === 'request' ? operation.request.budget : undefined;
    if (budget !== undefined) need(manifest.budgets, budget, `${place}.request.budget`, 'budget');
  }
  for (const [name, trigger] of Object.entries(manifest.triggers)) {
    if (trigger.kind === 'webhook')
      need(manifest.webhooks, trigger.scheme, `triggers.${name}.scheme`, 'webhook scheme');
  }
  walk(manifest as unknown as Json, [], (value, path) => {
    const options = value['x-options'];
    const schema = value['x-schema'];
    if (typeof options === 'string') need(manifest.options, options, [...path, 'x-options'].join('.'), 'option list');
    if (typeof schema === 'string') need(manifest.schemas, schema, [...path, 'x-schema'].join('.'), 'dynamic schema');
  });
  return faults;
}

function checkCode({ manifest, code }: Connector): readonly ManifestFault[] {
  const wanted = operationsOf(manifest).filter(({ operation }) => operation.kind === 'code');
  const missing = wanted.flatMap(({ place, operation }) => {
    const held = Object.hasOwn(code, place) ? code[place] : undefined;
    const paginated = operation.kind === 'code' && operation.paginated;
    if (!held) return [{ place, message: 'its code is missing' }];
    if (paginated && !held.page) return [{ place, message: 'it is paginated and has no page function' }];
    return !paginated && !held.run ? [{ place, message: 'it has no run function' }] : [];
  });
  const places = new Set(wanted.map(({ place }) => place));
  const idle = Object.keys(code).filter((place) => !places.has(place));
  return [...missing, ...idle.map((place) => ({ place, message: 'no operation uses this code' }))];
}

/** A secret must be a marked field of the connection, and no marked field may have a default. */
function checkSecrets(manifest: ConnectorManifest): readonly ManifestFault[] {
  const { fields, auth } = manifest.connection;
  const properties = objectAt(fields as JsonObject, 'properties');
  const isSecret = (name: string): boolean => objectAt(properties, name)['x-secret'] === true;
  const named = [
    ...auth.flatMap((scheme, index) => secretsOf(scheme).map((name) => ({ name, place: `connection.auth.${index}` }))),
    ...Object.entries(manifest.webhooks).flatMap(([scheme, { signature, envelope, token }]) =>
      [signature?.secret, envelope?.secret, token?.secret].flatMap((name) =>
        name === undefined ? [] : [{ name, place: `webhooks.${scheme}` }],
      ),
    ),
  ];
  const unmarked = named
    .filter(({ name }) => !isSecret(name))
    .map(({ name, place }) => ({ place, message: `“${name}” is not a field of the connection marked x-secret` }));
  const preset = Object.keys(properties)
    .filter((name) => isSecret(name) && Object.hasOwn(objectAt(properties, name), 'default'))
    .map((name) => ({ place: `connection.fields.properties.${name}`, message: 'a secret has no default' }));
  return [...unmarked, ...preset];
}

function secretsOf(scheme: AuthScheme): readonly string[] {
  switch (scheme.scheme) {
    case 'bearer':
    case 'api-key':
      return [scheme.secret];
    case 'oauth2':
      return scheme.grant === 'password' ? [scheme.clientSecret, scheme.password] : [scheme.clientSecret];
    case 'signed':
      return typeof scheme.key === 'string' ? [scheme.key] : [];
    default:
      return [];
  }
}

function checkSchemas(manifest: ConnectorManifest): readonly ManifestFault[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  addFormats.default(ajv);
  const schemas: readonly (readonly [string, unknown, unknown])[] = [
    ['connection.fields', manifest.connection.fields, undefined],
    ...Object.entries(manifest.actions).flatMap(([name, action]) => [
      [`actions.${name}.input`, action.input, undefined] as const,
      [`actions.${name}.output`, action.output, action.sample] as const,
    ]),
    ...Object.entries(manifest.triggers).flatMap(([name, trigger]) => [
      [`triggers.${name}.settings`, trigger.settings ?? {}, undefined] as const,
      [`triggers.${name}.output`, trigger.output, trigger.sample] as const,
    ]),
    ...Object.entries(manifest.objects).flatMap(([name, { fields }]) =>
      fields.from === 'manifest' ? [[`objects.${name}.fields.schema`, fields.schema, undefined] as const] : [],
    ),
  ];
  return schemas.flatMap(([place, schema, sample]) => checkSchema(ajv, place, schema as JsonSchema, sample));
}

function checkSchema(ajv: Ajv2020, place: string, schema: JsonSchema, sample: unknown): readonly ManifestFault[] {
  const { $schema: _, $id: __, ...plain } = schema;
  try {
    const validate = ajv.compile(plain);
    if (sample === undefined || validate(sample)) return [];
    return [{ place, message: `the sample does not fit: ${ajv.errorsText(validate.errors, { dataVar: 'sample' })}` }];
  } catch (error) {
    return [{ place, message: error instanceof Error ? error.message : 'is no JSON Schema' }];
  }
}

/** A connector that may call every host says so for its purpose, and names no other. */
function checkHosts({ hosts, categories }: ConnectorManifest): readonly ManifestFault[] {
  if (!hosts.includes('*') || categories.includes('generic')) return [];
  return [{ place: 'hosts', message: 'only a generic connector may call every host' }];
}

function walk(
  value: Json,
  path: readonly string[],
  visit: (object: JsonObject, path: readonly string[]) => void,
): void {
  if (Array.isArray(value)) {
    for (const [index, each] of (value as readonly Json[]).entries()) walk(each, [...path, String(index)], visit);
  } else if (typeof value === 'object' && value !== null) {
    visit(value as JsonObject, path);
    for (const [name, each] of Object.entries(value)) walk(each as Json, [...path, name], visit);
  }
}

function objectAt(of: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(of, name) ? of[name] : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
