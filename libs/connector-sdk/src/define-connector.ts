import { ConnectorManifestSchema, type ConnectorManifest, type ConnectorManifestInput } from '@joinery/contracts';
import type { z } from 'zod';
import type { OperationCode } from './code-context.ts';

type ActionInput = NonNullable<ConnectorManifestInput['actions']>[string];
type TriggerInput = NonNullable<ConnectorManifestInput['triggers']>[string];
type ObjectInput = NonNullable<ConnectorManifestInput['objects']>[string];
type ConnectionInput = ConnectorManifestInput['connection'];

/** Functions by the place of their operation: `actions.run-query`, `actions.run-query.lookUp`, `triggers.row-changed`, `objects.row.list`. */
export type ConnectorCode = Readonly<Record<string, OperationCode>>;

/** A connector: its manifest, and the functions its code operations name by their place. */
export interface Connector {
  readonly manifest: ConnectorManifest;
  readonly code: ConnectorCode;
}

export interface ConnectorDefinition {
  /** Identity, hosts, errors, budgets, webhook schemes, options, schemas. */
  readonly manifest: Omit<ConnectorManifestInput, 'connection' | 'actions' | 'triggers' | 'objects'>;
  readonly connection: ConnectionInput;
  readonly actions?: Readonly<Record<string, ActionInput>>;
  readonly triggers?: Readonly<Record<string, TriggerInput>>;
  readonly objects?: Readonly<Record<string, ObjectInput>>;
  readonly code?: ConnectorCode;
}

/** A manifest or its code that cannot work; `faults` names every place. */
export class ConnectorDefect extends Error {
  override readonly name = 'ConnectorDefect';
  readonly faults: readonly ManifestFault[];

  constructor(connector: string, faults: readonly ManifestFault[]) {
    super(`Connector ${connector}: ${faults.map((fault) => `${fault.place}: ${fault.message}`).join('; ')}`);
    this.faults = faults;
  }
}

export interface ManifestFault {
  /** Member names from the top of the manifest, joined by dots. */
  readonly place: string;
  readonly message: string;
}

/**
 * Makes a connector of its parts. The shape is checked here; expressions, references and code by `checkConnector`,
 * which the host and `joinery connector validate` call.
 *
 * @throws ConnectorDefect
 * @example
 * export const connector = defineConnector({
 *   manifest: { name: 'acme', version: '1.0.0', title, description, categories: ['crm'], hosts: ['api.acme.test'], baseUrl: 'https://api.acme.test' },
 *   connection: { fields, auth: [{ scheme: 'bearer', secret: 'apiToken' }] },
 *   actions: { 'get-contact': getContact },
 * });
 */
export function defineConnector(definition: ConnectorDefinition): Connector {
  const { manifest, connection, actions, triggers, objects, code } = definition;
  return connectorFromManifest({ ...manifest, connection, actions, triggers, objects }, code);
}

/** The same from one `manifest.json`; without code it is data only. */
export function connectorFromManifest(manifest: unknown, code: ConnectorCode = {}): Connector {
  const parsed = ConnectorManifestSchema.safeParse(manifest);
  if (!parsed.success) throw new ConnectorDefect(nameOf(manifest), parsed.error.issues.map(faultOf));
  return { manifest: parsed.data, code };
}

function faultOf(issue: z.core.$ZodIssue): ManifestFault {
  return { place: issue.path.map(String).join('.') || 'manifest', message: issue.message };
}

function nameOf(manifest: unknown): string {
  return typeof manifest === 'object' && manifest !== null && 'name' in manifest ? String(manifest.name) : '?';
}

/** One action in a file of its own, typed where it stands. */
export function defineAction(action: ActionInput): ActionInput {
  return action;
}

/** One trigger in a file of its own. */
export function defineTrigger(trigger: TriggerInput): TriggerInput {
  return trigger;
}

/** One object in a file of its own. */
export function defineObject(object: ObjectInput): ObjectInput {
  return object;
}

/** The connection in a file of its own. */
export function defineConnection(connection: ConnectionInput): ConnectionInput {
  return connection;
}
