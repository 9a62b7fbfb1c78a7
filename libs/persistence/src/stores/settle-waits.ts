import type { RunId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { plainArray } from '../database/sql-literals.ts';
import { republishAfter } from './accept-into.ts';

/**
 * Brings answers and waits together: gives early answers to the waits of these runs, then wakes those that have what
 * they wait for.
 * @returns the runs that can be claimed now
 */
export async function settleWaits(database: Database, runIds: readonly RunId[]): Promise<readonly RunId[]> {
  if (runIds.length === 0) return [];
  const ids = plainArray(runIds);
  await database.system.query({ name: 'take-early', text: takeEarlySql, values: [ids] });
  const { rows } = await database.system.query<{ id: RunId }>({ name: 'wake', text: wakeSql, values: [ids] });
  return rows.map((row) => row.id);
}

const takeEarlySql = `
with pending as (
  select wait.run_id, wait.path, wait.tenant_id, wait.address
  from unnest($1::uuid[]) as touched (id)
  join wait on wait.run_id = touched.id and wait.address is not null and wait.answered_at is null
),
early as (
  delete from wait_answer using pending
  where wait_answer.tenant_id = pending.tenant_id and wait_answer.address = pending.address
  returning pending.run_id, pending.path, wait_answer.body
)
update wait set answer = early.body, answered_at = now() from early
where wait.run_id = early.run_id and wait.path = early.path and wait.answered_at is null`;

const wakeSql = `
update run set state = 'queued', due_at = now() + ${republishAfter}
from unnest($1::uuid[]) as touched (id)
where run.id = touched.id and run.state = 'waiting' and exists (
  select from wait left join run child on child.id = wait.child_id and child.state in ('succeeded', 'failed', 'cancelled')
  where wait.run_id = run.id and wait.epoch = run.epoch and (wait.answered_at is not null or child.id is not null))
returning run.id`;
