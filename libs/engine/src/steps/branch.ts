import type { BranchStep } from '@joinery/contracts';
import { evaluate } from '../run/evaluate.ts';
import type { StepContext, StepOutcome } from '../run/step-outcome.ts';
import { holds } from './holds.ts';
import { pureOutcome } from './pure-step.ts';

/** Takes the port of the first case that holds, or `else`. */
export function executeBranch(context: StepContext<BranchStep>): StepOutcome {
  const index = context.step.cases.findIndex((one, at) => holds(evaluate(context, one.when, `cases[${at}].when`)));
  const port = context.step.cases[index]?.port ?? 'else';
  return pureOutcome(context, { kind: 'done', output: { port }, port }, { port });
}
