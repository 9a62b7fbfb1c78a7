import type {
  Failure,
  Pass,
  PassId,
  PassKind,
  PassPage,
  PassQuery,
  PassScope,
  PassState,
  SyncId,
  TenantId,
  UserId,
} from '@joinery/contracts';
import { noCounts, passPriority, progressOf, type PassProgress, type PassRequest } from '@joinery/sync';
import type { EntityManager } from 'typeorm';
import { newId } from '../ids.ts';
import { below, pageOf } from './paging.ts';
import { author, failureViewOrNull, instant, instantOrNull } from './views.ts';

/** What a person did to a pass; `not-allowed` tells the state that forbids it. */
export type PassActOutcome =
  { readonly kind: 'done' } | { readonly kind: 'absent' } | { readonly kind: 'not-allowed'; readonly state: PassState };

/** Passes of a tenant's syncs: asked for, watched, stopped. Working on them is the claims' business. */
export class PassRecords {
  readonly #manager: EntityManager;
  readonly #tenantId: TenantId;

  constructor(manager: EntityManager, tenantId: TenantId) {
    this.#manager = manager;
    this.#tenantId = tenantId;
  }

  /** Queues a pass on a version. */
  async request(pass: {
    readonly syncId: SyncId;
    readonly kind: PassKind;
    readonly scope: PassScope;
    readonly version: number;
    readonly request?: PassRequest;
    readonly by: UserId;
  }): Promise<Pass> {
    const { syncId, kind, scope, version, request = {}, by } = pass;
    const id = newId<PassId>();
    await this.#manager.query(requestSql, [
      id,
      this.#tenantId,
      syncId,
      kind,
      scope,
      version,
      passPriority[kind],
      JSON.stringify(request),
      by,
    ]);
    return (await this.find(syncId, id))!;
  }

  /** A look for changes soon, unless one waits already: what people decide on links is taken up by whoever holds the sync. */
  async wake(syncId: SyncId, version: number, by: UserId): Promise<void> {
    const waiting: readonly unknown[] = await this.#manager.query(
      `select from sync_pass where sync_id = $1 and kind = 'changes' and scope = 'live' and state = 'queued' limit 1`,
      [syncId],
    );
    if (waiting.length === 0) await this.request({ syncId, kind: 'changes', scope: 'live', version, by });
  }

  async list(syncId: SyncId, query: PassQuery): Promise<PassPage> {
    const rows: readonly PassRow[] = await this.#manager.query(
      `${passSql} and pass.id < $3 and ($4::text is null or pass.scope = $4) order by pass.id desc limit $5`,
      [syncId, this.#tenantId, below(query), query.scope ?? null, query.limit + 1],
    );
    return pageOf(rows, query, { item: view, key: (row) => row.id });
  }

  async find(syncId: SyncId, id: PassId): Promise<Pass | undefined> {
    const rows: readonly PassRow[] = await this.#manager.query(`${passSql} and pass.id = $3`, [
      syncId,
      this.#tenantId,
      id,
    ]);
    return rows[0] && view(rows[0]);
  }

  /** Whoever works on it is asked to stop; a pass that nobody works on stops at once. */
  async stop(syncId: SyncId, id: PassId, word: 'pause' | 'cancel'): Promise<PassActOutcome> {
    const held = await this.#held(syncId, id);
    if (!held) return { kind: 'absent' };
    const { state, leased } = held;
    const allowed: readonly PassState[] =
      word === 'pause' ? ['queued', 'running'] : ['queued', 'running', 'paused', 'failed'];
    if (!allowed.includes(state)) return { kind: 'not-allowed', state };
    if (state === 'running' && leased)
      await this.#manager.query(`update sync_work set asked = $2 where sync_id = $1`, [syncId, word]);
    else
      await this.#manager.query(
        `update sync_pass set state = $2, updated_at = now(), ended_at = case when $2 = 'cancelled' then now() end where id = $1`,
        [id, word === 'pause' ? 'paused' : 'cancelled'],
      );
    return { kind: 'done' };
  }

  /** Goes on at the last committed page. */
  async resume(syncId: SyncId, id: PassId): Promise<PassActOutcome> {
    const held = await this.#held(syncId, id);
    if (!held) return { kind: 'absent' };
    // A plan's copy of the links goes with its failure.
    const isResumable = held.state === 'paused' || (held.state === 'failed' && held.scope === 'live');
    if (!isResumable) return { kind: 'not-allowed', state: held.state };
    await this.#manager.query(
      `update sync_pass set state = 'queued', failure = null, ended_at = null, updated_at = now() where id = $1`,
      [id],
    );
    await this.#manager.query(`update sync_work set due_at = least(due_at, now()) where sync_id = $1`, [syncId]);
    return { kind: 'done' };
  }

  /** Lets so many held removals through, in the pass that begins next. */
  async releaseGuard(syncId: SyncId, count: number): Promise<void> {
    await this.#manager.query(`update sync_work set released = $3 where sync_id = $1 and tenant_id = $2`, [
      syncId,
      this.#tenantId,
      count,
    ]);
  }

  /** The sync's row is held first, as every worker does. */
  async #held(
    syncId: SyncId,
    id: PassId,
  ): Promise<{ readonly state: PassState; readonly scope: PassScope; readonly leased: boolean } | undefined> {
    const rows: readonly { readonly leased: boolean }[] = await this.#manager.query(
      `select coalesce(leased_until > now(), false) as leased from sync_work where sync_id = $1 and tenant_id = $2 for update`,
      [syncId, this.#tenantId],
    );
    const passes: readonly { readonly state: PassState; readonly scope: PassScope }[] = await this.#manager.query(
      `select state, scope from sync_pass where id = $1 and sync_id = $2 and tenant_id = $3`,
      [id, syncId, this.#tenantId],
    );
    return rows[0] && passes[0] && { ...passes[0], leased: rows[0].leased };
  }
}

