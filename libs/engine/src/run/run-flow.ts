import type { Failure } from '@joinery/contracts';
import { flowGraph, type FlowGraph } from '@joinery/flow';
import type { FlowDocument } from '@joinery/contracts';
import type { ClaimedRun, EnginePorts, RunEnd } from '../ports.ts';
import { LeaseLost } from '../ports.ts';
import { keepLease } from './keep-lease.ts';
import { executeStep } from '../steps/execute-step.ts';
import { runGraph } from './run-graph.ts';
import type { GraphOutcome } from './step-outcome.ts';
import { runScope, waitsOf } from './run-scope.ts';
import { RunSession, RunStopped, type StopReason } from './run-session.ts';

/** Versions are immutable, so their graph is built once for as long as they are in memory. */
const graphs = new WeakMap<FlowDocument, FlowGraph>();

/**
 * Runs a claimed run as far as it goes: to its end, or until it must wait. Returns when that is committed, or when the
 * run belongs to somebody else. Abort `drain` to give the run back unfinished.
 * @throws what the journal or the stores throw, the database being gone say; the run stays claimable
 */
export async function runFlow(run: ClaimedRun, ports: EnginePorts, drain: AbortSignal): Promise<void> {
  const document = await ports.flows.version(run.lease.tenantId, run.flow.id, run.flow.version);
  const session = new RunSession(run, document, ports);
  const release = keepLease(session, drain);
  try {
    const outcome = await goOn(session, document);
    await close(session, outcome);
  } catch (error) {
    await closeStopped(session, error);
  } finally {
    release();
  }
}

async function goOn(session: RunSession, document: FlowDocument): Promise<GraphOutcome> {
  const { run, ports } = session;
  if (run.cancelRequested) session.stop('cancelled');
  session.throwIfStopped();
  const known = run.resumed ? await ports.runs.checkpoints(run.lease, '', 0) : [];
  const waits = waitsOf(
    document.steps.filter((step) => step.kind === 'wait').map((step) => step.id),
    '',
    run,
    ports.tokens,
  );
  return runGraph({
    session,
    execute: executeStep,
    graph: graphOf(document),
    scope: runScope(run, waits),
    prefix: '',
    checkpoints: new Map(known.map((one) => [one.path, one])),
  });
}

function graphOf(document: FlowDocument): FlowGraph {
  const known = graphs.get(document);
  if (known) return known;
  const graph = flowGraph(document, 'trigger');
  graphs.set(document, graph);
  return graph;
}

async function close(session: RunSession, outcome: GraphOutcome): Promise<void> {
  switch (outcome.kind) {
    case 'waiting':
      return session.ports.journal.suspend(session.run.lease, outcome.waits, outcome.children);
    case 'completed':
      return finish(session, { state: 'succeeded' });
    case 'failed':
      return finish(session, { state: 'failed', failure: outcome.failure });
    case 'ended':
      return finish(
        session,
        outcome.result === 'succeeded'
          ? { state: 'succeeded', output: outcome.output }
          : { state: 'failed', failure: endedFailed(outcome), output: outcome.output },
      );
  }
}

function endedFailed(outcome: Extract<GraphOutcome, { kind: 'ended' }>): Failure {
  return { code: 'run.ended-failed', kind: 'permanent', params: { step: outcome.stepId, reason: outcome.reason } };
}

async function finish(session: RunSession, end: Omit<RunEnd, 'at'>): Promise<void> {
  if (end.state === 'failed') session.logHeldBack();
  session.ports.reach?.('before-finish');
  await session.ports.journal.finish(session.run.lease, { ...end, at: session.ports.clock.now() });
}

async function closeStopped(session: RunSession, error: unknown): Promise<void> {
  const reason = stopReason(error) ?? stopReason(session.signal.reason);
  switch (reason) {
    case 'lease-lost':
      return;
    case 'drain':
      return session.ports.journal.release(session.run.lease);
    case 'cancelled':
      return finish(session, { state: 'cancelled', failure: { code: 'run.cancelled', kind: 'cancelled' } });
    case 'timeout':
      return finish(session, { state: 'failed', failure: timedOut(session) });
    case undefined:
      throw error;
  }
}

function stopReason(error: unknown): StopReason | undefined {
  if (error instanceof LeaseLost) return 'lease-lost';
  return error instanceof RunStopped ? error.reason : undefined;
}

function timedOut({ document }: RunSession): Failure {
  return { code: 'run.timeout', kind: 'permanent', params: { timeoutMs: document.settings.timeoutMs } };
}
