import { FailureError, type Json, type WaitReason, type WaitStep } from '@joinery/contracts';
import type { Wait } from '../ports.ts';
import { evaluate } from '../run/evaluate.ts';
import { waiting, type StepContext, type StepOutcome } from '../run/step-outcome.ts';

/** Parks the run until its moment or its answer; it holds no worker meanwhile. */
export async function executeWait(context: StepContext<WaitStep>): Promise<StepOutcome> {
  const state = context.checkpoint?.state;
  if (state?.kind !== 'waiting') return waiting(newWait(context));
  if (state.answer?.kind === 'answered') return goOn(context, state.answer.body);
  if (context.session.ports.clock.now() < state.wait.wakeAt) return waiting(state.wait);
  if (state.wait.reason === 'timer') return goOn(context, { at: new Date(state.wait.wakeAt).toISOString() });
  return expire(context);
}

async function goOn({ session, path }: StepContext<WaitStep>, output: Json): Promise<StepOutcome> {
  const at = session.ports.clock.now();
  await session.record({ path, n: 0, state: 'succeeded', output, port: 'out', startedAt: at, endedAt: at });
  return { kind: 'done', output, port: 'out' };
}

async function expire({ session, path, step }: StepContext<WaitStep>): Promise<StepOutcome> {
  const at = session.ports.clock.now();
  const failure = { code: 'step.wait-expired', kind: 'permanent', params: { step: step.label || step.id } } as const;
  await session.record({ path, n: 0, state: 'failed', failure, final: true, startedAt: at, endedAt: at });
  return { kind: 'failed', failure };
}

function newWait(context: StepContext<WaitStep>): Wait {
  const { session, path, step } = context;
  const now = session.ports.clock.now();
  const wait = step.for;
  const until = (reason: WaitReason, wakeAt: number, more: Partial<Wait> = {}): Wait => ({
    path,
    reason,
    wakeAt,
    ...more,
  });
  switch (wait.kind) {
    case 'delay':
      return until('timer', now + wait.delayMs);
    case 'time':
      return until('timer', momentOf(evaluate(context, wait.until, 'for.until'), `${path}.for.until`));
    case 'callback':
      return until('callback', now + wait.deadlineMs, {
        address: session.ports.tokens.token(session.run.lease, path),
      });
    case 'approval':
      return until('approval', now + wait.deadlineMs, {
        address: session.ports.tokens.token(session.run.lease, path),
        question: evaluate(context, wait.question, 'for.question') ?? null,
      });
    case 'event':
      return until('event', now + wait.deadlineMs, {
        address: eventAddress(wait.connectionId, wait.trigger, evaluate(context, wait.key, 'for.key')),
      });
  }
}

/** Where a trigger event of a connection finds the run that waits for it. */
export function eventAddress(connectionId: string | null, trigger: string, key: Json | undefined): string {
  return `${connectionId ?? ''}|${trigger}|${typeof key === 'string' ? key : JSON.stringify(key ?? null)}`;
}

function momentOf(value: Json | undefined, place: string): number {
  const moment = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isFinite(moment)) return moment;
  throw new FailureError({
    code: 'expression.failed',
    kind: 'invalid',
    place,
    params: { place, detail: `not a moment: ${JSON.stringify(value ?? null)}` },
  });
}
