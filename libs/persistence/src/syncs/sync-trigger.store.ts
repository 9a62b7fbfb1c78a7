import type { AlertId, Failure, Json, RealTime, Side, SyncId, TenantId } from '@joinery/contracts';
import { LeaseLost } from '@joinery/sync';
import type { Database } from '../database/database.ts';
import { newId } from '../ids.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import { tellAndWake } from './change.store.ts';
import type { ToldChange } from './change-rows.ts';

/** What tells a sync of changes at once: a trigger of a side's connector. */
export interface SyncTrigger {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly syncId: SyncId;
  readonly side: Side;
  readonly connector: { readonly name: string; readonly version: string };
  readonly connectionId: string;
  readonly trigger: string;
  readonly settings: RealTime['settings'];
  /** JSONata over the event. */
  readonly recordId: string;
  readonly deleted: string | null;
  readonly hookPath: string;
  readonly state: 'active' | 'paused';
}

export interface DueSyncTrigger extends SyncTrigger {
  readonly epoch: number;
  readonly cursor: Json;
  readonly registration: Json;
}

export interface LookedAtTrigger {
  readonly dueAt: number;
  readonly failure: Failure | null;
  readonly registration?: Json;
}

/** Triggers of syncs as workers and ingress use them. */
export class SyncTriggerStore {
  readonly #database: Database;
  readonly #codec: PayloadCodec;

  constructor({ database, codec }: { readonly database: Database; readonly codec: PayloadCodec }) {
    this.#database = database;
    this.#codec = codec;
  }

  /** Active triggers that are due, each leased for `leaseMs`. */
  async take(limit: number, leaseMs: number): Promise<readonly DueSyncTrigger[]> {
    const { rows } = await this.#database.syncs.query<TriggerRow & { epoch: number; cursor: Json; registration: Json }>(
      {
        name: 'take-sync-triggers',
        text: takeSql,
        values: [limit, leaseMs],
      },
    );
    return rows.map((row) => ({
      ...triggerOf(row),
      epoch: row.epoch,
      cursor: row.cursor,
      registration: row.registration,
    }));
  }

  /** Nothing is written when the epoch has moved on. A failure that lasts is one alert. */
  async putOff(
    trigger: Pick<DueSyncTrigger, 'id' | 'epoch'>,
    { dueAt, failure, registration }: LookedAtTrigger,
  ): Promise<void> {
    await this.#database.syncs.query({
      name: 'put-off-sync-trigger',
      text: putOffSql,
      values: [
        trigger.id,
        trigger.epoch,
        Math.round(dueAt),
        failure ? JSON.stringify(failure) : null,
        registration !== undefined,
        registration === undefined ? null : JSON.stringify(registration),
        newId<AlertId>(),
        failure?.code ?? '',
      ],
    });
  }

  /**
   * Stores polled changes and the cursor behind them in one transaction.
   * @throws LeaseLost
   */
  async acceptPolled(trigger: DueSyncTrigger, cursor: Json, told: readonly ToldChange[]): Promise<void> {
    await this.#codec.ready(trigger.tenantId);
    await this.#database.syncTransaction(async (client) => {
      const { rowCount } = await client.query({
        name: 'move-sync-trigger',
        text: 'update sync_trigger set "cursor" = $3 where id = $1 and epoch = $2',
        values: [trigger.id, trigger.epoch, JSON.stringify(cursor)],
      });
      if (rowCount === 0) throw new LeaseLost();
      if (told.length > 0) await tellAndWake(client, this.#codec, trigger, told);
    });
  }

  async atHook(hookPath: string): Promise<SyncTrigger | undefined> {
    const { rows } = await this.#database.syncs.query<TriggerRow>({
      name: 'sync-trigger-at-hook',
      text: `${triggerSql} where hook_path = $1`,
      values: [hookPath],
    });
    return rows[0] && triggerOf(rows[0]);
  }

  /** What an app's single callback address is shared out to. */
  async ofConnection(tenantId: TenantId, connectionId: string): Promise<readonly SyncTrigger[]> {
    const { rows } = await this.#database.syncs.query<TriggerRow>({
      name: 'sync-triggers-of-connection',
      text: `${triggerSql} where connection_id = $1 and tenant_id = $2 and state = 'active' order by id`,
      values: [connectionId, tenantId],
    });
    return rows.map(triggerOf);
  }
}

interface TriggerRow {
  readonly id: string;
  readonly tenant_id: TenantId;
  readonly sync_id: SyncId;
  readonly side: Side;
  readonly connector: string;
  readonly connector_version: string;
  readonly connection_id: string;
  readonly name: string;
  readonly settings: RealTime['settings'];
  readonly record_id: string;
  readonly deleted: string | null;
  readonly hook_path: string;
  readonly state: 'active' | 'paused';
}

function triggerOf(row: TriggerRow): SyncTrigger {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    syncId: row.sync_id,
    side: row.side,
    connector: { name: row.connector, version: row.connector_version },
    connectionId: row.connection_id,
    trigger: row.name,
    settings: row.settings,
    recordId: row.record_id,
    deleted: row.deleted,
    hookPath: row.hook_path,
    state: row.state,
  };
}

const columns = `sync_trigger.id, sync_trigger.tenant_id, sync_id, side, connector, connector_version, connection_id, name,
  settings, record_id, deleted, hook_path, state`;
const triggerSql = `select ${columns} from sync_trigger`;

const takeSql = `
with due as materialized (
  select id from sync_trigger
  where state = 'active' and due_at <= now() and (leased_until is null or leased_until <= now())
  order by due_at limit $1 for update skip locked
)
update sync_trigger set epoch = epoch + 1, leased_until = now() + $2 * interval '1 millisecond'
from due where sync_trigger.id = due.id
returning ${columns}, epoch, "cursor", registration`;

const putOffSql = `
with looked as (
  update sync_trigger set due_at = to_timestamp($3 / 1000.0), leased_until = null, failure = $4, checked_at = now(),
    registration = case when $5 then $6::json else registration end
  where id = $1 and epoch = $2
  returning sync_id, tenant_id, failure
)
insert into alert (id, tenant_id, kind, subject, code, failure)
select $7, tenant_id, 'sync-attention', sync_id, $8, failure from looked where failure is not null
on conflict (subject, code) where state = 'open' do update set
  count = alert.count + 1, last_at = now(), failure = excluded.failure`;
