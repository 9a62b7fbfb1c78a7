import type {
  EventId,
  FlowId,
  Json,
  JournalPage,
  PageQuery,
  Revealed,
  RunDetail,
  RunId,
  RunPage,
  RunQuery,
  RunState,
  RunStepPage,
  RunStepQuery,
  RunSummary,
  StepPath,
  WaitPage,
  WaitQuery,
  WaitReason,
} from '@joinery/contracts';
import { scopeOf, type RecordedRun } from '@joinery/engine';
import { idTime } from '../ids.ts';
import { openJson } from '../payload-codec.ts';
import { openOutput, waitAad } from '../stores/journal-rows.ts';
import { eventAad } from '../stores/new-run.ts';
import { below, pageOf } from './paging.ts';
import { endedRuns, recordedRun, type EndedRun } from './recorded-runs.ts';
import { readJournalLines } from './run-journal.ts';
import { maskDetail, maskSteps, sensitiveNames } from './run-masking.ts';
import { searchRuns } from './run-search.ts';
import { runSql, type RunRecordsOptions, type RunRow } from './run-row.ts';
import { readSteps } from './run-steps.ts';
import { failureViewOrNull, instant, instantOrNull } from './views.ts';

interface DetailRow extends RunRow {
  readonly event_id: EventId;
  readonly output: Buffer | null;
  readonly crashes: number;
  readonly cancel_requested: boolean;
  readonly parent_id: RunId | null;
}

/** Runs as people look at them: what is sensitive is masked on the way out, because what is stored is sealed as it came. */
export class RunRecords {
  readonly #options: RunRecordsOptions;

  constructor(options: RunRecordsOptions) {
    this.#options = options;
  }

  async search(query: RunQuery): Promise<RunPage> {
    const { manager, tenantId } = this.#options;
    const found = await searchRuns(manager, tenantId, query);
    return { items: found.rows.map(summary), next: found.next };
  }

  async find(id: RunId): Promise<RunSummary | undefined> {
    const { manager, tenantId } = this.#options;
    const rows: readonly RunRow[] = await manager.query(`${runSql} where run.tenant_id = $1 and run.id = $2`, [
      tenantId,
      id,
    ]);
    return rows[0] && summary(rows[0]);
  }

