import type { AlertId, Failure, FlowId, FlowSettings, Json, TenantId, Trigger, TriggerId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { newId } from '../ids.ts';

/** A published flow's trigger, as events for it are made into runs. */
export interface PublishedTrigger {
  readonly triggerId: TriggerId;
  readonly tenantId: TenantId;
  readonly flowId: FlowId;
  readonly version: number;
  readonly definition: Trigger;
  readonly settings: FlowSettings;
  readonly state: 'active' | 'paused';
  readonly hookPath: string;
  /** What the vendor said when the trigger was registered there. */
  readonly registration: Json;
}

/** A trigger that somebody must look at now; taken under an epoch, so that two workers never look at once. */
export interface DueTrigger extends Omit<PublishedTrigger, 'state'> {
  readonly epoch: number;
  /** Epoch ms for which it was due. */
  readonly dueAt: number;
  readonly cursor: Json;
}

/** What a look at a trigger leaves. */
export interface Looked {
  /** Epoch ms; null when it is never due by itself. */
  readonly dueAt: number | null;
  readonly failure: Failure | null;
  readonly registration?: Json;
}

/** Triggers as workers and ingress use them. */
export class TriggerStore {
  readonly #database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  /** Active triggers that are due, schedules and pollers alike; each is leased for `leaseMs`. */
  async take(limit: number, leaseMs: number): Promise<readonly DueTrigger[]> {
    const { rows } = await this.#database.system.query<TriggerRow & { epoch: number; due_ms: string; cursor: Json }>({
      name: 'take-triggers',
      text: takeSql,
      values: [limit, leaseMs],
    });
    return rows.map((row) => ({
      ...triggerOf(row),
      epoch: row.epoch,
      dueAt: Number(row.due_ms),
      cursor: row.cursor,
    }));
  }

  /**
   * What a look left: when to look again, what went wrong, what the vendor gave. Nothing is written when the epoch has
   * moved on. A failure is shown beside the trigger, and one that lasts is one alert.
   */
  async putOff(trigger: Pick<DueTrigger, 'triggerId' | 'epoch'>, looked: Looked): Promise<void> {
    const { dueAt, failure, registration } = looked;
    await this.#database.system.query({
      name: 'put-off-trigger',
      text: putOffSql,
      values: [
        trigger.triggerId,
        trigger.epoch,
        dueAt === null ? null : Math.round(dueAt),
        failure ? JSON.stringify(failure) : null,
        registration !== undefined,
        registration === undefined ? null : JSON.stringify(registration),
        newId<AlertId>(),
        failure?.code ?? '',
      ],
    });
  }

  /** The trigger that listens at an address. */
  async atHook(hookPath: string): Promise<PublishedTrigger | undefined> {
    const { rows } = await this.#database.system.query<TriggerRow>({
      name: 'trigger-at-hook',
      text: `${triggerSql} where hook_path = $1`,
      values: [hookPath],
    });
    return rows[0] && triggerOf(rows[0]);
  }

  async ofFlow(tenantId: TenantId, flowId: FlowId): Promise<PublishedTrigger | undefined> {
    const { rows } = await this.#database.system.query<TriggerRow>({
      name: 'trigger-of-flow',
      text: `${triggerSql} where flow_id = $1 and tenant_id = $2`,
      values: [flowId, tenantId],
    });
    return rows[0] && triggerOf(rows[0]);
  }

  /** Active event triggers of one connection: what an app's single callback address is shared out to. */
  async ofConnection(tenantId: TenantId, connectionId: string): Promise<readonly PublishedTrigger[]> {
    const { rows } = await this.#database.system.query<TriggerRow>({
      name: 'triggers-of-connection',
      text: `${triggerSql} where connection_id = $1 and tenant_id = $2 and state = 'active' order by id`,
      values: [connectionId, tenantId],
    });
    return rows.map(triggerOf);
  }

  /** Raises an alert for every trigger that was silent for longer than its heartbeat, and closes it when it is heard. */
  async alertSilent(): Promise<number> {
    const { rows } = await this.#database.system.query<{ id: TriggerId }>(`${silentSql} limit 500`);
    const { rowCount } = await this.#database.system.query(raiseSilentSql, [
      rows.map((row) => row.id),
      rows.map(() => newId<AlertId>()),
    ]);
    await this.#database.system.query(resolveSilentSql);
    return rowCount ?? 0;
  }

  /**
   * Remembers an id that came with a webhook, for those that are sent twice or replayed.
   * @returns false when it was seen before and is not forgotten yet
   */
  async firstSight(replay: {
    readonly tenantId: TenantId;
    readonly scope: string;
    readonly id: string;
    readonly keepMs: number;
  }): Promise<boolean> {
    const { rowCount } = await this.#database.system.query({
      name: 'first-sight',
      text: `insert into replay_id as known (scope, id, tenant_id, expires_at)
        values ($1, $2, $3, now() + $4 * interval '1 millisecond')
        on conflict (scope, id) do update set expires_at = excluded.expires_at where known.expires_at <= now()`,
      values: [replay.scope, replay.id, replay.tenantId, replay.keepMs],
    });
    return rowCount === 1;
  }
}

