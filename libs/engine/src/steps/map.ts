import type { MapStep } from '@joinery/contracts';
import { evaluate } from '../run/evaluate.ts';
import type { StepContext, StepOutcome } from '../run/step-outcome.ts';
import { pureOutcome } from './pure-step.ts';

/** Builds a value. */
export function executeMap(context: StepContext<MapStep>): StepOutcome {
  const output = evaluate(context, context.step.mapping, 'mapping');
  return pureOutcome(context, { kind: 'done', output, port: 'out' }, output);
}
