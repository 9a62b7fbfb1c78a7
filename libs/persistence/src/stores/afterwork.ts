import type { FlowId, RunId } from '@joinery/contracts';
import { isTransient } from '../database/database-error.ts';
import type { Database } from '../database/database.ts';
import { plainArray, textArray } from '../database/sql-literals.ts';
import type { ClaimedRow } from './claim-sql.ts';
import type { MovedRun } from './commit-journal.ts';
import { insertAlerts } from './insert-alerts.ts';
import type { RunNews } from './run-news.ts';
import { settleWaits } from './settle-waits.ts';

/**
 * What follows from a commit and looks at other runs: parents to be woken, answers that came early, runs that stood
 * behind an ordering key or a limit. It reads after the commit, so of two sides that meet at least one sees both; what
 * a death in between leaves undone, the sweeper does.
 */
export class Afterwork {
  readonly #database: Database;
  readonly #news: RunNews;

  constructor({ database, news }: { database: Database; news: RunNews }) {
    this.#database = database;
    this.#news = news;
  }

  async afterMoves(moves: readonly MovedRun[]): Promise<void> {
    const touched = moves.flatMap((run) => {
      if (run.state === 'waiting') return [run.id];
      return isEnded(run) && run.parent_id ? [run.parent_id] : [];
    });
    const gated = moves.filter((run) => run.gated);
    const released = moves.filter((run) => run.state === 'queued').map((run) => run.id);
    if (released.length > 0) this.#news.runnable(released);
    if (touched.length === 0 && gated.length === 0) return;
    await this.#leaveToSweeper(async () => {
      if (touched.length > 0) this.#news.runnable(await settleWaits(this.#database, touched));
      if (gated.length > 0) this.#news.runnable(await this.#successors(gated));
    });
  }

  async afterDeath(dead: readonly ClaimedRow[]): Promise<void> {
    await this.#database.systemTransaction((client) =>
      insertAlerts(
        client,
        dead.map((row) => ({
          ...row,
          state: 'failed',
          failure: { code: 'run.killed-workers', kind: 'permanent', params: { crashes: row.crashes } },
        })),
      ),
    );
    const parents = dead.flatMap((row) => (row.parent_id ? [row.parent_id] : []));
    if (parents.length > 0) this.#news.runnable(await settleWaits(this.#database, parents));
  }

  /** Of each ordering key the next run, of each limited flow the oldest ones; their claims decide. */
  async #successors(gated: readonly Pick<MovedRun, 'flow_id' | 'ordering_key'>[]): Promise<readonly RunId[]> {
    const keyed = gated.filter((run) => run.ordering_key !== null);
    const flows = [...new Set<FlowId>(gated.map((run) => run.flow_id))];
    const { rows } = await this.#database.system.query<{ id: RunId }>({
      name: 'successors',
      text: successorsSql,
      values: [
        plainArray(keyed.map((run) => run.flow_id)),
        textArray(keyed.map((run) => run.ordering_key)),
        plainArray(flows),
      ],
    });
    return rows.map((row) => row.id);
  }

  /** The commit stands whatever happens here, and must not be reported as failed. */
  async #leaveToSweeper(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isTransient(error)) throw error;
    }
  }
}

function isEnded(run: MovedRun): boolean {
  return run.state === 'succeeded' || run.state === 'failed' || run.state === 'cancelled';
}

const successorsSql = `
select next.id from unnest($1::uuid[], $2::text[]) as ended (flow_id, ordering_key)
cross join lateral (
  select id from run where run.flow_id = ended.flow_id and run.ordering_key = ended.ordering_key and run.gated
    and run.state = 'queued' order by id limit 1
) next
union
select next.id from unnest($3::uuid[]) as ended (flow_id)
join flow on flow.id = ended.flow_id and flow.concurrency is not null
cross join lateral (
  select id from run where run.flow_id = ended.flow_id and run.gated and run.state = 'queued'
  order by id limit least(flow.concurrency, 20)
) next`;
