import {
  FailureError,
  type ActionStep,
  type Failure,
  type FlowDocument,
  type Json,
  type MappingSource,
  type Step,
  type StepTest,
  type TenantId,
  type TestStep,
} from '@joinery/contracts';
import { expressionFailure, holds, type ActionInvoker } from '@joinery/engine';
import { walkSteps } from '@joinery/flow';
import { compile, toExpression } from '@joinery/mapping';
import { failureView } from '../http/failure-view.ts';

export interface StepTester {
  readonly actions: ActionInvoker;
  readonly newId: () => string;
}

type Outcome = Omit<StepTest, 'durationMs'>;

/** One step on the data given, outside of any run: nothing is stored, and only reading or safe actions are called. */
export async function testStep(
  document: FlowDocument,
  test: TestStep,
  tenantId: TenantId,
  tester: StepTester,
): Promise<StepTest | undefined> {
  const step = [...walkSteps(document)].find((placed) => placed.step.id === test.stepId)?.step;
  if (!step) return undefined;
  const began = performance.now();
  const outcome = await outcomeOf(step, test, tenantId, tester).catch((error: unknown): Outcome => {
    if (error instanceof FailureError) return { state: 'failed', failure: failureView(error.failure), port: 'error' };
    throw error;
  });
  return { ...outcome, durationMs: Math.round(performance.now() - began) };
}

async function outcomeOf(step: Step, test: TestStep, tenantId: TenantId, tester: StepTester): Promise<Outcome> {
  const value = (source: string | MappingSource, place: string) => evaluate(source, test.data, `${step.id}.${place}`);
  switch (step.kind) {
    case 'action':
      return testAction(step, value(step.input, 'input'), test, tenantId, tester);
    case 'map':
      return done(value(step.mapping, 'mapping'));
    case 'branch': {
      const taken = step.cases.find((one, index) => holds(value(one.when, `cases[${index}].when`)));
      return { ...done(undefined), port: taken?.port ?? 'else' };
    }
    case 'filter':
      return holds(value(step.when, 'when')) ? done(undefined) : { state: 'filtered' };
    case 'each':
      return step.items.from === 'expression'
        ? done(value(step.items.expression, 'items'))
        : done(value(step.items.input, 'items.input'));
    case 'wait':
      return {
        state: 'waiting',
        ...(step.for.kind === 'approval' ? given('output', value(step.for.question, 'for.question')) : {}),
      };
    case 'flow':
      return { state: 'refused', ...given('input', value(step.input, 'input')) };
    case 'reply':
      return done(value(step.body, 'body'));
    case 'end':
      return { ...done(step.output && value(step.output, 'output')), state: step.result };
  }
}

async function testAction(
  step: ActionStep,
  input: Json | undefined,
  test: TestStep,
  tenantId: TenantId,
  { actions, newId }: StepTester,
): Promise<Outcome> {
  const traits = actions.traits(step.connector, step.action);
  const seen = { effect: traits.effect, ...given('input', input) };
  if (traits.effect !== 'read' && !traits.safeToTest && !test.allowEffects) return { ...seen, state: 'refused' };
  const timeoutMs = step.timeoutMs ?? traits.timeoutMs;
  const call = {
    tenantId,
    runId: newId() as never,
    connector: step.connector,
    connectionId: step.connectionId,
    action: step.action,
    input,
    idempotencyKey: newId(),
    timeoutMs,
  };
  const outcome = await actions.invoke(call, AbortSignal.timeout(timeoutMs));
  if (outcome.kind === 'failed') return { ...seen, ...failed(outcome.failure) };
  return { ...seen, ...done(outcome.output) };
}

function evaluate(source: string | MappingSource, scope: TestStep['data'], place: string): Json | undefined {
  try {
    return compile(typeof source === 'string' ? source : toExpression(source)).evaluate(scope) as Json | undefined;
  } catch (error) {
    throw expressionFailure(error, place);
  }
}

const done = (output: Json | undefined): Outcome => ({ state: 'succeeded', ...given('output', output), port: 'out' });
const failed = (failure: Failure): Outcome => ({ state: 'failed', failure: failureView(failure), port: 'error' });

const given = <K extends string>(key: K, value: Json | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [Key in K]?: Json };
