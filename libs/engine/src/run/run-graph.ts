import { FailureError, type Step, type StepKind, type StepPath } from '@joinery/contracts';
import type { FlowGraph } from '@joinery/flow';
import type { ChildRun, Wait } from '../ports.ts';
import { nextSteps, type Settlement } from './next-steps.ts';
import { failureValue, type RunScope } from './run-scope.ts';
import type { RunSession } from './run-session.ts';
import { settleAll } from './settle-all.ts';
import type { Body, GraphOutcome, StepExecutor, StepOutcome } from './step-outcome.ts';

export interface GraphRun extends Body {
  readonly session: RunSession;
  readonly execute: StepExecutor<Step>;
}

/** Runs a graph as far as it goes: to its end, to a failure nobody handles, or until all that is left is waiting. */
export async function runGraph(run: GraphRun): Promise<GraphOutcome> {
  const settled = new Map<string, Settlement>();
  const waits: Wait[] = [];
  const children: ChildRun[] = [];
  let final: GraphOutcome | undefined;

  await follow(run.graph.entry);
  run.session.throwIfStopped();
  if (final) return final;
  return waits.length > 0 ? { kind: 'waiting', waits, children } : { kind: 'completed' };

  async function follow(after: string): Promise<void> {
    const { ready, dead } = nextSteps(run.graph, settled, after);
    for (const id of dead) settled.set(id, { port: null });
    if (ready.length === 1) await runStep(ready[0]!);
    else await settleAll(ready.map(runStep));
  }

  async function runStep(step: Step): Promise<void> {
    if (final || run.session.signal.aborted) return;
    const path = `${run.prefix}${step.id}`;
    const outcome = await outcomeOf(run, step, path);
    if (outcome.kind === 'waiting') {
      waits.push(...outcome.waits);
      children.push(...outcome.children);
      return;
    }
    if (outcome.kind === 'ended') {
      final ??= { ...outcome, stepId: step.id };
      return;
    }
    if (outcome.kind === 'failed' && !isHandled(run.graph, step)) {
      final ??= { kind: 'failed', failure: outcome.failure };
      return;
    }
    settled.set(step.id, settlement(run.scope, step, outcome));
    await follow(step.id);
  }
}

/** Functions of committed results: they are computed again, whatever was kept of them for people to see. */
const recomputed: ReadonlySet<StepKind> = new Set<StepKind>(['map', 'branch', 'filter', 'end']);

async function outcomeOf(run: GraphRun, step: Step, path: StepPath): Promise<StepOutcome> {
  const { session, scope, checkpoints } = run;
  const checkpoint = recomputed.has(step.kind) ? undefined : checkpoints.get(path);
  if (checkpoint?.state.kind === 'done') {
    return { kind: 'done', output: checkpoint.state.output, port: checkpoint.state.port ?? 'out' };
  }
  // A final failure that nobody handles ended the run; whoever resumed it wants the step tried again.
  if (checkpoint?.state.kind === 'failed' && checkpoint.state.final && isHandled(run.graph, step)) {
    return { kind: 'failed', failure: checkpoint.state.failure };
  }
  try {
    return await run.execute({
      step,
      path,
      scope,
      session,
      checkpoint,
      runBody: (body) => runGraph({ ...body, session, execute: run.execute }),
    });
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const at = session.ports.clock.now();
    session.log({
      path,
      n: checkpoint?.attempts ?? 0,
      state: 'failed',
      failure: error.failure,
      startedAt: at,
      endedAt: at,
    });
    return { kind: 'failed', failure: error.failure };
  }
}

function isHandled(graph: FlowGraph, step: Step): boolean {
  return (graph.outgoing.get(step.id) ?? []).some((edge) => edge.port === 'error');
}

function settlement(
  scope: RunScope,
  step: Step,
  outcome: Extract<StepOutcome, { kind: 'done' | 'filtered' | 'failed' }>,
): Settlement {
  switch (outcome.kind) {
    case 'done':
      if (outcome.output !== undefined) scope.steps[step.id] = outcome.output;
      return { port: outcome.port };
    case 'failed':
      scope.errors[step.id] = failureValue(outcome.failure);
      return { port: 'error' };
    case 'filtered':
      return { port: null };
  }
}
