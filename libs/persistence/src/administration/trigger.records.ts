import type {
  ConnectionId,
  Failure,
  FlowId,
  TenantId,
  Trigger,
  TriggerId,
  TriggerPage,
  TriggerQuery,
  TriggerView,
} from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { below, pageOf } from './paging.ts';
import { failureViewOrNull, instantOrNull } from './views.ts';

interface TriggerRow {
  readonly id: TriggerId;
  readonly flow_id: FlowId;
  readonly flow_name: string;
  readonly version: number;
  readonly kind: Trigger['kind'];
  readonly hook_path: string;
  readonly connector: string | null;
  readonly connector_version: string | null;
  readonly connection_id: ConnectionId | null;
  readonly name: string | null;
  readonly state: TriggerView['state'];
  readonly heartbeat_ms: string | null;
  readonly last_event_at: Date | null;
  readonly due_at: Date | null;
  readonly checked_at: Date | null;
  readonly failure: Failure | null;
}

export class TriggerRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  async list(query: TriggerQuery): Promise<TriggerPage> {
    const rows: readonly TriggerRow[] = await this.#manager.query(
      `select * from (${triggerSql}) shown where id < $2 and ($3::uuid is null or flow_id = $3)
         and ($4::text is null or state = $4) order by id desc limit $5`,
      [this.#tenantId, below(query), query.flowId ?? null, query.state ?? null, query.limit + 1],
    );
    return pageOf(rows, query, { item: view, key: (row) => row.id });
  }

  async find(id: TriggerId): Promise<TriggerView | undefined> {
    const rows: readonly TriggerRow[] = await this.#manager.query(`${triggerSql} and "trigger".id = $2`, [
      this.#tenantId,
      id,
    ]);
    return rows[0] && view(rows[0]);
  }
}

/** What only the connector's manifest and the server's address tell is left to the API: the path stands in the URL. */
function view(row: TriggerRow): TriggerView {
  return {
    id: row.id,
    flow: { id: row.flow_id, name: row.flow_name, version: row.version },
    kind: row.kind,
    delivery: null,
    connector:
      row.connector !== null && row.connector_version !== null
        ? { name: row.connector, version: row.connector_version }
        : null,
    connectionId: row.connection_id,
    name: row.name,
    state: row.state,
    hookUrl: row.kind === 'event' ? `/hooks/${row.hook_path}` : null,
    heartbeatMs: row.heartbeat_ms === null ? null : Number(row.heartbeat_ms),
    lastEventAt: instantOrNull(row.last_event_at),
    nextAt: instantOrNull(row.due_at),
    verifiedAt: instantOrNull(row.checked_at),
    failure: failureViewOrNull(row.failure),
  };
}

const triggerSql = `
select "trigger".id, flow_id, flow.name as flow_name, "trigger".version, kind, hook_path, connector, connector_version,
  connection_id, "trigger".name, heartbeat_ms, last_event_at, due_at, checked_at, failure,
  case when "trigger".state = 'paused' then 'paused' when failure is not null then 'failing'
    when coalesce(last_event_at, "trigger".updated_at) + heartbeat_ms * interval '1 millisecond' < now() then 'late'
    else 'active' end as state
from "trigger" join flow on flow.id = "trigger".flow_id
where "trigger".tenant_id = $1`;
