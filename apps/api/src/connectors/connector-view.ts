import type { ConnectorDetail, ConnectorManifest, ConnectorSummary, JsonSchema } from '@joinery/contracts';

type Badge = ConnectorSummary['badges'][number];

/** A connector as the gallery shows it. */
export function connectorSummary(
  manifest: ConnectorManifest,
  here: Pick<ConnectorSummary, 'versions' | 'connections' | 'removable'>,
): ConnectorSummary {
  return {
    name: manifest.name,
    version: manifest.version,
    title: manifest.title,
    description: manifest.description,
    icon: manifest.icon ?? null,
    categories: manifest.categories,
    badges: badgesOf(manifest),
    ...here,
  };
}

export function connectorDetail(summary: ConnectorSummary, manifest: ConnectorManifest): ConnectorDetail {
  return {
    ...summary,
    docs: manifest.docs,
    hosts: manifest.hosts,
    connection: {
      scheme: manifest.connection.auth[0]?.scheme ?? 'none',
      schema: manifest.connection.fields,
      secrets: secretNames(manifest),
      testable: manifest.connection.test !== undefined,
      help: manifest.connection.help ?? null,
    },
    actions: Object.entries(manifest.actions).map(([name, action]) => ({
      name,
      title: action.title,
      description: action.description ?? action.title,
      effect: action.effect.class,
      safeToTest: action.safeToTest || action.effect.class === 'read',
      paginated: isPaginated(action.operation),
      inputSchema: action.input,
      outputSchema: action.output,
      ...(action.sample === undefined ? {} : { sample: action.sample }),
    })),
    triggers: Object.entries(manifest.triggers).map(([name, trigger]) => ({
      name,
      title: trigger.title,
      description: trigger.description ?? trigger.title,
      delivery: trigger.kind,
      settingsSchema: trigger.settings ?? emptyForm,
      setup: trigger.kind === 'webhook' ? (trigger.setup ?? null) : null,
      outputSchema: trigger.output,
      sample: trigger.sample,
    })),
    objects: Object.entries(manifest.objects).map(([name, object]) => ({
      name,
      title: object.title,
      schema: object.fields.from === 'manifest' ? object.fields.schema : (object.fields.known ?? null),
      idField: object.key ?? null,
    })),
  };
}

const emptyForm: JsonSchema = { type: 'object', properties: {} };

/** Fields of the connection's form that go to the vault. */
export function secretNames(manifest: ConnectorManifest): readonly string[] {
  const { properties } = manifest.connection.fields;
  if (!isObject(properties)) return [];
  return Object.entries(properties)
    .filter(([, property]) => isObject(property) && property['x-secret'] === true)
    .map(([name]) => name);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Operation = ConnectorManifest['actions'][string]['operation'];

const isPaginated = (operation: Operation): boolean =>
  operation.kind === 'code' ? operation.paginated : operation.pagination !== undefined;

function badgesOf(manifest: ConnectorManifest): readonly Badge[] {
  const triggers = Object.values(manifest.triggers);
  const objects = Object.values(manifest.objects);
  const held: readonly (readonly [Badge, boolean])[] = [
    ['action', Object.keys(manifest.actions).length > 0],
    ['webhook', triggers.some((one) => one.kind === 'webhook')],
    ['polling', triggers.some((one) => one.kind === 'polling')],
    ['list', objects.some((one) => one.list)],
    ['incremental', objects.some((one) => one.changes)],
    ['deletes', objects.some((one) => one.deletions ?? one.changes?.deletes === 'shown')],
    ['upsert', objects.some((one) => one.upsert)],
    ['idempotent', Object.values(manifest.actions).some((one) => one.effect.class === 'idempotent')],
  ];
  return held.filter(([, holds]) => holds).map(([badge]) => badge);
}
