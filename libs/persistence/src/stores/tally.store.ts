import type { FlowId, TenantId, TriggerId } from '@joinery/contracts';
import type { Database } from '../database/database.ts';
import { plainArray } from '../database/sql-literals.ts';
import type { RunChange } from './run-news.ts';

interface Sum {
  readonly tenantId: TenantId;
  readonly flowId: FlowId;
  /** Epoch ms. */
  readonly hour: number;
  accepted: number;
  succeeded: number;
  failed: number;
  cancelled: number;
}

const hourMs = 3_600_000;

/**
 * Sums up what happened, in memory, and adds it to the database every few seconds: runs per flow and hour, and when each
 * trigger was last heard. A row per run would be as dear as the run itself; what a kill takes away is seconds of a
 * figure for people.
 */
export class TallyStore {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #sums = new Map<string, Sum>();
  #heard = new Map<TriggerId, number>();
  #flushing: Promise<void> = Promise.resolve();

  constructor(options: {
    readonly database: Database;
    readonly now: () => number;
    readonly everyMs: number;
    readonly failed: (error: unknown) => void;
  }) {
    this.#database = options.database;
    this.#now = options.now;
    this.#timer = setInterval(() => void this.flush().catch(options.failed), options.everyMs).unref();
  }

  note({ tenantId, flowId, state, accepted }: RunChange): void {
    if (!flowId) return;
    if (accepted) {
      this.#sum(tenantId, flowId).accepted += 1;
      if (accepted.triggerId) this.#heard.set(accepted.triggerId, this.#now());
    } else if (state === 'succeeded' || state === 'failed' || state === 'cancelled') {
      this.#sum(tenantId, flowId)[state] += 1;
    }
  }

  /** Adds what there is to the database; one at a time. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.catch(() => undefined).then(() => this.#flushOnce());
    return this.#flushing;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  #sum(tenantId: TenantId, flowId: FlowId): Sum {
    const hour = Math.floor(this.#now() / hourMs) * hourMs;
    const key = `${flowId}|${hour}`;
    const known = this.#sums.get(key) ?? { tenantId, flowId, hour, accepted: 0, succeeded: 0, failed: 0, cancelled: 0 };
    this.#sums.set(key, known);
    return known;
  }

  async #flushOnce(): Promise<void> {
    const [sums, heard] = [this.#sums, this.#heard];
    this.#sums = new Map();
    this.#heard = new Map();
    if (sums.size > 0) await this.#addSums([...sums.values()]);
    if (heard.size > 0) await this.#noteHeard(heard);
  }

  async #addSums(sums: readonly Sum[]): Promise<void> {
    await this.#database.system.query({
      name: 'add-run-counts',
      text: addSql,
      values: [
        plainArray(sums.map((sum) => sum.tenantId)),
        plainArray(sums.map((sum) => sum.flowId)),
        plainArray(sums.map((sum) => sum.hour)),
        plainArray(sums.map((sum) => sum.accepted)),
        plainArray(sums.map((sum) => sum.succeeded)),
        plainArray(sums.map((sum) => sum.failed)),
        plainArray(sums.map((sum) => sum.cancelled)),
      ],
    });
  }

  async #noteHeard(heard: ReadonlyMap<TriggerId, number>): Promise<void> {
    await this.#database.system.query({
      name: 'note-heard',
      text: `update "trigger" set last_event_at = greatest(last_event_at, to_timestamp(heard.at_ms / 1000.0))
        from unnest($1::uuid[], $2::bigint[]) as heard (id, at_ms) where "trigger".id = heard.id`,
      values: [plainArray([...heard.keys()]), plainArray([...heard.values()])],
    });
  }
}

// In the order of keys, so that two processes never wait for each other crosswise.
const addSql = `
insert into run_count as known (tenant_id, flow_id, hour, accepted, succeeded, failed, cancelled)
select tenant_id, flow_id, to_timestamp(hour_ms / 1000.0), accepted, succeeded, failed, cancelled
from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
  as sums (tenant_id, flow_id, hour_ms, accepted, succeeded, failed, cancelled)
order by tenant_id, hour_ms, flow_id
on conflict (tenant_id, hour, flow_id) do update set
  accepted = known.accepted + excluded.accepted, succeeded = known.succeeded + excluded.succeeded,
  failed = known.failed + excluded.failed, cancelled = known.cancelled + excluded.cancelled`;
