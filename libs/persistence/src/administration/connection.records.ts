import {
  FailureError,
  type Connection,
  type ConnectionId,
  type ConnectionPage,
  type ConnectionQuery,
  type ConnectorRef,
  type Failure,
  type FlowId,
  type JsonObject,
  type TenantId,
  type UserId,
} from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { ConnectionEntity } from '../schema/entities/connection.entity.ts';
import { unlessExists } from './conflicts.ts';
import { below, pageOf } from './paging.ts';
import type { Saved } from './saved.ts';
import { failureViewOrNull, instant, instantOrNull } from './views.ts';

/** A connection as stored: `secrets` are sealed bytes of one JSON object. */
export interface StoredConnection {
  readonly id: ConnectionId;
  readonly name: string;
  readonly connector: ConnectorRef;
  readonly fields: JsonObject;
  readonly secrets: Uint8Array | null;
  readonly secretNames: readonly string[];
}

interface ConnectionRow {
  readonly id: ConnectionId;
  readonly name: string;
  readonly connector: string;
  readonly connector_version: string;
  readonly fields: JsonObject;
  readonly secret_names: readonly string[];
  readonly health: 'unknown' | 'healthy' | 'failing';
  readonly checked_at: Date | null;
  readonly failure: Failure | null;
  readonly used_by: readonly { readonly flowId: FlowId; readonly name: string }[];
  readonly revision: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export class ConnectionRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  async list(query: ConnectionQuery): Promise<ConnectionPage> {
    const rows: readonly ConnectionRow[] = await this.#manager.query(
      `${viewSql} and connection.id < $2 and ($3::text is null or connection.connector = $3)
       order by connection.id desc limit $4`,
      [this.#tenantId, below(query), query.connector ?? null, query.limit + 1],
    );
    return pageOf(rows, query, { item: view, key: (row) => row.id });
  }

  async find(id: ConnectionId): Promise<Connection | undefined> {
    const rows: readonly ConnectionRow[] = await this.#manager.query(`${viewSql} and connection.id = $2`, [
      this.#tenantId,
      id,
    ]);
    return rows[0] && view(rows[0]);
  }

  /** With its sealed secrets, for those who build requests. */
  async stored(id: ConnectionId): Promise<(StoredConnection & { readonly revision: number }) | undefined> {
    const row = await this.#manager.findOneBy(ConnectionEntity, { id, tenantId: this.#tenantId });
    if (!row) return undefined;
    const { name, connector, connectorVersion: version, fields, secrets, secretNames, revision } = row;
    return { id, name, connector: { name: connector, version }, fields, secrets, secretNames, revision };
  }

  /** @throws FailureError `conflict.exists` when the name is taken */
  async create(connection: StoredConnection & { readonly by: UserId }): Promise<Connection> {
    await unlessExists(connection.name, () =>
      this.#manager.insert(ConnectionEntity, {
        ...columns(connection),
        id: connection.id,
        tenantId: this.#tenantId,
        createdBy: connection.by,
      }),
    );
    return (await this.find(connection.id))!;
  }

  async update(connection: StoredConnection & { readonly revision: number }): Promise<Saved<Connection>> {
    const { affected } = await unlessExists(connection.name, () =>
      this.#manager.update(
        ConnectionEntity,
        { id: connection.id, tenantId: this.#tenantId, revision: connection.revision },
        {
          ...columns(connection),
          revision: connection.revision + 1,
          health: 'unknown',
          failure: null,
          updatedAt: new Date(),
        },
      ),
    );
    const now = await this.find(connection.id);
    if (!now) return { kind: 'absent' };
    return affected ? { kind: 'saved', value: now } : { kind: 'stale', current: now };
  }

  /** @throws FailureError `conflict.in-use` when a draft, a published version or an alert channel names it */
  async remove(id: ConnectionId): Promise<Connection | undefined> {
    const connection = await this.find(id);
    if (!connection) return undefined;
    const users = [...connection.usedBy, ...(await this.#channelsOf(id))];
    if (users.length > 0) {
      const by = users.map((one) => one.name).join(', ');
      throw new FailureError({ code: 'conflict.in-use', kind: 'conflict', params: { what: connection.name, by } });
    }
    await this.#manager.delete(ConnectionEntity, { id, tenantId: this.#tenantId });
    return connection;
  }

  async #channelsOf(id: ConnectionId): Promise<readonly { readonly name: string }[]> {
    return this.#manager.query('select name from alert_channel where connection_id = $1 and tenant_id = $2', [
      id,
      this.#tenantId,
    ]);
  }

  async noteHealth(
    id: ConnectionId,
    { health, failure }: { readonly health: 'healthy' | 'failing'; readonly failure: Failure | null },
  ): Promise<void> {
    await this.#manager.update(
      ConnectionEntity,
      { id, tenantId: this.#tenantId },
      { health, failure: failure as object | null, checkedAt: new Date() },
    );
  }

  /** id → connector name, for validation. */
  async connectors(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#manager.find(ConnectionEntity, {
      select: { id: true, connector: true },
      where: { tenantId: this.#tenantId },
    });
    return new Map(rows.map((row) => [row.id, row.connector]));
  }

  async countByConnector(): Promise<ReadonlyMap<string, number>> {
    const rows: readonly { readonly connector: string; readonly count: number }[] = await this.#manager.query(
      'select connector, count(*)::int as count from connection where tenant_id = $1 group by connector',
      [this.#tenantId],
    );
    return new Map(rows.map((row) => [row.connector, row.count]));
  }
}

function columns(connection: StoredConnection) {
  return {
    name: connection.name,
    connector: connection.connector.name,
    connectorVersion: connection.connector.version,
    fields: connection.fields as object,
    secrets: connection.secrets === null ? null : Buffer.from(connection.secrets),
    secretNames: [...connection.secretNames],
  };
}

function view(row: ConnectionRow): Connection {
  return {
    id: row.id,
    name: row.name,
    connector: { name: row.connector, version: row.connector_version },
    fields: row.fields as Connection['fields'],
    secrets: Object.fromEntries(row.secret_names.map((name) => [name, 'set' as const])),
    health: row.health,
    checkedAt: instantOrNull(row.checked_at),
    failure: failureViewOrNull(row.failure),
    usedBy: row.used_by,
    revision: row.revision,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
  };
}

// A connection's id is a UUID, so that finding it in a document's text is finding it as a value.
const viewSql = `
select connection.*, coalesce((
  select json_agg(json_build_object('flowId', flow.id, 'name', flow.name) order by flow.name)
  from flow
  left join flow_draft draft on draft.flow_id = flow.id
  left join flow_version version on version.flow_id = flow.id and version.version = flow.published_version
  where flow.tenant_id = connection.tenant_id and flow.state <> 'archived'
    and (strpos(draft.document::text, connection.id::text) > 0 or strpos(version.document::text, connection.id::text) > 0)
), '[]') as used_by
from connection where connection.tenant_id = $1`;
