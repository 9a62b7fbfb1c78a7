import type { RunStep } from '@joinery/contracts';
import type { StepRun } from '@joinery/ui-designer/run-canvas';

/** What each step of the canvas shows of a run; of several iterations of a loop the worst. */
export function stepRuns(steps: readonly RunStep[]): ReadonlyMap<string, StepRun> {
  const runs = new Map<string, StepRun>();
  for (const step of steps) {
    const before = runs.get(step.stepId);
    if (!before || severity(step.state) > severity(before.state)) runs.set(step.stepId, overlay(step));
  }
  return runs;
}

function overlay({ state, startedAt, endedAt, port, attempts }: RunStep): StepRun {
  const durationMs =
    startedAt !== null && endedAt !== null ? Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)) : undefined;
  return { state, durationMs, port, attempts };
}

const order: readonly RunStep['state'][] = [
  'skipped',
  'filtered',
  'succeeded',
  'cancelled',
  'running',
  'waiting',
  'outcome-unknown',
  'failed',
];

function severity(state: RunStep['state']): number {
  return order.indexOf(state);
}
