import type { ReplyStep } from '@joinery/contracts';
import { evaluate } from '../run/evaluate.ts';
import type { StepContext, StepOutcome } from '../run/step-outcome.ts';

/** Answers the caller of a synchronous webhook. Committed first, so that a resumed run does not answer again. */
export async function executeReply(context: StepContext<ReplyStep>): Promise<StepOutcome> {
  const { session, step, path } = context;
  const body = evaluate(context, step.body, 'body');
  const at = session.ports.clock.now();
  await session.record({ path, n: 0, state: 'succeeded', output: body, startedAt: at, endedAt: at });
  session.ports.replies.deliver(session.run.lease, { status: step.status, body });
  return { kind: 'done', output: body, port: 'out' };
}
