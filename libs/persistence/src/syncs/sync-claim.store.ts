import type { PassId, PassKind, PassScope, SyncDocument, SyncId, TenantId } from '@joinery/contracts';
import type { LeaseWord, PassEnd, PassProgress, PassRequest, SyncLease, SyncMemory, SyncStore } from '@joinery/sync';
import type { ClientBase } from 'pg';
import type { Database } from '../database/database.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import { raiseAlerts } from './page.journal.ts';
import { dropShelves, fillShelf } from './plan-shelf.ts';
import { holdLease, isPlan } from './shelf.ts';

/** A pass as it is to be begun or gone on with. */
export interface PassToRun {
  readonly id: PassId;
  readonly number: number;
  readonly kind: PassKind;
  readonly scope: PassScope;
  readonly request: PassRequest;
  /** Null: it has not committed a page. */
  readonly progress: PassProgress | null;
}

/** A sync that is ours to work on until the lease ends. */
export interface SyncClaim {
  readonly lease: SyncLease;
  readonly version: number;
  readonly document: SyncDocument;
  readonly memory: SyncMemory;
  /** Null: only what was told or decided is to be handled. */
  readonly pass: PassToRun | null;
  readonly durationMs: number;
}

export interface SyncClaimStoreOptions {
  readonly database: Database;
  readonly codec: PayloadCodec;
  /** How long a worker holds a sync without renewing. */
  readonly leaseMs: number;
}

/** Who works on a sync: claims with a higher epoch each, renewals, and what a claim ends with. */
export class SyncClaimStore implements SyncStore {
  readonly #database: Database;
  readonly #codec: PayloadCodec;
  readonly #leaseMs: number;

  constructor({ database, codec, leaseMs }: SyncClaimStoreOptions) {
    this.#database = database;
    this.#codec = codec;
    this.#leaseMs = leaseMs;
  }

  /** Takes a sync that is due. `idle`: one that turned out to have nothing to do; there may be others. */
  async claim(): Promise<SyncClaim | 'idle' | 'none'> {
    const claim = await this.#database.syncTransaction((client) => this.#take(client));
    if (typeof claim === 'string') return claim;
    await this.#codec.ready(claim.lease.tenantId);
    if (claim.pass?.scope === 'plan' && !claim.pass.progress) await fillShelf(this.#database, claim.lease);
    return claim;
  }

  async renew({ syncId, epoch }: SyncLease): Promise<LeaseWord> {
    const { rows } = await this.#database.syncs.query<RenewedRow>({
      name: 'renew-sync',
      text: renewSql,
      values: [syncId, epoch, this.#leaseMs],
    });
    const [row] = rows;
    if (!row) return 'lost';
    if (row.asked !== null) return row.asked;
    return row.state !== 'published' || row.outranked ? 'yield' : 'held';
  }

