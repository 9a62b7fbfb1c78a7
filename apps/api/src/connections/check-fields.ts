import type { ConnectorManifest, JsonObject } from '@joinery/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { secretNames } from '../connectors/connector-view.ts';
import { invalidRequest, type Mistake } from '../http/problem-error.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
const compiled = new WeakMap<object, ReturnType<typeof ajv.compile>>();

/** Holds a connection's form against its connector; throws one problem that names every field. */
export function checkFields(
  manifest: ConnectorManifest,
  fields: JsonObject,
  secrets: Readonly<Record<string, string>>,
): void {
  const known = new Set(secretNames(manifest));
  const mistakes: Mistake[] = [
    ...Object.keys(secrets)
      .filter((name) => !known.has(name))
      .map((name) => ({ place: `body.secrets.${name}`, detail: 'not a secret field of this connector' })),
    ...Object.keys(fields)
      .filter((name) => known.has(name))
      .map((name) => ({ place: `body.fields.${name}`, detail: 'a secret field; it belongs into secrets' })),
  ];
  const holds = validatorOf(manifest);
  if (!holds({ ...fields, ...secrets })) {
    mistakes.push(
      ...(holds.errors ?? []).map(({ instancePath, params, message }) => {
        const name =
          (params as { missingProperty?: string }).missingProperty ?? instancePath.slice(1).replaceAll('/', '.');
        return {
          place: `body.${known.has(name.split('.')[0] ?? '') ? 'secrets' : 'fields'}.${name}`,
          detail: message ?? 'does not fit',
        };
      }),
    );
  }
  if (mistakes.length > 0) throw invalidRequest(mistakes);
}

function validatorOf({ connection }: ConnectorManifest) {
  const known = compiled.get(connection.fields);
  if (known) return known;
  const validator = ajv.compile(connection.fields);
  compiled.set(connection.fields, validator);
  return validator;
}
