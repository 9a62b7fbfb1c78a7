import type { RunId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { dropPartitions, ensurePartitions } from '../schema/partitions.ts';
import type { RunNews } from './run-news.ts';
import { settleWaits } from './settle-waits.ts';

const dayMs = 24 * 3600 * 1000;

/** Finds what a death in between left undone, and throws away what has expired. */
export class SweeperStore {
  readonly #database: Database;
  readonly #news: RunNews;

  constructor({ database, news }: { readonly database: Database; readonly news: RunNews }) {
    this.#database = database;
    this.#news = news;
  }

  /** Wakes parked runs whose answer or child is there although nobody woke them. */
  async settle(): Promise<number> {
    const { rows } = await this.#database.system.query<{ id: RunId }>({ name: 'unsettled', text: unsettledSql });
    const woken = await settleWaits(
      this.#database,
      rows.map((row) => row.id),
    );
    this.#news.runnable(woken);
    return woken.length;
  }

  /** Deletes rows past their time, some thousands at a turn; true when there is more. */
  async expire(): Promise<boolean> {
    let more = false;
    for (const { name, table, condition } of expiries) {
      const { rowCount } = await this.#database.system.query({
        name,
        text: `delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition} limit ${batch}))`,
      });
      if (rowCount === batch) more = true;
    }
    return more;
  }

  /** Makes the partitions of the days to come and drops the days that every tenant has let go. */
  async keepPartitions(nowMs: number): Promise<readonly string[]> {
    return this.#database.asOwner(async (owner) => {
      await ensurePartitions(owner, nowMs);
      const { rows } = await owner.query<{ days: number | null }>(
        'select max(greatest(run_days, dead_letter_days)) as days from tenant',
      );
      return dropPartitions(owner, nowMs - (rows[0]?.days ?? 30) * dayMs);
    });
  }
}

const batch = 5_000;

const expiries = [
  { name: 'expire-event-keys', table: 'event_key', condition: 'expires_at < now()' },
  { name: 'expire-replay-ids', table: 'replay_id', condition: 'expires_at < now()' },
  { name: 'expire-answers', table: 'wait_answer', condition: 'expires_at < now()' },
  { name: 'expire-sessions', table: 'session', condition: 'expires_at < now()' },
];

// Early answers that meet a wait, answers of the last hour, children that have ended: each from its own small index.
const unsettledSql = `
select wait.run_id as id from wait_answer
join wait on wait.tenant_id = wait_answer.tenant_id and wait.address = wait_answer.address and wait.answered_at is null
union
select wait.run_id from wait
join run on run.id = wait.run_id and run.state = 'waiting' and run.epoch = wait.epoch
where wait.answered_at > now() - interval '1 hour'
union
select wait.run_id from wait
join run child on child.id = wait.child_id and child.state in ('succeeded', 'failed', 'cancelled')
join run on run.id = wait.run_id and run.state = 'waiting' and run.epoch = wait.epoch
where wait.child_id is not null and wait.answered_at is null`;
