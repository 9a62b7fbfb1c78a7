import type { Json, TenantId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';

export interface InstalledConnector {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly name: string;
  readonly version: string;
  /** Null for one whose id the caller knows. */
  readonly manifest: Json;
}

/** The connectors that tenants installed: few, and read again only when one is new. */
export class InstalledConnectorStore {
  readonly #database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  /** All of them; manifests only of those that are not `known`, which never change. */
  async all(known: readonly string[]): Promise<readonly InstalledConnector[]> {
    const { rows } = await this.#database.system.query<InstalledConnector>({
      name: 'installed-connectors',
      text: `select id, tenant_id as "tenantId", name, version, case when id = any($1::uuid[]) then null else manifest end as manifest
        from installed_connector order by installed_at, id`,
      values: [known],
    });
    return rows;
  }
}
