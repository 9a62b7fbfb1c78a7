import type { EachStep, Failure, Json } from '@joinery/contracts';
import { flowGraph, type FlowGraph } from '@joinery/flow';
import type { Checkpoint, ChildRun, LoopProgress, Wait } from '../ports.ts';
import { evaluate } from '../run/evaluate.ts';
import { itemScope, waitsOf, type RunScope } from '../run/run-scope.ts';
import type { GraphOutcome, StepContext, StepOutcome } from '../run/step-outcome.ts';
import { settleAll } from '../run/settle-all.ts';
import { loopItems, type LoopItem } from './loop-items.ts';

/** Iterations between two progress entries. */
const progressEvery = 200;
/** What a loop keeps of its items' results. */
const mostResults = 10_000;
/** Failures kept with their item's number, for people. */
const mostFailures = 100;

interface FinishedItem {
  readonly failed: boolean;
  readonly result: Json | undefined;
  readonly page: { readonly at: Json; readonly start: number };
}

/** A loop while it runs: what is finished without a gap, and what is finished ahead of it. */
interface LoopRun {
  readonly context: StepContext<EachStep>;
  readonly graph: FlowGraph;
  readonly checkpoints: ReadonlyMap<string, Checkpoint>;
  readonly startedAt: number;
  readonly finished: Map<number, FinishedItem>;
  readonly failures: { index: number; failure: Failure }[];
  readonly waits: Wait[];
  readonly children: ChildRun[];
  readonly results: Json[];
  /** Results since the last progress entry. */
  fresh: Json[];
  done: number;
  failed: number;
  noted: number;
  page: FinishedItem['page'];
  final: Extract<GraphOutcome, { kind: 'failed' | 'ended' }> | undefined;
}

/** Runs the body for every item (or batch), so many at a time, one page of items in memory. */
export async function executeEach(context: StepContext<EachStep>): Promise<StepOutcome> {
  const loop = await openLoop(context);
  await runItems(loop);
  context.session.throwIfStopped();
  if (loop.final?.kind === 'ended') return loop.final;
  if (loop.final) return endLoop(loop, loop.final.failure);
  if (loop.waits.length > 0) {
    noteProgress(loop);
    return { kind: 'waiting', waits: loop.waits, children: loop.children };
  }
  return endLoop(loop, undefined);
}

async function openLoop(context: StepContext<EachStep>): Promise<LoopRun> {
  const { session, checkpoint, path, step } = context;
  const progress = checkpoint?.state.kind === 'looping' ? checkpoint.state.progress : undefined;
  const known = session.run.resumed
    ? await session.ports.runs.checkpoints(session.run.lease, path, progress?.done ?? 0)
    : [];
  return {
    context,
    graph: flowGraph(step.body, 'item'),
    checkpoints: new Map(known.map((one) => [one.path, one])),
    startedAt: session.ports.clock.now(),
    finished: new Map(),
    failures: [],
    waits: [],
    children: [],
    results: [...(progress?.results ?? [])],
    fresh: [],
    done: progress?.done ?? 0,
    failed: progress?.failed ?? 0,
    noted: progress?.done ?? 0,
    page: { at: progress?.page ?? null, start: progress?.pageStart ?? 0 },
    final: undefined,
  };
}

/** Keeps `concurrency` iterations going; a waiting one keeps its place, so a loop never parks more than that. */
async function runItems(loop: LoopRun): Promise<void> {
  const { step, session } = loop.context;
  const items = loopItems(loop.context, loop.page, loop.done);
  const lane = async (): Promise<void> => {
    while (!loop.final && !session.signal.aborted) {
      const next = await items.next();
      if (next.done === true) return;
      if (!(await runItem(loop, next.value))) return;
    }
  };
  await settleAll(Array.from({ length: step.concurrency }, lane));
}

/** False when the iteration waits, so its lane must stop. */
async function runItem(loop: LoopRun, { item, index, page }: LoopItem): Promise<boolean> {
  const { context, graph, checkpoints } = loop;
  const { session, path, step } = context;
  const prefix = `${path}[${index}].`;
  const waits = waitsOf(
    step.body.steps.filter((one) => one.kind === 'wait').map((one) => one.id),
    prefix,
    session.run,
    session.ports.tokens,
  );
  const scope = itemScope(context.scope, item, index, waits);
  const outcome = await context.runBody({ graph, scope, prefix, checkpoints });
  if (outcome.kind === 'waiting') {
    loop.waits.push(...outcome.waits);
    loop.children.push(...outcome.children);
    return false;
  }
  if (outcome.kind === 'ended') {
    loop.final ??= outcome;
    return false;
  }
  const failure = outcome.kind === 'failed' ? outcome.failure : undefined;
  if (failure && step.onError === 'stop') {
    loop.final ??= { kind: 'failed', failure };
    return false;
  }
  if (failure && loop.failures.length < mostFailures) loop.failures.push({ index, failure });
  finishItem(loop, index, { failed: failure !== undefined, result: failure ? undefined : resultOf(loop, scope), page });
  return true;
}

/** Counts what is finished without a gap; only that is skipped when the loop is taken up again. */
function finishItem(loop: LoopRun, index: number, item: FinishedItem): void {
  loop.finished.set(index, item);
  for (let one = loop.finished.get(loop.done); one; one = loop.finished.get(loop.done)) {
    loop.finished.delete(loop.done);
    loop.done += 1;
    loop.page = one.page;
    if (one.failed) loop.failed += 1;
    else if (one.result !== undefined && loop.results.length < mostResults) {
      loop.results.push(one.result);
      loop.fresh.push(one.result);
    }
  }
  if (loop.done - loop.noted >= progressEvery) noteProgress(loop);
}

function resultOf(loop: LoopRun, scope: RunScope): Json | undefined {
  const { context } = loop;
  if (context.step.collect === undefined) return undefined;
  return evaluate({ scope, session: context.session, path: context.path }, context.step.collect, 'collect');
}

function noteProgress(loop: LoopRun): void {
  const progress: LoopProgress = {
    done: loop.done,
    failed: loop.failed,
    page: loop.page.at,
    pageStart: loop.page.start,
    results: loop.fresh,
  };
  loop.context.session.progressSoon(loop.context.path, progress);
  loop.fresh = [];
  loop.noted = loop.done;
}

function endLoop(loop: LoopRun, stopped: Failure | undefined): StepOutcome {
  const { session, path, step } = loop.context;
  const endedAt = session.ports.clock.now();
  const output: Json = {
    count: loop.done,
    failed: loop.failed,
    failures: loop.failures.map(({ index, failure }) => ({
      index,
      code: failure.code,
      ...(failure.params ? { params: failure.params } : {}),
    })),
    ...(step.collect === undefined ? {} : { results: loop.results }),
  };
  if (stopped) {
    session.recordSoon({
      path,
      n: 0,
      state: 'failed',
      failure: stopped,
      final: true,
      output,
      startedAt: loop.startedAt,
      endedAt,
    });
    return { kind: 'failed', failure: stopped };
  }
  session.recordSoon({ path, n: 0, state: 'succeeded', output, port: 'out', startedAt: loop.startedAt, endedAt });
  return { kind: 'done', output, port: 'out' };
}
