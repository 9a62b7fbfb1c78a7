import { FailureError, type ConnectorManifest, type TenantId, type UserId } from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { unlessExists } from './conflicts.ts';

/** Connectors that the tenant installed from a manifest. */
export class InstalledConnectorRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  /** @throws FailureError `conflict.exists` when that version is installed */
  async add(id: string, manifest: ConnectorManifest, by: UserId): Promise<void> {
    const { name, version } = manifest;
    await unlessExists(`${name} ${version}`, () =>
      this.#manager.query(
        `insert into installed_connector (id, tenant_id, name, version, manifest, installed_by) values ($1, $2, $3, $4, $5, $6)`,
        [id, this.#tenantId, name, version, JSON.stringify(manifest), by],
      ),
    );
  }

  /**
   * @returns whether there was one
   * @throws FailureError `conflict.in-use` when a connection, a draft or a published version names it
   */
  async remove(name: string, version: string): Promise<boolean> {
    const [user]: readonly { readonly by: string }[] = await this.#manager.query(usersSql, [
      this.#tenantId,
      name,
      version,
    ]);
    if (user) {
      const params = { what: `${name} ${version}`, by: user.by };
      throw new FailureError({ code: 'conflict.in-use', kind: 'conflict', params });
    }
    const removed: readonly [readonly unknown[], number] = await this.#manager.query(
      'delete from installed_connector where tenant_id = $1 and name = $2 and version = $3 returning id',
      [this.#tenantId, name, version],
    );
    return removed[1] > 0;
  }
}

/** References stand in documents as `{"name": …, "version": …}`, wherever a step, a trigger or a side of a sync has them. */
const named = (document: string): string =>
  `jsonb_path_exists(${document}::jsonb, '$.** ? (@.name == $name && @.version == $version)', jsonb_build_object('name', $2::text, 'version', $3::text))`;

const usersSql = `
select name as by from connection where tenant_id = $1 and connector = $2 and connector_version = $3
union all
select flow.name from flow join flow_draft on flow_draft.flow_id = flow.id
where flow.tenant_id = $1 and flow.state <> 'archived' and ${named('flow_draft.document')}
union all
select flow.name from flow join flow_version on flow_version.flow_id = flow.id and flow_version.version = flow.published_version
where flow.tenant_id = $1 and flow.state <> 'archived' and ${named('flow_version.document')}
limit 1`;
