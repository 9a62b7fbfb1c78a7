import type { RunId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';

/**
 * The outbox relay and the sweep of runs in one: a run's `due_at` says when somebody must look at it. Taken are runs
 * that were accepted but not published in time, timers that are due, and leases that ran out.
 */
export class RelayStore {
  readonly #database: Database;

  constructor({ database }: { database: Database }) {
    this.#database = database;
  }

  /** Runs to be published now, at most `limit`. Several processes take different ones. */
  async take(limit: number): Promise<readonly RunId[]> {
    const { rows } = await this.#database.system.query<{ id: RunId }>({
      name: 'relay',
      text: takeSql,
      values: [limit],
    });
    return rows.map((row) => row.id);
  }

  /** Runs that are queued and not yet taken, counted up to a mark: more than that is too many anyway. */
  async backlog(mark = 1_000_000): Promise<number> {
    const { rows } = await this.#database.system.query<{ runs: string }>({
      name: 'backlog',
      text: `select count(*) as runs from (select from run where state = 'queued' and due_at is not null limit $1) queued`,
      values: [mark],
    });
    return Number(rows[0]!.runs);
  }

  /**
   * For a process that knows it is the only one, at its start: nobody else holds a lease or has anything published, so
   * everything unfinished is looked at now instead of when its time runs out.
   */
  async takeOverAll(): Promise<void> {
    await this.#database.system.query(
      `update run set due_at = now() where state in ('queued', 'running') and due_at > now()`,
    );
  }
}

const takeSql = `
with due as materialized (
  select id, state from run
  where state in ('queued', 'running', 'waiting') and due_at <= now()
  order by due_at limit $1
  for update skip locked
),
published as (
  update run set state = 'queued', due_at = now() + interval '30 seconds'
  from due where run.id = due.id and due.state <> 'running'
)
select id from due`;
