import type { Json, TenantId, TriggerId } from '@joinery/contracts';
import type { Acceptance, ClaimedRun, Intake, IncomingEvent } from '@joinery/engine';
import { busy, isTransient } from '../database/database-error.ts';
import type { Database } from '../database/database.ts';
import { GroupCommit } from '../group-commit/group-commit.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import { acceptInto, type BornRow, type NewRun } from './accept-into.ts';
import type { BornRuns } from './born-runs.ts';
import { newRun } from './new-run.ts';
import type { RunNews } from './run-news.ts';

/** A schedule's moment: of all nodes that see it, one makes its run. */
export interface ScheduledTick {
  readonly triggerId: TriggerId;
  /** Epoch ms. */
  readonly tickAt: number;
  readonly event: IncomingEvent;
}

/** What a poll brought: the events, and the cursor behind them. */
export interface PolledEvents {
  readonly triggerId: TriggerId;
  readonly tenantId: TenantId;
  /** The epoch under which the poller took the trigger. */
  readonly epoch: number;
  readonly cursor: Json;
  readonly events: readonly IncomingEvent[];
}

export type PollAcceptance =
  | { readonly kind: 'accepted'; readonly acceptances: readonly Acceptance[] }
  /** Another poller took the trigger meanwhile: nothing was written. */
  | { readonly kind: 'lost' };

export interface IntakeOptions {
  readonly database: Database;
  readonly codec: PayloadCodec;
  readonly news: RunNews;
  readonly leaseMs: number;
  /** Where runs go that this process claims as it accepts them. */
  readonly born: BornRuns;
}

/** Makes events into runs: both in one commit, shared with the events of the same moment. */
export class IntakeStore implements Intake {
  readonly #options: IntakeOptions;
  readonly #commits: GroupCommit<NewRun, Acceptance>;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.#commits = new GroupCommit<NewRun, Acceptance>({
      commit: (runs) => this.#acceptAll(runs),
      isTransient,
      gaveUp: busy,
      patienceMs: 3_000,
    });
  }

  /** Events that wait for their commit; ingress answers 503 when there are too many. */
  get backlog(): number {
    return this.#commits.backlog;
  }

  async accept(event: IncomingEvent): Promise<Acceptance> {
    const { codec, born } = this.#options;
    await codec.ready(event.tenantId);
    const run = newRun(codec, event, event.orderingKey === null && born.expect());
    try {
      return await this.#commits.add(run);
    } finally {
      if (run.born) born.expectNoMore();
    }
  }

  /** One run per tick over all nodes; undefined when another node was first. */
  async acceptTick(tick: ScheduledTick): Promise<Acceptance | undefined> {
    await this.#options.codec.ready(tick.event.tenantId);
    const run = newRun(this.#options.codec, tick.event);
    const acceptance = await this.#options.database.systemTransaction(async (client) => {
      const { rowCount } = await client.query(
        `insert into schedule_tick (trigger_id, tick_at, tenant_id, run_id)
         values ($1, to_timestamp($2 / 1000.0), $3, $4) on conflict do nothing`,
        [tick.triggerId, tick.tickAt, tick.event.tenantId, run.runId],
      );
      return rowCount ? (await acceptInto(client, [run], this.#options.leaseMs)).acceptances[0] : undefined;
    });
    if (acceptance) this.#tell([run], [acceptance]);
    return acceptance;
  }

  /** The events and the cursor behind them in one commit, so that neither is ahead of the other. */
  async acceptPolled(polled: PolledEvents): Promise<PollAcceptance> {
    await this.#options.codec.ready(polled.tenantId);
    const runs = polled.events.map((event) => newRun(this.#options.codec, event));
    const acceptances = await this.#options.database.systemTransaction(async (client) => {
      const { rowCount } = await client.query(
        `update "trigger" set "cursor" = $3, checked_at = now(), failure = null,
           last_event_at = case when $4 then now() else last_event_at end
         where id = $1 and epoch = $2`,
        [polled.triggerId, polled.epoch, JSON.stringify(polled.cursor), runs.length > 0],
      );
      return rowCount ? (await acceptInto(client, runs, this.#options.leaseMs)).acceptances : undefined;
    });
    if (!acceptances) return { kind: 'lost' };
    this.#tell(runs, acceptances);
    return { kind: 'accepted', acceptances };
  }

  /** Resolves when every event given so far is committed or refused. */
  drained(): Promise<void> {
    return this.#commits.drained();
  }

  async #acceptAll(runs: readonly NewRun[]): Promise<readonly Acceptance[]> {
    const { database, leaseMs, born } = this.#options;
    const { acceptances, born: rows } = await acceptInto(database.writer, runs, leaseMs);
    const made = new Map(runs.map((run) => [run.runId, run]));
    born.arrived(rows.map((row) => claimedAtBirth(made.get(row.run_id)!, row, leaseMs)));
    this.#tell(runs, acceptances);
    return acceptances;
  }

  #tell(runs: readonly NewRun[], acceptances: readonly Acceptance[]): void {
    const accepted = runs.filter((_, index) => acceptances[index]?.kind === 'accepted');
    this.#options.news.runnable(accepted.map(({ runId }) => runId));
    this.#options.news.changed(
      accepted.map(({ event: { tenantId, flowId, triggerId }, runId }) => ({
        tenantId,
        flowId,
        runId,
        state: 'queued',
        accepted: { triggerId },
      })),
    );
  }
}

function claimedAtBirth({ event, runId }: NewRun, row: BornRow, leaseMs: number): ClaimedRun {
  return {
    lease: { runId, tenantId: event.tenantId, epoch: 1, durationMs: leaseMs },
    flow: { id: event.flowId, name: row.flow_name, version: event.version },
    event: event.body,
    startedAt: Number(row.started_ms),
    deadlineAt: Number(row.deadline_ms),
    depth: 0,
    cancelRequested: false,
    resumed: false,
    crashes: 0,
    mode: event.mode,
  };
}
