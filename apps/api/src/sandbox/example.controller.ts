import {
  sandboxRoutes,
  type ConnectionId,
  type ConnectorManifest,
  type FlowId,
  type FlowVersion,
  type Json,
  type JsonObject,
  type Simulator,
} from '@joinery/contracts';
import { ConnectionSecrets } from '@joinery/vault';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import { secretNames } from '../connectors/connector-view.ts';
import type { Call } from '../http/call.ts';
import { found, saved } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import type { TenantRecords } from '../ports/administration.ts';
import type { ConnectorCatalogue } from '../ports/connectors.ts';
import type { ExampleConnection, Sandbox } from '../ports/sandbox.ts';
import { catalogueToken, newIdToken, sandboxToken } from '../ports/tokens.ts';

type Opening = Call<typeof sandboxRoutes.openExample>;

/** The shortest way to see the product at work: simulators joined by a flow that is published at once. */
@Controller('api/v1')
export class ExampleController {
  constructor(
    @Inject(sandboxToken) private readonly sandbox: Sandbox,
    @Inject(catalogueToken) private readonly catalogue: ConnectorCatalogue,
    @Inject(ConnectionSecrets) private readonly secrets: ConnectionSecrets,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(newIdToken) private readonly newId: () => string,
  ) {}

  @Handles(sandboxRoutes.openExample)
  async open(call: Opening) {
    const { user } = call.caller;
    const example = found(this.sandbox.example(user.language), 'example');
    const simulators = example.simulators.map((name) => found(this.sandbox.find(name), 'simulator'));
    const { version } = await this.audit.change(call, async (records) => {
      const connections: ExampleConnection[] = [];
      for (const simulator of simulators) connections.push(await this.#connect(call, simulator, records));
      const id = this.newId() as FlowId;
      const { name, description } = example;
      const document = example.document(connections);
      await records.flows.create({ id, name, description, document, by: user.id });
      const published = await records.flows.publish({ id, document, note: '', by: user.id });
      const version = saved(published, 'flow', { yours: 0, of: (one: FlowVersion) => one.version });
      return { kind: 'flow', id, name, after: { connections }, version };
    });
    return version;
  }

  /** A connection to a simulator, named as the simulator is. */
  async #connect({ caller }: Opening, simulator: Simulator, records: TenantRecords): Promise<ExampleConnection> {
    const manifest = found(
      this.catalogue.all().find((one) => one.name === simulator.connector),
      'connector',
    );
    const connector = { name: manifest.name, version: manifest.version };
    const id = this.newId() as ConnectionId;
    const { fields, secrets } = divided(simulator.connection, manifest);
    await records.connections.create({
      id,
      name: simulator.title[caller.user.language],
      connector,
      fields,
      secrets: await this.secrets.seal(caller.tenant.id, id, secrets),
      secretNames: Object.keys(secrets),
      by: caller.user.id,
    });
    return { ...connector, connectionId: id };
  }
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
