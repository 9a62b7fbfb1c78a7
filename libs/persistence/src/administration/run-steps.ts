import {
  runStepStates,
  type Effect,
  type Failure,
  type Json,
  type RunId,
  type RunStep,
  type RunStepPage,
  type RunStepState,
  type StepPath,
} from '@joinery/contracts';
import type { LoopProgress } from '@joinery/engine';
import { openJson } from '../payload-codec.ts';
import { journalAad } from '../stores/journal-rows.ts';
import { badCursor } from './paging.ts';
import type { RunRecordsOptions } from './run-row.ts';
import { failureViewOrNull } from './views.ts';

export interface StepsQuery {
  readonly runId: RunId;
  /** A loop's path; '' is the run itself. */
  readonly under: StepPath;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface EntryRow {
  readonly path: StepPath;
  readonly iteration: number;
  readonly kind: 'attempt' | 'result' | 'progress' | 'wait' | 'answer';
  readonly n: number | null;
  readonly state: RunStepState | null;
  readonly at: Date;
  readonly body: Buffer;
}

interface EntryBody {
  readonly effect?: Effect;
  readonly input?: Json;
  readonly output?: Json;
  readonly port?: string;
  readonly failure?: Failure;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly progress?: LoopProgress;
}

/** The journal of one scope folded to its steps, in the order in which they began; pages go by iteration. */
export async function readSteps(
  { manager, tenantId, codec }: RunRecordsOptions,
  query: StepsQuery,
): Promise<RunStepPage> {
  const { runId, under, limit } = query;
  const from = query.cursor === undefined ? 0 : Number(query.cursor);
  if (!Number.isSafeInteger(from) || from < 0) throw badCursor();
  // A loop's own steps share one iteration at the top; below a loop a page ends with a whole iteration.
  const rows: readonly EntryRow[] = await manager.query(
    `with shown as (
       select distinct iteration from journal
       where run_id = $1 and tenant_id = $2 and scope = $3 and iteration >= $4 and kind <> 'note' order by iteration limit $5
     )
     select path, iteration, kind, n, state, at, body from journal
     where run_id = $1 and tenant_id = $2 and scope = $3 and kind <> 'note' and iteration in (select iteration from shown)
     order by iteration, epoch, no`,
    [runId, tenantId, under, from, limit + 1],
  );
  const steps = new Map<StepPath, RunStep>();
  const iterations = [...new Set(rows.map((row) => row.iteration))];
  const beyond = iterations.length > limit ? iterations.at(-1)! : undefined;
  for (const row of rows) {
    if (row.iteration === beyond) continue;
    const body = openJson<EntryBody>(codec, tenantId, row.body, journalAad(runId, row.path));
    steps.set(row.path, afterEntry(steps.get(row.path) ?? unknownStep(row.path), row, body));
  }
  return { items: [...steps.values()], next: beyond === undefined ? null : String(beyond) };
}

function unknownStep(path: StepPath): RunStep {
  return {
    path,
    stepId: path.slice(path.lastIndexOf('.') + 1),
    state: 'running',
    attempts: 0,
    effect: null,
    port: null,
    failure: null,
    startedAt: null,
    endedAt: null,
    loop: null,
  };
}

function afterEntry(step: RunStep, row: EntryRow, body: EntryBody): RunStep {
  const at = row.at.toISOString();
  switch (row.kind) {
    case 'attempt':
      return {
        ...step,
        state: 'running',
        attempts: Math.max(step.attempts, row.n ?? 0),
        effect: body.effect ?? step.effect,
        ...shown('input', body.input),
        startedAt: step.startedAt ?? at,
        endedAt: null,
      };
    case 'result':
      return {
        ...step,
        state: stepState(row.state),
        attempts: Math.max(step.attempts, row.n ?? 0),
        port: body.port ?? null,
        ...shown('input', body.input),
        ...shown('output', body.output),
        failure: failureViewOrNull(body.failure ?? null),
        startedAt: step.startedAt ?? (body.startedAt === undefined ? at : new Date(body.startedAt).toISOString()),
        endedAt: at,
      };
    case 'progress': {
      const { done = 0, failed = 0 } = body.progress ?? {};
      return { ...step, loop: { done, failed }, startedAt: step.startedAt ?? at };
    }
    case 'wait':
      return { ...step, state: 'waiting', startedAt: step.startedAt ?? at };
    case 'answer':
      return step;
  }
}

function stepState(state: string | null): RunStepState {
  return runStepStates.find((known) => known === state) ?? 'running';
}

function shown<Name extends 'input' | 'output'>(
  name: Name,
  value: Json | undefined,
): { readonly [N in Name]?: RunStep[N] } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: RunStep[N] };
}
