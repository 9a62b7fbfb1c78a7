import { ConnectorHost, ConnectorRegistry, type LoadedConnection } from '@joinery/connector-host';
import type { Connector } from '@joinery/connector-sdk';
import type { ConformanceHost, OpenHost } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';
import { Egress } from '@joinery/egress';
import type { ActionCall } from '@joinery/engine';
import { callbacks } from './callbacks.ts';

const tenantId = '018f0000-0000-7000-8000-00000000000a' as ActionCall['tenantId'];
const runId = '018f0000-0000-7000-8000-00000000000b' as ActionCall['runId'];
const connectionId = '018f0000-0000-7000-8000-00000000000c';

/** The product's own host, with one connector and one connection; it may reach the vendor at hand and nothing else. */
export const openHost: OpenHost = async (connector, connection, vendorUrl) => {
  const egress = new Egress({ rules: { for: () => (vendorUrl === undefined ? [] : [ruleFor(vendorUrl)]) } });
  const loaded = loadedConnection(connector, connection);
  const host = new ConnectorHost({
    registry: new ConnectorRegistry([connector]),
    egress,
    connections: { load: () => Promise.resolve(loaded) },
  });
  const close = async (): Promise<void> => {
    await host.close();
    await egress.close();
  };
  return { ...faceOf(host, loaded.connector), ...callbacks(connector, loaded), close };
};

function ruleFor(url: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}

function faceOf(host: ConnectorHost, connector: LoadedConnection['connector']): Omit<ConformanceHost, 'close'> {
  const which = { tenantId, connector, connectionId };
  const call = (action: string, input: ActionCall['input'], key = 'run/step', timeoutMs = 10_000): ActionCall => ({
    ...which,
    runId,
    action,
    input,
    idempotencyKey: key,
    timeoutMs,
  });
  const signal = (): AbortSignal => new AbortController().signal;
  return {
    test: () => host.design.test(which),
    invoke: (action, input, { idempotencyKey, timeoutMs } = {}) =>
      host.actions.invoke(call(action, input, idempotencyKey, timeoutMs), signal()),
    lookUp: (action, input, { idempotencyKey, timeoutMs } = {}) =>
      host.actions.lookUp(call(action, input, idempotencyKey, timeoutMs), signal()),
    async page(action, input, from) {
      const outcome = await host.actions.page(call(action, input), from, signal());
      return outcome.kind === 'page' ? { kind: 'page', ...outcome.page } : outcome;
    },
    options: (source, input) => host.design.options({ ...which, source, input }),
    schema: (source, input) => host.design.schema({ ...which, source, input }),
    fields: (object) => host.objects.schema({ ...which, object }),
    listRecords: (object, from) => host.objects.list({ ...which, object }, from),
    getRecord: (object, id) => host.objects.get({ ...which, object }, id),
    changes: (object, cursor, from) => host.objects.changes({ ...which, object }, cursor, from),
    deletions: (object, cursor, from) => host.objects.deletions({ ...which, object }, cursor, from),
    write: (object, write, input, key) => host.objects.write({ ...which, object }, write as 'create', input, key),
    poll: (trigger, settings, cursor) => host.triggers.poll({ ...which, trigger, settings }, cursor),
    register: (trigger, settings, callbackUrl) => host.triggers.register({ ...which, trigger, settings }, callbackUrl),
    verify: (trigger, settings, registration, callbackUrl) =>
      host.triggers.verify({ ...which, trigger, settings }, registration, callbackUrl),
    unregister: (trigger, settings, registration, callbackUrl) =>
      host.triggers.unregister({ ...which, trigger, settings }, registration, callbackUrl),
  };
}

/** Fields marked secret go where the vault would keep them. */
function loadedConnection({ manifest }: Connector, connection: JsonObject): LoadedConnection {
  const fields = (manifest.connection.fields['properties'] ?? {}) as Readonly<Record<string, JsonObject>>;
  const isSecret = (name: string): boolean => fields[name]?.['x-secret'] === true;
  const entries = Object.entries(connection);
  return {
    connector: { name: manifest.name, version: manifest.version },
    values: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
    secrets: Object.fromEntries(
      entries
        .filter(([name]) => isSecret(name))
        .map(([name, value]) => [name, { reveal: () => (typeof value === 'string' ? value : JSON.stringify(value)) }]),
    ),
    revision: '1',
  };
}