  async detail(id: RunId): Promise<RunDetail | undefined> {
    const detail = await this.#detail(id);
    return detail && maskDetail(detail, await sensitiveNames(this.#options, id));
  }

  /** What a run came with and gave, or one step's input and output, with nothing masked; the caller audits it. */
  async reveal(id: RunId, path: StepPath | undefined): Promise<Revealed | undefined> {
    const detail = await this.#detail(id);
    if (!detail) return undefined;
    if (path === undefined) return revealed(detail.event, detail.output);
    const { scope, iteration } = scopeOf(path);
    const page = await readSteps(this.#options, { runId: id, under: scope, cursor: String(iteration), limit: 1 });
    const step = page.items.find((one) => one.path === path);
    return step && revealed(step.input, step.output);
  }

  async #detail(id: RunId): Promise<RunDetail | undefined> {
    const { manager, tenantId, codec } = this.#options;
    const rows: readonly DetailRow[] = await manager.query(`${runSql} where run.tenant_id = $1 and run.id = $2`, [
      tenantId,
      id,
    ]);
    const run = rows[0];
    if (!run) return undefined;
    await codec.ready(tenantId);
    const steps = await readSteps(this.#options, { runId: id, under: '', limit: 1_000 });
    const event = await this.#event(run.event_id);
    return {
      ...summary(run),
      ...(event === undefined ? {} : { event: event as RunDetail['event'] }),
      ...(run.output ? { output: openOutput(codec, tenantId, id, run.output) as RunDetail['output'] } : {}),
      steps: steps.items,
      waits: await this.#waitsOf(id),
      parent: await this.#parentOf(run),
      children: await this.#childrenOf(id),
      crashes: run.crashes,
      cancelRequested: run.cancel_requested,
      masked: false,
    };
  }

  async steps(id: RunId, query: RunStepQuery): Promise<RunStepPage> {
    await this.#options.codec.ready(this.#options.tenantId);
    const page = await readSteps(this.#options, { runId: id, ...query });
    return { ...page, items: [...maskSteps(page.items, await sensitiveNames(this.#options, id)).steps] };
  }

  async journal(id: RunId, query: PageQuery): Promise<JournalPage> {
    await this.#options.codec.ready(this.#options.tenantId);
    return readJournalLines(this.#options, id, query);
  }

  /** What people are asked to decide: approvals and held attempts, the newest first. */
  async waits(query: WaitQuery): Promise<WaitPage> {
    const { manager, tenantId, codec } = this.#options;
    await codec.ready(tenantId);
    const rows: readonly WaitRow[] = await manager.query(
      `select wait.*, flow.id as flow_id, flow.name as flow_name from wait
       join run on run.id = wait.run_id and run.state = 'waiting' and run.epoch = wait.epoch
       join flow on flow.id = run.flow_id
       where wait.tenant_id = $1 and wait.run_id < $2 and wait.reason in ('approval', 'held') and wait.answered_at is null
         and ($3::text is null or wait.reason = $3)
       order by wait.run_id desc, wait.path limit $4`,
      [tenantId, below(query), query.reason ?? null, query.limit + 1],
    );
    return pageOf(rows, query, {
      key: (row) => row.run_id,
      item: (row) => ({
        runId: row.run_id,
        path: row.path,
        flow: { id: row.flow_id, name: row.flow_name },
        reason: row.reason,
        ...this.#question(row),
        since: instant(row.created_at),
        deadline: instantOrNull(deadline(row)),
      }),
    });
  }

  /** The last events of a flow, to test with. */
  async events(
    flowId: FlowId,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly runId: RunId; readonly at: string; readonly body: Json }[]> {
    const { manager, tenantId, codec } = this.#options;
    await codec.ready(tenantId);
    const rows: readonly { readonly id: EventId; readonly run_id: RunId; readonly body: Buffer }[] =
      await manager.query(
        `select event.id, latest.id as run_id, event.body
       from (select id, event_id from run where flow_id = $2 and tenant_id = $1 order by id desc limit $3) latest
       join event on event.id = latest.event_id order by latest.id desc`,
        [tenantId, flowId, limit],
      );
    return rows.map(({ id, run_id, body }) => ({
      id,
      runId: run_id,
      at: new Date(idTime(id)).toISOString(),
      body: openJson(codec, tenantId, body, eventAad(id)),
    }));
  }

  /** The last real runs of a flow that ended, the newest first. */
  async ended(flowId: FlowId, limit: number): Promise<readonly EndedRun[]> {
    return endedRuns(this.#options, flowId, limit);
  }

  /** An ended run with nothing masked, for playing it again; `too-large` when its journal is. */
  async recorded(flowId: FlowId, id: RunId): Promise<RecordedRun | 'too-large' | undefined> {
    return recordedRun(this.#options, flowId, id);
  }

  /** Dead letters that match, oldest first: they are redriven in the order they came. */
  async failedIds(
    filter: { readonly flowId: FlowId; readonly from?: string; readonly to?: string; readonly text?: string },
    limit: number,
  ): Promise<readonly RunId[]> {
    const { manager, tenantId } = this.#options;
    const { rows } = await searchRuns(manager, tenantId, { ...filter, state: 'failed', limit });
    return rows.map((row) => row.id).toReversed();
  }

  async #event(id: EventId): Promise<Json | undefined> {
    const { manager, tenantId, codec } = this.#options;
    const rows: readonly { readonly body: Buffer }[] = await manager.query(
      'select body from event where id = $1 and tenant_id = $2',
      [id, tenantId],
    );
    return rows[0] && openJson(codec, tenantId, rows[0].body, eventAad(id));
  }

  async #waitsOf(id: RunId): Promise<RunDetail['waits']> {
    const { manager, tenantId } = this.#options;
    const rows: readonly WaitRow[] = await manager.query(
      `select wait.* from wait join run on run.id = wait.run_id and run.state = 'waiting' and run.epoch = wait.epoch
       where wait.run_id = $1 and wait.tenant_id = $2 and wait.answered_at is null order by wait.wake_at`,
      [id, tenantId],
    );
    return rows.map((row) => ({
      path: row.path,
      reason: row.reason,
      wakeAt: instantOrNull(deadline(row)),
      ...this.#question(row),
    }));
  }

  #question(row: WaitRow): { readonly question?: RunDetail['event'] } {
    const { tenantId, codec } = this.#options;
    const { question } = openJson<{ readonly question: Json }>(
      codec,
      tenantId,
      row.body,
      waitAad(row.run_id, row.path),
    );
    return question === null ? {} : { question: question as RunDetail['event'] };
  }

  async #parentOf(run: DetailRow): Promise<RunDetail['parent']> {
    if (!run.parent_id) return null;
    const rows: readonly { readonly path: string }[] = await this.#options.manager.query(
      'select path from wait where run_id = $1 and child_id = $2',
      [run.parent_id, run.id],
    );
    return { runId: run.parent_id, path: rows[0]?.path ?? '' };
  }

  async #childrenOf(id: RunId): Promise<RunDetail['children']> {
    const rows: readonly { readonly id: RunId; readonly path: string; readonly state: RunState }[] =
      await this.#options.manager.query(
        `select run.id, run.state, coalesce(wait.path, '') as path from run
         left join wait on wait.run_id = $1 and wait.child_id = run.id
         where run.parent_id = $1 and run.tenant_id = $2 order by run.id limit 1000`,
        [id, this.#options.tenantId],
      );
    return rows.map(({ id: runId, path, state }) => ({ runId, path, state }));
  }
}

interface WaitRow {
  readonly run_id: RunId;
  readonly path: string;
  readonly reason: WaitReason;
  readonly flow_id: FlowId;
  readonly flow_name: string;
  readonly wake_at: Date;
  readonly created_at: Date;
  readonly body: Buffer;
}

/** Waits without an end of their own are given one so far away that it means none. */
function deadline({ wake_at: wakeAt }: WaitRow): Date | null {
  return wakeAt.getUTCFullYear() > 9_000 ? null : wakeAt;
}

function summary(row: RunRow): RunSummary {
  return {
    id: row.id,
    flow: { id: row.flow_id, name: row.flow_name, version: row.version },
    state: row.state,
    mode: row.mode,
    waitingFor: row.waiting_for,
    triggerId: row.trigger_id,
    key: row.dedupe_key,
    orderingKey: row.ordering_key,
    acceptedAt: new Date(idTime(row.id)).toISOString(),
    startedAt: instantOrNull(row.started_at),
    endedAt: instantOrNull(row.ended_at),
    failure: failureViewOrNull(row.failure),
  };
}

function revealed(input: Revealed['input'], output: Revealed['output']): Revealed {
  return { ...(input === undefined ? {} : { input }), ...(output === undefined ? {} : { output }) };
}
