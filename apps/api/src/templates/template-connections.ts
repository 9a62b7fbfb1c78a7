import type {
  ConnectionId,
  ConnectorManifest,
  ConnectorRef,
  Json,
  JsonObject,
  Simulator,
  Template,
  TemplateRole,
  templateRoutes,
} from '@joinery/contracts';
import { ConnectionSecrets } from '@joinery/vault';
import { Inject, Injectable } from '@nestjs/common';
import { secretNames } from '../connectors/connector-view.ts';
import type { Call } from '../http/call.ts';
import { found } from '../http/found.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { TenantRecords } from '../ports/administration.ts';
import type { ConnectorCatalogue } from '../ports/connectors.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import { catalogueToken, newIdToken, sandboxToken } from '../ports/tokens.ts';

type Using = Call<typeof templateRoutes.useTemplate>;
type RoleConnection = ConnectorRef & { readonly connectionId: string };

/** Who plays each role of a template: connections a person named, or simulators that run here. */
@Injectable()
export class TemplateConnections {
  constructor(
    @Inject(sandboxToken) private readonly sandbox: Sandbox,
    @Inject(catalogueToken) private readonly catalogue: ConnectorCatalogue,
    @Inject(ConnectionSecrets) private readonly secrets: ConnectionSecrets,
    @Inject(newIdToken) private readonly newId: () => string,
  ) {}

  async of(template: Template, call: Using, records: TenantRecords): Promise<Readonly<Record<string, RoleConnection>>> {
    const { connections, onSimulators } = call.body;
    const playing: Record<string, RoleConnection> = {};
    for (const role of template.connections) {
      const given = connections[role.role];
      const simulator = onSimulators && given === undefined ? this.#simulatorOf(role) : undefined;
      playing[role.role] = simulator
        ? await this.#connect(simulator, call, records)
        : await named(template, role, given, records);
    }
    return playing;
  }

  #simulatorOf({ connector }: TemplateRole): Simulator | undefined {
    return this.sandbox.list().find((one) => one.connector === connector);
  }

  /** The connection that an earlier use has made, or a new one; named as the simulator is. */
  async #connect(simulator: Simulator, { caller }: Using, records: TenantRecords): Promise<RoleConnection> {
    const manifest = found(
      this.catalogue.all().find((one) => one.name === simulator.connector),
      'connector',
    );
    const connector = { name: manifest.name, version: manifest.version };
    const name = simulator.title[caller.user.language];
    const { fields, secrets } = divided(simulator.connection, manifest);
    const { items } = await records.connections.list({ connector: manifest.name, limit: 200 });
    const known = items.find((one) => one.name === name && JSON.stringify(one.fields) === JSON.stringify(fields));
    if (known) return { ...known.connector, connectionId: known.id };
    const id = this.newId() as ConnectionId;
    await records.connections.create({
      id,
      name,
      connector,
      fields,
      secrets: await this.secrets.seal(caller.tenant.id, id, secrets),
      secretNames: Object.keys(secrets),
      by: caller.user.id,
    });
    return { ...connector, connectionId: id };
  }
}

async function named(
  template: Template,
  { role, connector, title }: TemplateRole,
  id: string | undefined,
  records: TenantRecords,
): Promise<RoleConnection> {
  const connection = id === undefined ? undefined : await records.connections.find(id as ConnectionId);
  if (connection?.connector.name === connector) return { ...connection.connector, connectionId: connection.id };
  const about = { template: template.title, role: title, connector };
  throw new ProblemError('template.connection', about, {
    mistakes: [{ place: `body.connections.${role}`, detail: `a connection to ${connector} is needed` }],
  });
}

function divided(
  values: JsonObject,
  manifest: ConnectorManifest,
): { readonly fields: JsonObject; readonly secrets: Readonly<Record<string, string>> } {
  const secret = new Set(secretNames(manifest));
  const entries = Object.entries(values);
  const isSecret = (entry: readonly [string, Json]): entry is [string, string] =>
    secret.has(entry[0]) && typeof entry[1] === 'string';
  return {
    fields: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secrets: Object.fromEntries(entries.filter(isSecret)),
  };
}
