import type { TenantId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';

export interface StoredEgressRule {
  readonly tenantId: TenantId;
  readonly host: string;
  readonly port: number | '*';
}

/** Every tenant's egress rules: few, and asked for at each connection that is made, so they are kept in memory. */
export class EgressRuleStore {
  readonly #database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  async all(): Promise<readonly StoredEgressRule[]> {
    const { rows } = await this.#database.system.query<{ tenant_id: TenantId; target: string; port: number | null }>({
      name: 'egress-rules',
      text: 'select tenant_id, target, port from egress_rule',
    });
    return rows.map((row) => ({ tenantId: row.tenant_id, host: row.target, port: row.port ?? '*' }));
  }
}
