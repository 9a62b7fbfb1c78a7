import {
  errorCodes,
  failureText,
  severityOfAlert,
  type Alert,
  type AlertId,
  type AlertPage,
  type AlertQuery,
  type ConnectionId,
  type ErrorCode,
  type Failure,
  type FlowId,
  type RunId,
  type TenantId,
  type TriggerId,
  type UserId,
} from '@joinery/contracts';
import type { EntityManager } from 'typeorm';
import { below, pageOf } from './paging.ts';
import { author, instant, instantOrNull } from './views.ts';

interface AlertRow {
  readonly id: AlertId;
  readonly kind: Alert['kind'];
  readonly state: Alert['state'];
  readonly code: string;
  readonly failure: Failure | null;
  readonly flow_id: FlowId | null;
  readonly flow_name: string | null;
  readonly run_id: RunId | null;
  readonly trigger_id: TriggerId | null;
  readonly connection_id: ConnectionId | null;
  readonly count: number;
  readonly first_at: Date;
  readonly last_at: Date;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_by: UserId | null;
  readonly acknowledged_by_name: string | null;
}

export class AlertRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  async list(query: AlertQuery): Promise<AlertPage> {
    const rows: readonly AlertRow[] = await this.#manager.query(
      `${alertSql} and alert.id < $2 and ($3::text is null or alert.state = $3) and ($4::text is null or alert.kind = $4)
         and ($5::uuid is null or alert.flow_id = $5)
       order by alert.id desc limit $6`,
      [this.#tenantId, below(query), query.state ?? null, query.kind ?? null, query.flowId ?? null, query.limit + 1],
    );
    return pageOf(rows, query, { item: view, key: (row) => row.id });
  }

  /** Repeats of an acknowledged trouble open a new alert. */
  async acknowledge(id: AlertId, by: UserId): Promise<Alert | undefined> {
    await this.#manager.query(
      `update alert set state = 'acknowledged', acknowledged_at = now(), acknowledged_by = $3
       where id = $1 and tenant_id = $2 and state = 'open'`,
      [id, this.#tenantId, by],
    );
    const rows: readonly AlertRow[] = await this.#manager.query(`${alertSql} and alert.id = $2`, [this.#tenantId, id]);
    return rows[0] && view(rows[0]);
  }
}

function view(row: AlertRow): Alert {
  return {
    id: row.id,
    kind: row.kind,
    severity: severityOfAlert[row.kind],
    state: row.state,
    code: row.code,
    message: message(row),
    flow: row.flow_id && row.flow_name !== null ? { id: row.flow_id, name: row.flow_name } : null,
    runId: row.run_id,
    triggerId: row.trigger_id,
    connectionId: row.connection_id,
    count: row.count,
    firstAt: instant(row.first_at),
    lastAt: instant(row.last_at),
    acknowledgedAt: instantOrNull(row.acknowledged_at),
    acknowledgedBy: row.acknowledged_by ? author(row.acknowledged_by, row.acknowledged_by_name) : null,
  };
}

function message({ code, failure }: AlertRow): Alert['message'] {
  if (!Object.hasOwn(errorCodes, code)) return { zh: code, en: code };
  const told = failure ?? { code: code as ErrorCode };
  return { zh: failureText(told, 'zh'), en: failureText(told, 'en') };
}

const alertSql = `
select alert.*, flow.name as flow_name, app_user.name as acknowledged_by_name
from alert left join flow on flow.id = alert.flow_id left join app_user on app_user.id = alert.acknowledged_by
where alert.tenant_id = $1`;