interface TriggerRow {
  readonly id: TriggerId;
  readonly tenant_id: TenantId;
  readonly flow_id: FlowId;
  readonly version: number;
  readonly definition: Trigger;
  readonly settings: FlowSettings;
  readonly state: 'active' | 'paused';
  readonly hook_path: string;
  readonly registration: Json;
}

function triggerOf(row: TriggerRow): PublishedTrigger {
  return {
    triggerId: row.id,
    tenantId: row.tenant_id,
    flowId: row.flow_id,
    version: row.version,
    definition: row.definition,
    settings: row.settings,
    state: row.state,
    hookPath: row.hook_path,
    registration: row.registration,
  };
}

const columns = `id, tenant_id, flow_id, version, definition, settings, state, hook_path, registration`;
const triggerSql = `select ${columns} from "trigger"`;

const takeSql = `
with due as materialized (
  select id from "trigger"
  where state = 'active' and due_at <= now() and (leased_until is null or leased_until <= now())
  order by due_at limit $1 for update skip locked
)
update "trigger" set epoch = epoch + 1, leased_until = now() + $2 * interval '1 millisecond'
from due where "trigger".id = due.id
returning "trigger".id, tenant_id, flow_id, version, definition, settings, state, hook_path, registration, epoch,
  floor(extract(epoch from due_at) * 1000)::bigint as due_ms, "cursor"`;

const putOffSql = `
with looked as (
  update "trigger" set due_at = to_timestamp($3 / 1000.0), leased_until = null, failure = $4, checked_at = now(),
    registration = case when $5 then $6::json else registration end
  where id = $1 and epoch = $2
  returning id, tenant_id, flow_id, failure
),
raised as (
  insert into alert (id, tenant_id, kind, subject, code, failure, flow_id, trigger_id)
  select $7, tenant_id, 'trigger-failing', id, $8, failure, flow_id, id from looked where failure is not null
  on conflict (subject, code) where state = 'open' do update set
    count = alert.count + 1, last_at = now(), failure = excluded.failure
)
update alert set state = 'resolved' from looked
where looked.failure is null and alert.subject = looked.id and alert.kind = 'trigger-failing' and alert.state = 'open'`;

const isSilent = `"trigger".state = 'active' and heartbeat_ms is not null
  and coalesce(last_event_at, "trigger".updated_at) + heartbeat_ms * interval '1 millisecond' < now()`;

const silentSql = `
select id from "trigger" where ${isSilent} and not exists (
  select from alert where alert.subject = "trigger".id and alert.code = 'trigger.silent' and alert.state <> 'resolved')`;

const raiseSilentSql = `
insert into alert (id, tenant_id, kind, subject, code, failure, flow_id, trigger_id)
select silent.alert_id, tenant_id, 'trigger-silent', "trigger".id, 'trigger.silent',
  json_build_object('code', 'trigger.silent', 'kind', 'transient', 'params', json_build_object(
    'since', coalesce(last_event_at, updated_at), 'heartbeatMs', heartbeat_ms)), flow_id, "trigger".id
from unnest($1::uuid[], $2::uuid[]) as silent (id, alert_id) join "trigger" on "trigger".id = silent.id
on conflict (subject, code) where state = 'open' do nothing`;

const resolveSilentSql = `
update alert set state = 'resolved' from "trigger"
where alert.subject = "trigger".id and alert.code = 'trigger.silent' and alert.state <> 'resolved' and not (${isSilent})`;
