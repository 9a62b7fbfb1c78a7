import { FailureError, type ConnectionId, type TenantId } from '@joinery/contracts';
import type { ConnectionSource, LoadedConnection } from '@joinery/connector-host';
import type { Administration } from '@joinery/persistence';
import type { ConnectionSecrets } from '@joinery/vault';

/** Connections as the host needs them: loaded for their tenant, opened by the vault. */
export class SealedConnections implements ConnectionSource {
  readonly #administration: Administration;
  readonly #secrets: ConnectionSecrets;

  constructor({
    administration,
    secrets,
  }: {
    readonly administration: Administration;
    readonly secrets: ConnectionSecrets;
  }) {
    this.#administration = administration;
    this.#secrets = secrets;
  }

  async load(tenantId: string, connectionId: string): Promise<LoadedConnection> {
    const [tenant, id] = [tenantId as TenantId, connectionId as ConnectionId];
    const stored = await this.#administration.inTenant(tenant, (records) => records.connections.stored(id));
    if (!stored)
      throw new FailureError({ code: 'not-found', kind: 'permanent', params: { what: `connection ${connectionId}` } });
    return {
      connector: stored.connector,
      values: stored.fields,
      secrets: await this.#secrets.open(tenant, id, stored.secrets),
      revision: String(stored.revision),
    };
  }
}
