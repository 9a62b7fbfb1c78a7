import {
  connectionRoutes,
  type Connection,
  type ConnectionId,
  type ConnectionTest,
  type ConnectorManifest,
  type ConnectorRef,
  type TenantId,
} from '@joinery/contracts';
import { ConnectionSecrets, Secret, type SecretValues } from '@joinery/vault';
import { Controller, Inject } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.ts';
import type { Call } from '../http/call.ts';
import { failureView } from '../http/failure-view.ts';
import { found, saved } from '../http/found.ts';
import { Handles } from '../http/handles.decorator.ts';
import { invalidRequest, notFound } from '../http/problem-error.ts';
import type { Administration } from '../ports/administration.ts';
import type { ConnectorCatalogue, InstalledConnectors, LiveConnector, LiveTest } from '../ports/connectors.ts';
import {
  administrationToken,
  catalogueToken,
  installedConnectorsToken,
  liveConnectorToken,
  newIdToken,
} from '../ports/tokens.ts';
import { refuseSecretsToNewAddress } from './address-change.ts';
import { checkFields } from './check-fields.ts';

@Controller('api/v1')
export class ConnectionController {
  constructor(
    @Inject(administrationToken) private readonly administration: Administration,
    @Inject(catalogueToken) private readonly catalogue: ConnectorCatalogue,
    @Inject(liveConnectorToken) private readonly live: LiveConnector,
    @Inject(ConnectionSecrets) private readonly secrets: ConnectionSecrets,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(newIdToken) private readonly newId: () => string,
    @Inject(installedConnectorsToken) private readonly installed: InstalledConnectors,
  ) {}

  @Handles(connectionRoutes.listConnections)
  async list({ caller, query }: Call<typeof connectionRoutes.listConnections>) {
    return this.administration.inTenant(caller.tenant.id, (records) => records.connections.list(query));
  }

  @Handles(connectionRoutes.readConnection)
  async read({ caller, params }: Call<typeof connectionRoutes.readConnection>) {
    return this.#read(caller.tenant.id, params.connectionId);
  }

