import type { ActionStep, Failure, Json } from '@joinery/contracts';
import { canonical } from '@joinery/flow';
import { defaultRetry, retryDecision } from '../failure/retry-decision.ts';
import type { ActionCall, ActionOutcome, ActionTraits, Wait } from '../ports.ts';
import { waiting, type StepContext, type StepOutcome } from '../run/step-outcome.ts';

/** Shorter pauses before a repetition are slept through; for longer ones the run gives its worker back. */
const longestSleepMs = 2000;
/** So long a held attempt waits for a person; then its outcome stays unknown and the step fails. */
const holdMs = 30 * 24 * 3600 * 1000;

/** What an action's step and its retries share. */
export interface ActionWork {
  readonly context: StepContext<ActionStep>;
  readonly call: ActionCall;
  readonly traits: ActionTraits;
}

/**
 * Performs an action with the journal in front: attempt committed, then the call, then its result. What an earlier
 * epoch left is settled first, by the action's declared effect.
 */
export async function performAction(work: ActionWork): Promise<StepOutcome> {
  const { checkpoint } = work.context;
  const begun = checkpoint?.attempts ?? 0;
  switch (checkpoint?.state.kind) {
    case 'in-flight':
      return settleInFlight(work, begun);
    case 'waiting':
      return afterWait(work, begun, checkpoint.state.wait, checkpoint.state.answer);
    case 'done':
    case 'failed':
    case 'looping':
    case undefined:
      return attemptFrom(work, begun + 1);
  }
}

/** A crash came between an attempt and its result: repeat, look, or ask. */
async function settleInFlight(work: ActionWork, begun: number): Promise<StepOutcome> {
  const { traits, context } = work;
  if (traits.effect === 'unsafe' && context.step.onAmbiguous === 'hold') return hold(work, begun);
  if (traits.effect === 'checkable') return lookUpThenGoOn(work, begun);
  return attemptFrom(work, begun + 1);
}

async function lookUpThenGoOn(work: ActionWork, begun: number): Promise<StepOutcome> {
  const { session } = work.context;
  const startedAt = session.ports.clock.now();
  const answer = await session.ports.actions.lookUp(work.call, session.signal);
  session.throwIfStopped();
  switch (answer.kind) {
    case 'found':
      return succeed(work, begun, startedAt, answer.output);
    case 'absent':
      return attemptFrom(work, begun + 1);
    case 'failed':
      return afterFailure(work, begun, startedAt, { ...answer.failure, ambiguous: true });
  }
}

async function afterWait(work: ActionWork, begun: number, wait: Wait, answer: unknown): Promise<StepOutcome> {
  if (wait.reason !== 'held') return resumeAfterPause(work, begun, wait);
  const word = answer as
    { readonly kind?: string; readonly as?: 'accept' | 'retry' | 'fail'; readonly output?: Json } | undefined;
  const at = work.context.session.ports.clock.now();
  if (word?.kind !== 'resolved') return at < wait.wakeAt ? waiting(wait) : fail(work, begun, at, outcomeUnknown(work));
  if (word.as === 'retry') return attemptFrom(work, begun + 1);
  return word.as === 'accept' ? succeed(work, begun, at, word.output) : fail(work, begun, at, outcomeUnknown(work));
}

function resumeAfterPause(work: ActionWork, begun: number, wait: Wait): StepOutcome | Promise<StepOutcome> {
  return work.context.session.ports.clock.now() < wait.wakeAt ? waiting(wait) : attemptFrom(work, begun + 1);
}

async function attemptFrom(work: ActionWork, n: number): Promise<StepOutcome> {
  const { session, path } = work.context;
  session.throwIfStopped();
  const startedAt = session.ports.clock.now();
  await journalAttempt(work, n, startedAt);
  session.ports.reach?.('after-journal');
  const outcome = await session.ports.actions.invoke(work.call, session.signal);
  session.ports.reach?.('after-effect');
  // A lost lease ends here, before anything else is done; a cancelled or timed-out call still has its result recorded.
  if (outcome.kind === 'done') return succeed(work, n, startedAt, outcome.output);
  session.throwIfStopped();
  return afterFailure(work, n, startedAt, withStep(outcome, path));
}

