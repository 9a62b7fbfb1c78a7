import type { ConnectorRef, Effect, Failure, Json } from '@joinery/contracts';
import type { ActionCall, ActionInvoker, ActionOutcome, ActionPage, ActionTraits } from '../ports.ts';

/** What an action of the script does when it is called for the n-th time with one key. */
export type Script = (call: ActionCall, n: number) => ActionOutcome;

export interface ScriptedAction {
  readonly effect: Effect;
  readonly safeToTest?: boolean;
  readonly run: Script;
  readonly pages?: readonly (readonly Json[])[];
}

/** The other side, scripted: remembers every effect it had, by key. */
export class ScriptedActions implements ActionInvoker {
  readonly calls: ActionCall[] = [];
  readonly #actions: Readonly<Record<string, ScriptedAction>>;
  readonly #effects = new Map<string, Json | undefined>();

  constructor(actions: Readonly<Record<string, ScriptedAction>>) {
    this.#actions = actions;
  }

  /** How often an effect happened under each key. */
  effectsOf(action: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const call of this.calls)
      if (call.action === action) counts.set(call.idempotencyKey, (counts.get(call.idempotencyKey) ?? 0) + 1);
    return counts;
  }

  traits(_connector: ConnectorRef, action: string): ActionTraits {
    const { effect, safeToTest = false, pages } = this.#actions[action]!;
    return { effect, safeToTest, paginated: pages !== undefined, timeoutMs: 30_000, sample: { sample: true } };
  }

  invoke(call: ActionCall): Promise<ActionOutcome> {
    this.calls.push(call);
    const n = this.calls.filter((one) => one.idempotencyKey === call.idempotencyKey).length;
    const outcome = this.#actions[call.action]!.run(call, n);
    if (outcome.kind === 'done') this.#effects.set(call.idempotencyKey, outcome.output);
    return Promise.resolve(outcome);
  }

  lookUp(
    call: ActionCall,
  ): Promise<{ readonly kind: 'found'; readonly output: Json | undefined } | { readonly kind: 'absent' }> {
    const found = this.#effects.has(call.idempotencyKey);
    return Promise.resolve(
      found ? { kind: 'found', output: this.#effects.get(call.idempotencyKey) } : { kind: 'absent' },
    );
  }

  page(call: ActionCall, from: Json): Promise<{ readonly kind: 'page'; readonly page: ActionPage }> {
    const pages = this.#actions[call.action]!.pages!;
    const at = from === null ? 0 : Number(from);
    return Promise.resolve({
      kind: 'page',
      page: { items: pages[at] ?? [], next: at + 1 < pages.length ? at + 1 : null },
    });
  }
}

export const done = (output?: Json): ActionOutcome => ({ kind: 'done', output });
export const failed = (failure: Partial<Failure> = {}): ActionOutcome => ({
  kind: 'failed',
  failure: { code: 'connector.transient', kind: 'transient', ...failure },
});
