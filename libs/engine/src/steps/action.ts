import type { ActionStep } from '@joinery/contracts';
import { performAction } from '../effect/perform-action.ts';
import type { ActionCall } from '../ports.ts';
import { evaluate } from '../run/evaluate.ts';
import type { StepContext, StepOutcome } from '../run/step-outcome.ts';

/** Calls a connector's action with a mapped input. */
export function executeAction(context: StepContext<ActionStep>): StepOutcome | Promise<StepOutcome> {
  const { session, step, path } = context;
  const traits = session.ports.actions.traits(step.connector, step.action);
  const input = evaluate(context, step.input, 'input');
  if (session.run.mode === 'test' && traits.effect !== 'read' && !traits.safeToTest)
    return skippedInTest(context, input, traits.sample);
  const call: ActionCall = {
    tenantId: session.run.lease.tenantId,
    runId: session.run.lease.runId,
    connector: step.connector,
    connectionId: step.connectionId,
    action: step.action,
    input,
    idempotencyKey: `${session.run.lease.runId}:${path}`,
    timeoutMs: step.timeoutMs ?? traits.timeoutMs,
  };
  return performAction({ context, call, traits });
}

function skippedInTest(
  { session, path }: StepContext<ActionStep>,
  input: ActionCall['input'],
  sample: ActionCall['input'],
): StepOutcome {
  const at = session.ports.clock.now();
  session.recordSoon({ path, n: 0, state: 'skipped', input, output: sample, port: 'out', startedAt: at, endedAt: at });
  return { kind: 'done', output: sample, port: 'out' };
}
