import type { EndStep } from '@joinery/contracts';
import { evaluate } from '../run/evaluate.ts';
import type { StepContext, StepOutcome } from '../run/step-outcome.ts';
import { pureOutcome } from './pure-step.ts';

/** Ends the whole run, from wherever it stands. */
export function executeEnd(context: StepContext<EndStep>): StepOutcome {
  const { result, reason, output } = context.step;
  const said = reason === undefined ? '' : evaluate(context, reason, 'reason');
  const value = output === undefined ? undefined : evaluate(context, output, 'output');
  const text = typeof said === 'string' ? said : JSON.stringify(said ?? '');
  return pureOutcome(context, { kind: 'ended', result, reason: text, output: value }, value);
}
