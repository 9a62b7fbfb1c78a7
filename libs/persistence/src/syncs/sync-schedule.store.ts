import type { PassId, SyncDocument, SyncId, SyncSchedule, TenantId } from '@joinery/contracts';
import { nextTick } from '@joinery/flow';
import { passPriority } from '@joinery/sync';
import type { ClientBase } from 'pg';
import type { Database } from '../database/database.ts';
import { newId } from '../ids.ts';

/** Which of a document's schedules strikes, and which pass it starts. */
const schedules = {
  changes: { column: 'changes_at', of: (document: SyncDocument) => document.schedule },
  full: { column: 'full_at', of: (document: SyncDocument) => document.fullCompare },
} as const;
type Scheduled = keyof typeof schedules;

/** Starts passes when their schedules strike: one for each tick, however many processes look. */
export class SyncScheduleStore {
  readonly #database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  /** @returns how many schedules struck */
  async strike(nowMs: number): Promise<number> {
    let struck = 0;
    for (const kind of ['changes', 'full'] as const)
      struck += await this.#database.syncTransaction((client) => strikeKind(client, kind, nowMs));
    return struck;
  }
}

async function strikeKind(client: ClientBase, kind: Scheduled, nowMs: number): Promise<number> {
  const { column, of } = schedules[kind];
  const { rows } = await client.query<DueRow>(dueSql(column));
  for (const { sync_id, tenant_id, version, document } of rows) {
    const schedule = of(document);
    await client.query(`update sync_work set ${column} = $2 where sync_id = $1`, [sync_id, nextAt(schedule, nowMs)]);
    if (schedule)
      await client.query(beginSql, [newId<PassId>(), sync_id, tenant_id, kind, version, passPriority[kind]]);
  }
  return rows.length;
}

interface DueRow {
  readonly sync_id: SyncId;
  readonly tenant_id: TenantId;
  readonly version: number;
  readonly document: SyncDocument;
}

/** When a schedule strikes next; what fell into a time without workers is one tick. */
export function nextAt(schedule: SyncSchedule | undefined, nowMs: number): Date | null {
  const next = schedule ? nextTick(schedule, nowMs) : null;
  return next === null ? null : new Date(next);
}

const dueSql = (column: string): string => `
select work.sync_id, work.tenant_id, version.version, version.document
from sync_work work
join sync on sync.id = work.sync_id and sync.state = 'published'
join sync_version version on version.sync_id = sync.id and version.version = sync.live_version
where work.${column} <= now() order by work.${column} limit 100 for no key update of work skip locked`;

/** A pass of the kind that has not ended is pass enough. */
const beginSql = `
with counted as (
  update sync_work set passes = passes + 1, due_at = least(due_at, now())
  where sync_id = $2 and not exists (
    select from sync_pass where sync_id = $2 and kind = $4 and scope = 'live' and state in ('queued', 'running', 'paused'))
  returning passes
)
insert into sync_pass (id, sync_id, tenant_id, number, kind, scope, version, priority, request)
select $1, $2, $3, passes, $4, 'live', $5, $6, '{}' from counted`;
