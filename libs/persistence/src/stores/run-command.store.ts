import type { EventId, Failure, FlowId, RunId, RunState, TenantId } from '@joinery/contracts';
import type { PoolClient } from 'pg';
import type { Database } from '../database/database.ts';
import { newId } from '../ids.ts';
import { sealJson, type PayloadCodec } from '../payload-codec.ts';
import { republishAfter } from './accept-into.ts';
import type { Afterwork } from './afterwork.ts';
import type { MovedRun } from './commit-journal.ts';
import { journalAad } from './journal-rows.ts';
import type { RunNews } from './run-news.ts';

/** What became of an act upon a run. `not-allowed` names the state that stood in the way. */
export type RunActOutcome =
  | { readonly kind: 'done'; readonly runId: RunId }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-allowed'; readonly state: string };

interface RunFound {
  readonly id: RunId;
  readonly tenant_id: TenantId;
  readonly flow_id: FlowId;
  readonly parent_id: RunId | null;
  readonly ordering_key: string | null;
  readonly gated: boolean;
  readonly epoch: number;
  readonly state: RunState;
  readonly mode: 'live' | 'test';
}

const cancelled: Failure = { code: 'run.cancelled', kind: 'cancelled' };

/** What people do to runs; each is committed, and noted in the run's journal, when it resolves. */
export class RunCommandStore {
  readonly #database: Database;
  readonly #codec: PayloadCodec;
  readonly #news: RunNews;
  readonly #afterwork: Afterwork;

  constructor(options: {
    readonly database: Database;
    readonly codec: PayloadCodec;
    readonly news: RunNews;
    readonly afterwork: Afterwork;
  }) {
    this.#database = options.database;
    this.#codec = options.codec;
    this.#news = options.news;
    this.#afterwork = options.afterwork;
  }

  /** A run that nobody holds ends at once; a held one when its worker sees the request. Runs it called go with it. */
  async cancel(tenantId: TenantId, runId: RunId): Promise<RunActOutcome> {
    await this.#codec.ready(tenantId);
    const ended: MovedRun[] = [];
    const outcome = await this.#database.systemTransaction(async (client): Promise<RunActOutcome> => {
      const run = await lock(client, tenantId, runId);
      if (!run) return { kind: 'absent' };
      if (!isUnfinished(run.state)) return { kind: 'not-allowed', state: run.state };
      await this.#cancelTree(client, run, ended);
      return { kind: 'done', runId };
    });
    await this.#afterwork.afterMoves(ended);
    this.#news.changed([
      { tenantId, runId },
      ...ended.map((run) => ({ tenantId, runId: run.id, flowId: run.flow_id, state: run.state })),
    ]);
    return outcome;
  }

  /** `failed` or `cancelled` → `queued`: the same run, from its last committed result. */
  resume(tenantId: TenantId, runId: RunId): Promise<RunActOutcome> {
    return this.#requeue(tenantId, runId, { note: 'resumed', from: ['failed', 'cancelled'] });
  }

  /** As resume, for dead letters. */
  redrive(tenantId: TenantId, runId: RunId): Promise<RunActOutcome> {
    return this.#requeue(tenantId, runId, { note: 'redriven', from: ['failed'] });
  }

  /** A new run of the same event, on its own version or the published one. */
  async rerun(tenantId: TenantId, runId: RunId, version: 'same' | 'latest'): Promise<RunActOutcome> {
    const newRunId = newId<RunId>();
    const { rows } = await this.#database.system.query<{ event_id: EventId; flow_id: FlowId }>(rerunSql, [
      newRunId,
      runId,
      tenantId,
      version === 'latest',
    ]);
    if (!rows[0]) return { kind: 'absent' };
    this.#news.runnable([newRunId]);
    this.#news.changed([{ tenantId, runId: newRunId, flowId: rows[0].flow_id, state: 'queued' }]);
    return { kind: 'done', runId: newRunId };
  }

  async #requeue(
    tenantId: TenantId,
    runId: RunId,
    { note, from }: { readonly note: string; readonly from: readonly RunState[] },
  ): Promise<RunActOutcome> {
    await this.#codec.ready(tenantId);
    const outcome = await this.#database.systemTransaction(async (client): Promise<RunActOutcome> => {
      const run = await lock(client, tenantId, runId);
      if (!run) return { kind: 'absent' };
      if (!from.includes(run.state)) return { kind: 'not-allowed', state: run.state };
      // Its time and its crashes are counted anew: a person looked at it and wants it to go on.
      await client.query(
        `update run set state = 'queued', due_at = now() + ${republishAfter}, ended_at = null, failure = null, output = null,
           crashes = 0, cancel_requested = false, deadline_at = null where id = $1`,
        [runId],
      );
      await this.#note(client, run, note);
      return { kind: 'done', runId };
    });
    if (outcome.kind !== 'done') return outcome;
    this.#news.runnable([runId]);
    this.#news.changed([{ tenantId, runId, state: 'queued' }]);
    return outcome;
  }

  async #cancelTree(client: PoolClient, run: RunFound, ended: MovedRun[]): Promise<void> {
    await this.#note(client, run, 'cancel-requested');
    if (run.state === 'running') {
      await client.query('update run set cancel_requested = true where id = $1', [run.id]);
    } else {
      await client.query(
        `update run set state = 'cancelled', cancel_requested = true, due_at = null, ended_at = now(), failure = $2 where id = $1`,
        [run.id, JSON.stringify(cancelled)],
      );
      ended.push({ ...run, state: 'cancelled', failure: cancelled });
    }
    const { rows: children } = await client.query<RunFound>(
      `${foundSql} where parent_id = $1 and state in ('queued', 'running', 'waiting') order by id for update`,
      [run.id],
    );
    for (const child of children) await this.#cancelTree(client, child, ended);
  }

  async #note(client: PoolClient, run: RunFound, note: string): Promise<void> {
    const body = sealJson(this.#codec, run.tenant_id, {}, journalAad(run.id, ''));
    await client.query(
      `insert into journal (run_id, tenant_id, epoch, no, at, iteration, scope, path, kind, state, body)
       select $1, $2, $3, least(0, coalesce(min(no), 0)) - 1, now(), 0, '', '', 'note', $4, $5
       from journal where run_id = $1 and epoch = $3 and scope = '' and iteration = 0`,
      [run.id, run.tenant_id, run.epoch, note, body],
    );
  }
}

async function lock(client: PoolClient, tenantId: TenantId, runId: RunId): Promise<RunFound | undefined> {
  const { rows } = await client.query<RunFound>(`${foundSql} where id = $1 and tenant_id = $2 for update`, [
    runId,
    tenantId,
  ]);
  return rows[0];
}

function isUnfinished(state: RunState): boolean {
  return state === 'queued' || state === 'running' || state === 'waiting';
}

const foundSql = `select id, tenant_id, flow_id, parent_id, ordering_key, gated, epoch, state, mode from run`;

const rerunSql = `
insert into run (id, tenant_id, flow_id, event_id, trigger_id, rerun_of, version, timeout_ms, mode, ordering_key, dedupe_key,
  gated, due_at)
select $1, run.tenant_id, run.flow_id, run.event_id, run.trigger_id, run.id,
  case when $4 then coalesce(flow.published_version, run.version) else run.version end,
  case when $4 then flow.timeout_ms else run.timeout_ms end, run.mode, run.ordering_key, run.dedupe_key,
  run.ordering_key is not null or flow.concurrency is not null, now() + ${republishAfter}
from run join flow on flow.id = run.flow_id
where run.id = $2 and run.tenant_id = $3 and exists (select from event where event.id = run.event_id)
returning event_id, flow_id`;