  @Handles(connectionRoutes.createConnection)
  async create(call: Call<typeof connectionRoutes.createConnection>) {
    const { caller, body } = call;
    checkFields(this.#manifest(body.connector, caller.tenant.id), body.fields, body.secrets);
    const id = this.newId() as ConnectionId;
    const secrets = await this.secrets.seal(caller.tenant.id, id, body.secrets);
    const { after } = await this.audit.change(call, async (records) => {
      const { name, connector, fields } = body;
      const secretNames = Object.keys(body.secrets);
      const connection = await records.connections.create({
        id,
        name,
        connector,
        fields,
        secrets,
        secretNames,
        by: caller.user.id,
      });
      return { kind: 'connection', id, name, after: connection };
    });
    return after;
  }

  @Handles(connectionRoutes.updateConnection)
  async update(call: Call<typeof connectionRoutes.updateConnection>) {
    const { caller, params, body } = call;
    const id = params.connectionId;
    const { after } = await this.audit.change(call, async (records) => {
      const before = found(await records.connections.find(id), 'connection');
      const stored = found(await records.connections.stored(id), 'connection');
      const kept = revealed(await this.secrets.open(caller.tenant.id, id, stored.secrets));
      const values = merged(kept, body.secrets ?? {});
      const next = {
        id,
        name: body.name ?? stored.name,
        connector: body.connector ?? stored.connector,
        fields: body.fields ?? stored.fields,
      };
      if (next.connector.name !== stored.connector.name) throw otherConnector();
      const manifest = this.#manifest(next.connector, caller.tenant.id);
      checkFields(manifest, next.fields, values);
      refuseSecretsToNewAddress({
        manifest,
        before: stored.fields,
        after: next.fields,
        kept,
        given: body.secrets ?? {},
      });
      const secrets = await this.secrets.seal(caller.tenant.id, id, values);
      const result = await records.connections.update({
        ...next,
        secrets,
        secretNames: Object.keys(values),
        revision: body.revision,
      });
      const changed = saved(result, 'connection', {
        yours: body.revision,
        of: (current: Connection) => current.revision,
      });
      return { kind: 'connection', id, name: changed.name, before, after: changed };
    });
    this.live.forget(caller.tenant.id, id);
    return after;
  }

  @Handles(connectionRoutes.deleteConnection)
  async remove(call: Call<typeof connectionRoutes.deleteConnection>) {
    await this.audit.change(call, async (records) => {
      const before = found(await records.connections.remove(call.params.connectionId), 'connection');
      return { kind: 'connection', id: before.id, name: before.name, before };
    });
    this.live.forget(call.caller.tenant.id, call.params.connectionId);
  }

  @Handles(connectionRoutes.testConnectionForm)
  async testForm({ caller, body }: Call<typeof connectionRoutes.testConnectionForm>) {
    const tenantId = caller.tenant.id;
    const lent = body.connectionId ? await this.#lent(tenantId, body.connectionId, body.connector) : undefined;
    const values = { ...lent?.secrets, ...body.secrets };
    const manifest = this.#manifest(body.connector, tenantId);
    checkFields(manifest, body.fields, values);
    if (lent)
      refuseSecretsToNewAddress({
        manifest,
        before: lent.fields,
        after: body.fields,
        kept: lent.secrets,
        given: body.secrets,
      });
    const secrets = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, new Secret(value)]));
    const { connector, fields } = body;
    return testView(await timed(() => this.live.testUnsaved({ tenantId, connector, fields, secrets })));
  }

  @Handles(connectionRoutes.testConnection)
  async test({ caller, params }: Call<typeof connectionRoutes.testConnection>) {
    const { tenant } = caller;
    const { id, connector } = await this.#read(tenant.id, params.connectionId);
    const tested = await timed(() => this.live.test({ tenantId: tenant.id, connector, connectionId: id }));
    const health = tested.ok
      ? { health: 'healthy' as const, failure: null }
      : { health: 'failing' as const, failure: tested.failure };
    await this.administration.inTenant(tenant.id, (records) => records.connections.noteHealth(id, health));
    return testView(tested);
  }

  /** The stored secrets, for a form that changes something else; never to another connector. */
  async #lent(tenantId: TenantId, id: ConnectionId, connector: ConnectorRef) {
    const stored = found(
      await this.administration.inTenant(tenantId, (records) => records.connections.stored(id)),
      'connection',
    );
    if (stored.connector.name !== connector.name) throw notFound('connection');
    return { fields: stored.fields, secrets: revealed(await this.secrets.open(tenantId, id, stored.secrets)) };
  }

  async #read(tenantId: TenantId, id: ConnectionId): Promise<Connection> {
    return found(await this.administration.inTenant(tenantId, (records) => records.connections.find(id)), 'connection');
  }

  #manifest(ref: ConnectorRef, tenantId: TenantId): ConnectorManifest {
    const manifest = this.catalogue.find(ref);
    // What another tenant installed is not there for this one.
    if (!manifest || (this.installed.ownerOf(ref) ?? tenantId) !== tenantId)
      throw invalidRequest([{ place: 'body.connector', detail: `${ref.name} ${ref.version} is not installed` }]);
    return manifest;
  }
}

const revealed = (secrets: Readonly<Record<string, Secret>>): SecretValues =>
  Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()]));

/** Absent is unchanged, null is removed. */
function merged(before: SecretValues, change: Readonly<Record<string, string | null>>): SecretValues {
  const all = Object.entries({ ...before, ...change });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
}

const otherConnector = () =>
  invalidRequest([
    { place: 'body.connector.name', detail: 'a connection stays with its connector; only the version may change' },
  ]);

async function timed<T extends object>(work: () => Promise<T>): Promise<T & { readonly durationMs: number }> {
  const began = performance.now();
  const result = await work();
  return { ...result, durationMs: Math.round(performance.now() - began) };
}

function testView(tested: LiveTest & { readonly durationMs: number }): ConnectionTest {
  const { ok, message, durationMs } = tested;
  return { ok, message, durationMs, ...(tested.ok ? {} : { failure: failureView(tested.failure) }) };
}
