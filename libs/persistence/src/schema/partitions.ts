import type { Client } from 'pg';
import { idFloor } from '../ids.ts';

const dayMs = 24 * 3600 * 1000;
const runTables = ['event', 'run', 'journal'] as const;
/** Outcomes of syncs hold every value that lost: they do not end with the runs of their day. */
const partitioned = [...runTables, 'sync_outcome'] as const;

/** Days that have their partitions before they come: a keeper that is silent for two weeks stops nothing. */
const daysAhead = 14;

/** Makes the partitions from yesterday to two weeks ahead; the clocks of other processes may be a little off. */
export async function ensurePartitions(owner: Client, nowMs: number): Promise<void> {
  const today = Math.floor(nowMs / dayMs);
  const days = Array.from({ length: daysAhead + 2 }, (_, index) => today - 1 + index);
  const statements = days.flatMap((day) => partitioned.map((table) => createSql(table, day)));
  await owner.query(statements.join(';'));
}

/** Ends retention for whole days: drops their partitions, unless one of their runs has not ended. */
export async function dropPartitions(owner: Client, keepFromMs: number): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where nspname = 'joinery' and relkind = 'r' and relispartition and relname like 'run\\_%' order by relname`,
  );
  const dropped: string[] = [];
  for (const { name } of rows) {
    const day = dayOf(name);
    if ((day + 1) * dayMs <= keepFromMs && (await dropDay(owner, day))) dropped.push(name.slice('run_'.length));
  }
  return dropped;
}

async function dropDay(owner: Client, day: number): Promise<boolean> {
  const bounds = [idFloor(day * dayMs), idFloor((day + 1) * dayMs)];
  const { rowCount } = await owner.query(
    `select from run where state in ('queued', 'running', 'waiting')
       and (id >= $1 and id < $2 or event_id >= $1 and event_id < $2) limit 1`,
    bounds,
  );
  if (rowCount) return false;
  await owner.query('delete from wait where run_id >= $1 and run_id < $2', bounds);
  await owner.query(runTables.map((table) => `drop table if exists ${partitionName(table, day)}`).join(';'));
  return true;
}

function createSql(table: (typeof partitioned)[number], day: number): string {
  const [from, to] = [idFloor(day * dayMs), idFloor((day + 1) * dayMs)];
  return `create table if not exists ${partitionName(table, day)} partition of ${table} for values from ('${from}') to ('${to}')`;
}

function partitionName(table: string, day: number): string {
  return `${table}_${new Date(day * dayMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

function dayOf(name: string): number {
  const [year, month, date] = [name.slice(4, 8), name.slice(8, 10), name.slice(10, 12)].map(Number);
  return Date.UTC(year!, month! - 1, date) / dayMs;
}
