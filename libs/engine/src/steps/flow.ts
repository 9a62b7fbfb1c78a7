import type { Failure, FlowStep } from '@joinery/contracts';
import type { WaitAnswer } from '../ports.ts';
import { evaluate } from '../run/evaluate.ts';
import { waiting, type StepContext, type StepOutcome } from '../run/step-outcome.ts';

/** Flows may call flows so many levels deep. */
export const maxFlowDepth = 10;

/** Runs another flow as a child and waits for its end; the child is created in the commit that parks its parent. */
export async function executeFlow(context: StepContext<FlowStep>): Promise<StepOutcome> {
  const state = context.checkpoint?.state;
  if (state?.kind !== 'waiting') return callChild(context);
  if (state.answer?.kind === 'child-ended') return childEnded(context, state.answer);
  return waiting(state.wait);
}

function callChild(context: StepContext<FlowStep>): StepOutcome {
  const { session, step, path } = context;
  const depth = session.run.depth + 1;
  if (depth > maxFlowDepth)
    return { kind: 'failed', failure: { code: 'run.flow-depth', kind: 'permanent', params: { limit: maxFlowDepth } } };
  const id = session.ports.newRunId();
  const input = evaluate(context, step.input, 'input') ?? null;
  return waiting({ path, reason: 'flow', wakeAt: session.run.deadlineAt, address: id }, [
    { id, flowId: step.flowId as never, input, depth, path },
  ]);
}

async function childEnded(
  { session, path }: StepContext<FlowStep>,
  answer: Extract<WaitAnswer, { kind: 'child-ended' }>,
): Promise<StepOutcome> {
  const at = session.ports.clock.now();
  if (answer.state === 'succeeded') {
    await session.record({
      path,
      n: 0,
      state: 'succeeded',
      output: answer.output,
      port: 'out',
      startedAt: at,
      endedAt: at,
    });
    return { kind: 'done', output: answer.output, port: 'out' };
  }
  const failure: Failure = answer.failure ?? { code: 'run.cancelled', kind: 'cancelled' };
  await session.record({ path, n: 0, state: 'failed', failure, final: true, startedAt: at, endedAt: at });
  return { kind: 'failed', failure };
}