interface PassRow {
  readonly id: PassId;
  readonly sync_id: SyncId;
  readonly number: number;
  readonly kind: PassKind;
  readonly scope: PassScope;
  readonly version: number;
  readonly state: PassState;
  readonly progress: PassProgress | null;
  readonly failure: Failure | null;
  readonly requested_by: UserId | null;
  readonly requested_by_name: string | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly updated_at: Date;
  readonly ended_at: Date | null;
}

function view(row: PassRow): Pass {
  return {
    id: row.id,
    syncId: row.sync_id,
    number: row.number,
    kind: row.kind,
    scope: row.scope,
    version: row.version,
    ...passGlance(row),
    failure: failureViewOrNull(row.failure),
    requestedBy: row.requested_by ? author(row.requested_by, row.requested_by_name) : null,
    createdAt: instant(row.created_at),
    startedAt: instantOrNull(row.started_at),
    endedAt: instantOrNull(row.ended_at),
  };
}

/** How far a pass is. One that does not run is as far as it was when it stopped. */
export function passGlance({
  state,
  progress,
  updated_at,
}: Pick<PassRow, 'state' | 'progress' | 'updated_at'>): Pick<Pass, 'state' | 'counts' | 'progress'> {
  const now = state === 'running' ? Date.now() : updated_at.getTime();
  return {
    state,
    counts: { ...(progress?.counts ?? noCounts) },
    progress: progress ? progressOf(progress, now) : { done: 0, total: null, perSecond: 0, remainingMs: null },
  };
}

const requestSql = `
with counted as (
  update sync_work set passes = passes + 1, due_at = least(due_at, now()) where sync_id = $3 and tenant_id = $2
  returning passes
)
insert into sync_pass (id, tenant_id, sync_id, number, kind, scope, version, priority, request, requested_by)
select $1, $2, $3, passes, $4, $5, $6, $7, $8, $9 from counted`;

const passSql = `
select pass.*, app_user.name as requested_by_name
from sync_pass pass left join app_user on app_user.id = pass.requested_by
where pass.sync_id = $1 and pass.tenant_id = $2`;
