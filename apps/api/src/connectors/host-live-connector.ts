import { FailureError, type ConnectorManifest, type ConnectorRef, type JsonSchema } from '@joinery/contracts';
import type { ConnectorHost, ConnectorRegistry } from '@joinery/connector-host';
import { compareVersions } from './compare-versions.ts';
import type { ConnectorCatalogue, LiveConnector } from '../ports/connectors.ts';

/** The connector host as the API asks it. */
export function hostLiveConnector(host: ConnectorHost, catalogue: ConnectorCatalogue): LiveConnector {
  const { design } = host;
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
    authorize: (place, request) => host.authorize(place, request),
    completeAuthorization: (place, answer) => host.completeAuthorization(place, answer),
    forget: (tenantId, id) => host.forget(tenantId, id),
  };
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
