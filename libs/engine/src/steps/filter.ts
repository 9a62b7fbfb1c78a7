import type { FilterStep } from '@joinery/contracts';
import { evaluate } from '../run/evaluate.ts';
import type { StepContext, StepOutcome } from '../run/step-outcome.ts';
import { holds } from './holds.ts';
import { pureOutcome } from './pure-step.ts';

/** Goes on where the condition holds; else the path ends here, and the run says so. */
export function executeFilter(context: StepContext<FilterStep>): StepOutcome {
  const passes = holds(evaluate(context, context.step.when, 'when'));
  return pureOutcome(context, passes ? { kind: 'done', output: { passes }, port: 'out' } : { kind: 'filtered' }, {
    passes,
  });
}
