import type { Failure, Json, StepPath } from '@joinery/contracts';
import type { ClaimedRun, CallbackTokens } from '../ports.ts';

/** The value that expressions of one graph see. A loop's body sees what is around it, and its own steps over it. */
export interface RunScope {
  readonly trigger: Json;
  readonly steps: Record<string, Json | undefined>;
  readonly errors: Record<string, Json>;
  readonly waits: Readonly<Record<string, Json>>;
  readonly item?: Json;
  readonly index?: number;
  readonly flow: Json;
  readonly run: Json;
}

export function runScope(run: ClaimedRun, waits: Readonly<Record<string, Json>>): RunScope {
  return {
    trigger: run.event,
    steps: {},
    errors: {},
    waits,
    flow: { ...run.flow },
    run: { id: run.lease.runId, startedAt: new Date(run.startedAt).toISOString() },
  };
}

export function itemScope(outer: RunScope, item: Json, index: number, waits: Readonly<Record<string, Json>>): RunScope {
  return {
    ...outer,
    steps: { ...outer.steps },
    errors: { ...outer.errors },
    waits: { ...outer.waits, ...waits },
    item,
    index,
  };
}

/** Token and address of every waiting step of one graph, made before the wait begins so that messages can carry them. */
export function waitsOf(
  stepIds: readonly string[],
  prefix: StepPath,
  run: ClaimedRun,
  tokens: CallbackTokens,
): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    stepIds.map((id) => {
      const token = tokens.token(run.lease, `${prefix}${id}`);
      return [id, { token, url: tokens.url(token) }];
    }),
  );
}

/** What an expression at an `error` port reads of a failure. */
export function failureValue(failure: Failure): Json {
  return {
    code: failure.code,
    kind: failure.kind,
    ...(failure.params ? { params: failure.params } : {}),
    ...(failure.vendor ? { vendor: { ...failure.vendor } } : {}),
  };
}