  async finish(lease: SyncLease, end: PassEnd): Promise<void> {
    const ended = await this.#database.syncTransaction(async (client) => {
      await holdLease(client, lease);
      const failure = end.state === 'failed' ? end.failure : null;
      const state = end.state === 'running' ? 'queued' : end.state;
      const { rows } = await client.query<{ id: PassId; started_at: Date }>({
        name: 'end-sync-pass',
        text: endPassSql,
        values: [lease.syncId, state, failure === null ? null : JSON.stringify(failure)],
      });
      const [pass] = rows;
      if (failure && !isPlan(lease)) await raiseAlerts(client, lease, [{ failure, at: end.at }]);
      if (pass && state === 'done' && !isPlan(lease)) await resolveAlerts(client, lease, pass.started_at);
      await client.query({
        name: 'release-sync',
        text: releaseSql,
        values: [lease.syncId, failure ? afterFailureMs : 0],
      });
      return pass;
    });
    if (ended && isPlan(lease) && end.state !== 'running' && end.state !== 'paused')
      await this.#database.syncTransaction((client) => dropShelves(client, [ended.id]));
  }

  async #take(client: ClientBase): Promise<SyncClaim | 'idle' | 'none'> {
    const { rows } = await client.query<TakenRow>({ name: 'take-sync', text: takeSql, values: [this.#leaseMs] });
    const [taken] = rows;
    if (!taken) return 'none';
    const { sync_id: syncId, tenant_id: tenantId, epoch } = taken;
    if (taken.asked !== null) await stopPass(client, syncId, taken.asked);
    const pass = await choosePass(client, syncId);
    const version = pass?.version ?? taken.live_version;
    if (version === null) {
      await client.query({ name: 'release-sync', text: releaseSql, values: [syncId, 0] });
      return 'idle';
    }
    const { rows: documents } = await client.query<{ document: SyncDocument }>({
      name: 'sync-version',
      text: 'select document from sync_version where sync_id = $1 and version = $2',
      values: [syncId, version],
    });
    const scope = pass?.scope ?? 'live';
    return {
      lease: { syncId, tenantId, epoch, scope, shelfId: pass && scope === 'plan' ? pass.id : syncId },
      version,
      document: documents[0]!.document,
      memory: (scope === 'plan' ? pass?.memory : undefined) ?? taken.memory,
      pass,
      durationMs: this.#leaseMs,
    };
  }
}

async function choosePass(client: ClientBase, syncId: SyncId): Promise<(PassToRun & PassColumns) | null> {
  const { rows } = await client.query<PassToRun & PassColumns>({
    name: 'choose-pass',
    text: chooseSql,
    values: [syncId],
  });
  return rows[0] ?? null;
}

/** Whoever was asked died before it could obey. */
async function stopPass(client: ClientBase, syncId: SyncId, asked: 'pause' | 'cancel'): Promise<void> {
  await client.query({
    name: 'end-sync-pass',
    text: endPassSql,
    values: [syncId, asked === 'pause' ? 'paused' : 'cancelled', null],
  });
}

/** What a whole pass has not met again is over. */
async function resolveAlerts(client: ClientBase, { syncId }: SyncLease, since: Date): Promise<void> {
  await client.query({
    name: 'resolve-sync-alerts',
    text: `update alert set state = 'resolved' where subject = $1 and kind = 'sync-attention' and state = 'open' and last_at < $2`,
    values: [syncId, since],
  });
}

interface TakenRow {
  readonly sync_id: SyncId;
  readonly tenant_id: TenantId;
  readonly epoch: number;
  readonly asked: 'pause' | 'cancel' | null;
  readonly memory: SyncMemory;
  readonly live_version: number | null;
}

interface PassColumns {
  readonly version: number;
  readonly memory: SyncMemory | null;
}

interface RenewedRow {
  readonly asked: 'pause' | 'cancel' | null;
  readonly state: string;
  readonly outranked: boolean;
}

const takeSql = `
with due as materialized (
  select work.sync_id, sync.live_version, work.asked
  from sync_work work join sync on sync.id = work.sync_id and sync.state = 'published'
  where work.due_at <= now() and (work.leased_until is null or work.leased_until <= now())
  order by work.due_at limit 1 for no key update of work skip locked
)
update sync_work work set epoch = epoch + 1, leased_until = now() + $1 * interval '1 millisecond', asked = null,
  memory = case when released is null then memory else jsonb_set(memory, '{released}', to_jsonb(released)) end,
  released = null
from due where work.sync_id = due.sync_id
returning work.sync_id, work.tenant_id, work.epoch, due.asked, work.memory, due.live_version`;

const chooseSql = `
with chosen as (
  select id from sync_pass where sync_id = $1 and state in ('queued', 'running') order by priority, id limit 1
),
put_back as (
  update sync_pass set state = 'queued' from chosen
  where sync_pass.sync_id = $1 and sync_pass.state = 'running' and sync_pass.id <> chosen.id
)
update sync_pass set state = 'running', started_at = coalesce(started_at, now()), updated_at = now()
from chosen where sync_pass.id = chosen.id
returning sync_pass.id, number, kind, scope, version, request, progress, memory`;

const renewSql = `
update sync_work work set leased_until = now() + $3 * interval '1 millisecond'
from sync
where work.sync_id = $1 and work.epoch = $2 and work.leased_until is not null and sync.id = work.sync_id
returning work.asked, sync.state, exists (
  select from sync_pass waiting where waiting.sync_id = $1 and waiting.state = 'queued' and waiting.priority < (
    select min(under_way.priority) from sync_pass under_way
    where under_way.sync_id = $1 and under_way.state = 'running')) as outranked`;

/** The pass that runs, if one does: a claim may have had only changes to handle. */
const endPassSql = `
with ended as (
  update sync_pass set state = $2, failure = $3, updated_at = now(),
    ended_at = case when $2 in ('done', 'failed', 'cancelled') then now() end
  where sync_id = $1 and state = 'running'
  returning id, started_at
),
unseen as (
  delete from sync_seen using ended where pass_id = ended.id and $2 in ('done', 'failed', 'cancelled')
)
select id, started_at from ended`;

/** A side that was away is given some time, or what waits would be tried again at once for ever. */
const afterFailureMs = 30_000;

/** Gives the sync back, to be due when its next work is. */
const releaseSql = `
update sync_work set leased_until = null, asked = null, due_at = (
  select case when min(due.at) is not null then greatest(min(due.at), now() + $2 * interval '1 millisecond') end from (
    select now() as at where exists (select from sync_pass where sync_id = $1 and state = 'queued')
      or exists (select from sync_decision where sync_id = $1)
    union all
    select min(not_before) from sync_change where shelf_id = $1
      and (select live_version is not null from sync where id = $1)
  ) due)
where sync_id = $1`;
