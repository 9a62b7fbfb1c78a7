import type { ConnectorRef, FlowDocument, Json, Step, StepPath } from '@joinery/contracts';
import { canonical, walkSteps } from '@joinery/flow';
import type { ActionCall, ActionInvoker, ActionOutcome, ActionTraits } from '../ports.ts';
import type { RecordedRun, RecordedStep } from './recorded-run.ts';

/** Whence a step's answer came: from the run itself, from the other side just now, or from the manifest's sample. */
export type AnswerSource = 'record' | 'live' | 'sample';

/** Why a run cannot be played again. */
export type ReplayStop = 'pages' | 'too-many-calls' | 'out-of-time' | 'too-large';

export class ReplayStopped extends Error {
  override readonly name = 'ReplayStopped';
  readonly reason: ReplayStop;

  constructor(reason: ReplayStop) {
    super(reason);
    this.reason = reason;
  }
}

interface RecordedActionsOptions {
  readonly run: RecordedRun;
  readonly document: FlowDocument;
  readonly actions: ActionInvoker;
  readonly sha256: (text: string) => string;
  /** False when no more calls may be made. */
  readonly mayCall: () => boolean;
}

/**
 * The other side of a replay. The same call as in the recorded run gets the answer it got then, a failure too; another
 * one is made only where it reads or is safe, under a key of its own; the rest is answered with the action's sample.
 */
export class RecordedActions implements ActionInvoker {
  readonly answeredBy = new Map<StepPath, AnswerSource>();
  readonly #options: RecordedActionsOptions;
  readonly #unchanged: ReadonlySet<string>;

  constructor(options: RecordedActionsOptions) {
    this.#options = options;
    this.#unchanged = stepsWithSameAction(options.run.document, options.document);
  }

  traits(connector: ConnectorRef, action: string): ActionTraits {
    return this.#options.actions.traits(connector, action);
  }

  async invoke(call: ActionCall, signal: AbortSignal): Promise<ActionOutcome> {
    const { run, actions } = this.#options;
    const path = call.idempotencyKey.slice(run.id.length + 1);
    const recorded = this.#recorded(path, call.input);
    if (recorded) {
      this.answeredBy.set(path, 'record');
      return recorded;
    }
    const traits = actions.traits(call.connector, call.action);
    if (traits.effect !== 'read' && !traits.safeToTest) {
      this.answeredBy.set(path, 'sample');
      return { kind: 'done', output: traits.sample };
    }
    if (!this.#options.mayCall()) throw new ReplayStopped('too-many-calls');
    this.answeredBy.set(path, 'live');
    return actions.invoke({ ...call, idempotencyKey: `replay:${call.idempotencyKey}` }, signal);
  }

  /** Nothing is in flight in a replay, so nobody asks. */
  lookUp(): Promise<{ readonly kind: 'absent' }> {
    return Promise.resolve({ kind: 'absent' });
  }

  /** Pages are not kept with a run, and what they would hold today is another thing. */
  page(): Promise<never> {
    return Promise.reject(new ReplayStopped('pages'));
  }

  #recorded(path: StepPath, input: Json | undefined): ActionOutcome | undefined {
    const step = this.#options.run.steps.get(path);
    if (!step || !this.#unchanged.has(stepIdOf(path)) || !this.#sameInput(step, input)) return undefined;
    if (step.state === 'succeeded') return { kind: 'done', output: step.output };
    if (!step.failure) return undefined;
    const { code, kind, params, vendor, place } = step.failure;
    return {
      kind: 'failed',
      failure: { code, kind, ...(params && { params }), ...(vendor && { vendor }), ...(place && { place }) },
    };
  }

  #sameInput(step: RecordedStep, input: Json | undefined): boolean {
    if (step.requestHash !== undefined) return this.#options.sha256(canonical(input)) === step.requestHash;
    return step.input !== undefined && canonical(step.input) === canonical(input);
  }
}

/** `rows[12].send` is the step `send`. */
export function stepIdOf(path: StepPath): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function stepsWithSameAction(before: FlowDocument, after: FlowDocument): ReadonlySet<string> {
  const old = new Map([...walkSteps(before)].map(({ step }) => [step.id, actionKey(step)]));
  const same = [...walkSteps(after)].filter(
    ({ step }) => step.kind === 'action' && old.get(step.id) === actionKey(step),
  );
  return new Set(same.map(({ step }) => step.id));
}

/** A newer version of the same connector still answers for the same action. */
function actionKey(step: Step): string | undefined {
  return step.kind === 'action' ? `${step.connector.name}|${step.action}|${step.connectionId ?? ''}` : undefined;
}
