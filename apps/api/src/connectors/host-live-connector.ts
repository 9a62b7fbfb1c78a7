import {
  FailureError,
  type ConnectorManifest,
  type ConnectorRef,
  type JsonObject,
  type JsonSchema,
} from '@joinery/contracts';
import { sideTraits, type ConnectorHost, type ConnectorRegistry } from '@joinery/connector-host';
import { compareVersions } from './compare-versions.ts';
import type { ConnectorCatalogue, LiveConnector, ObjectPlace } from '../ports/connectors.ts';

/** The connector host as the API asks it. */
export function hostLiveConnector(host: ConnectorHost, catalogue: ConnectorCatalogue): LiveConnector {
  const { design, objects } = host;
  return {
    test: (place) => design.test(place),
    testUnsaved: ({ tenantId, connector, fields, secrets }) =>
      design.testUnsaved(tenantId, { connector, values: fields, secrets, revision: 'unsaved' }),
    options: async (ask) => {
      const options = await design.options(ask);
      return options.map(({ value, label }) => ({ value, label: { zh: label, en: label } }));
    },
    schemas: async ({ of, name, ...ask }) => {
      const declared = declaredSchemas(catalogue, ask.connector, of, name);
      return {
        inputSchema: await design.live(ask, declared.inputSchema),
        outputSchema: await design.live(ask, declared.outputSchema),
      };
    },
    object: async (place) => {
      const schema = await objects.schema(place);
      return { schema, traits: sideTraits(objects.declaration(place), schema) };
    },
    records: async ({ ids, ...place }) => {
      const found = ids ? await byId(host, place, ids) : await firstOf(host, place);
      return found.map(({ id, record }) => ({ id, fields: record as JsonObject }));
    },
    authorize: (place, request) => host.authorize(place, request),
    completeAuthorization: (place, answer) => host.completeAuthorization(place, answer),
    forget: (tenantId, id) => host.forget(tenantId, id),
  };
}

/** So many records show what the values look like. */
const mostSamples = 5;

async function firstOf({ objects }: ConnectorHost, place: ObjectPlace) {
  const { list } = objects.declaration(place);
  if (!list) return [];
  const { records } = await objects.list(place, null);
  return records.slice(0, mostSamples);
}

async function byId({ objects }: ConnectorHost, place: ObjectPlace, ids: readonly string[]) {
  const { get, getBatch } = objects.declaration(place);
  if (!get) return getBatch ? objects.getMany(place, ids) : [];
  const found = await Promise.all(ids.map((id) => objects.get(place, id)));
  return found.filter((one) => one !== undefined);
}

function declaredSchemas(catalogue: ConnectorCatalogue, ref: ConnectorRef, of: 'action' | 'trigger', name: string) {
  const manifest = catalogue.find(ref);
  if (!manifest)
    throw new FailureError({
      code: 'flow.unknown-connector',
      kind: 'invalid',
      params: { place: 'connector', connector: ref.name, version: ref.version },
    });
  const found = of === 'action' ? actionSchemas(manifest, name) : triggerSchemas(manifest, name);
  if (!found)
    throw new FailureError({
      code: 'flow.unknown-action',
      kind: 'invalid',
      params: { place: 'name', connector: ref.name, action: name },
    });
  return found;
}

const emptyForm: JsonSchema = { type: 'object', properties: {} };

function actionSchemas({ actions }: ConnectorManifest, name: string) {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  return action && { inputSchema: action.input, outputSchema: action.output };
}

function triggerSchemas({ triggers }: ConnectorManifest, name: string) {
  const trigger = Object.hasOwn(triggers, name) ? triggers[name] : undefined;
  return trigger && { inputSchema: trigger.settings ?? emptyForm, outputSchema: trigger.output };
}

/** The registry of installed connectors as the API shows it. */
export function registryCatalogue(registry: Pick<ConnectorRegistry, 'list' | 'find'>): ConnectorCatalogue {
  return {
    all: () =>
      registry
        .list()
        .map((one) => one.manifest)
        .toSorted((one, other) => compareVersions(other.version, one.version)),
    find: (ref) => registry.find(ref)?.manifest,
  };
}