async function journalAttempt(work: ActionWork, n: number, at: number): Promise<void> {
  const { traits, call, context } = work;
  if (traits.effect === 'read') return;
  const { session, path } = context;
  session.ports.reach?.('before-journal');
  const keepInput = session.document.settings.logLevel === 'all';
  await session.ports.journal.attempt(session.run.lease, {
    path,
    n,
    key: call.idempotencyKey,
    effect: traits.effect,
    requestHash: session.ports.sha256(canonical(call.input)),
    input: keepInput ? call.input : undefined,
    at,
  });
  session.throwIfStopped();
}

function withStep(outcome: Extract<ActionOutcome, { kind: 'failed' }>, path: string): Failure {
  return outcome.failure.place === undefined ? { ...outcome.failure, place: path } : outcome.failure;
}

async function afterFailure(work: ActionWork, n: number, startedAt: number, failure: Failure): Promise<StepOutcome> {
  const { context, traits } = work;
  const decision = retryDecision({
    failure,
    effect: traits.effect,
    onAmbiguous: context.step.onAmbiguous,
    policy: context.step.retry ?? defaultRetry,
    attempt: n - spentBefore(context),
    random: context.session.ports.random(),
  });
  switch (decision.kind) {
    case 'give-up':
      return fail(work, n, startedAt, failure);
    case 'hold':
      recordFailedAttempt(work, n, startedAt, failure);
      return hold(work, n);
    case 'again':
      recordFailedAttempt(work, n, startedAt, failure);
      return again(work, n, decision.afterMs, failure);
  }
}

/** Attempts that were exhausted before somebody resumed the run; the policy begins anew after them. */
function spentBefore({ checkpoint }: StepContext): number {
  return checkpoint?.state.kind === 'failed' && checkpoint.state.final ? checkpoint.attempts : 0;
}

async function again(work: ActionWork, n: number, afterMs: number, failure: Failure): Promise<StepOutcome> {
  const { session, path } = work.context;
  if (afterMs > longestSleepMs) {
    return waiting({
      path,
      reason: failure.kind === 'rate-limited' ? 'rate-budget' : 'retry',
      wakeAt: session.ports.clock.now() + afterMs,
    });
  }
  await session.ports.clock.sleep(afterMs, session.signal);
  if (failure.ambiguous === true && work.traits.effect === 'checkable') return lookUpThenGoOn(work, n);
  return attemptFrom(work, n + 1);
}

function hold(work: ActionWork, n: number): StepOutcome {
  const { session, path } = work.context;
  return waiting({
    path,
    reason: 'held',
    wakeAt: session.ports.clock.now() + holdMs,
    question: { attempt: n, action: work.call.action, connector: work.call.connector.name },
  });
}

async function succeed(work: ActionWork, n: number, startedAt: number, output: Json | undefined): Promise<StepOutcome> {
  const { session, path } = work.context;
  session.recordSoon({
    path,
    n,
    state: 'succeeded',
    output,
    port: 'out',
    ...readInput(work),
    startedAt,
    endedAt: session.ports.clock.now(),
  });
  session.ports.reach?.('after-result');
  return { kind: 'done', output, port: 'out' };
}

/** A read has no attempt entry, so its input stands in its result. */
function readInput(work: ActionWork): { readonly input?: Json | undefined } {
  return work.traits.effect === 'read' && work.context.session.document.settings.logLevel === 'all'
    ? { input: work.call.input }
    : {};
}

function recordFailedAttempt(work: ActionWork, n: number, startedAt: number, failure: Failure): void {
  const { session, path } = work.context;
  const state = failure.ambiguous === true && work.traits.effect === 'unsafe' ? 'outcome-unknown' : 'failed';
  session.recordSoon({ path, n, state, failure, final: false, startedAt, endedAt: session.ports.clock.now() });
}

async function fail(work: ActionWork, n: number, startedAt: number, failure: Failure): Promise<StepOutcome> {
  const { session, path } = work.context;
  const input = session.document.settings.logLevel === 'none' ? {} : { input: work.call.input };
  session.recordSoon({
    path,
    n,
    state: 'failed',
    failure,
    final: true,
    ...input,
    startedAt,
    endedAt: session.ports.clock.now(),
  });
  return { kind: 'failed', failure };
}

function outcomeUnknown(work: ActionWork): Failure {
  return {
    code: 'step.outcome-unknown',
    kind: 'conflict',
    params: { step: work.context.step.label || work.context.step.id },
  };
}
