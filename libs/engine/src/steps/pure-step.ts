import type { Json, RunStepState } from '@joinery/contracts';
import type { StepContext, StepOutcome } from '../run/step-outcome.ts';

/** Records a pure step as the log level says and gives its outcome on. */
export function pureOutcome(
  context: StepContext,
  outcome: Extract<StepOutcome, { kind: 'done' | 'filtered' | 'ended' }>,
  shown: Json | undefined,
): StepOutcome {
  const at = context.session.ports.clock.now();
  const state: RunStepState = outcome.kind === 'filtered' ? 'filtered' : 'succeeded';
  const port = outcome.kind === 'done' ? { port: outcome.port } : {};
  context.session.log({ path: context.path, n: 0, state, output: shown, ...port, startedAt: at, endedAt: at });
  return outcome;
}
