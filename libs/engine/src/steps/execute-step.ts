import type { Step, StepKind } from '@joinery/contracts';
import type { StepContext, StepExecutor, StepOutcome } from '../run/step-outcome.ts';
import { executeAction } from './action.ts';
import { executeBranch } from './branch.ts';
import { executeEach } from './each.ts';
import { executeEnd } from './end.ts';
import { executeFilter } from './filter.ts';
import { executeFlow } from './flow.ts';
import { executeMap } from './map.ts';
import { executeReply } from './reply.ts';
import { executeWait } from './wait.ts';

/** One executor per step kind; the type makes the table complete. */
const executors: { readonly [K in StepKind]: StepExecutor<Extract<Step, { kind: K }>> } = {
  action: executeAction,
  map: executeMap,
  branch: executeBranch,
  filter: executeFilter,
  each: executeEach,
  wait: executeWait,
  flow: executeFlow,
  reply: executeReply,
  end: executeEnd,
};

export function executeStep(context: StepContext): StepOutcome | Promise<StepOutcome> {
  return (executors[context.step.kind] as StepExecutor<Step>)(context);
}
