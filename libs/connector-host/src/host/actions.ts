import { setMaxListeners } from 'node:events';
import type { ConnectorRef, Failure, Json } from '@joinery/contracts';
import { FailureError } from '@joinery/contracts';
import type { ActionCall, ActionInvoker, ActionOutcome, ActionPage, ActionTraits } from '@joinery/engine';
import type { Session } from '../connection/session.ts';
import type { CompiledAction } from '../connector/compiled-connector.ts';
import { failWith, thrownFailure } from '../failures.ts';
import { type OperationRun, shapedKey } from '../operation/run-operation.ts';
import { type HostParts, usualTimeoutMs } from './host-parts.ts';

type Failed = { readonly kind: 'failed'; readonly failure: Failure };
type LookedUp = { readonly kind: 'found'; readonly output: Json | undefined } | { readonly kind: 'absent' } | Failed;
type Paged = { readonly kind: 'page'; readonly page: ActionPage } | Failed;

/** Invokes actions for the engine. Whatever the other side did is returned, never thrown. */
export class Actions implements ActionInvoker {
  readonly #parts: HostParts;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  /** @throws FailureError for an unknown connector or action: a flow is checked before it runs */
  traits(connector: ConnectorRef, action: string): ActionTraits {
    const { action: declared, operation } = this.#action(connector, action);
    return {
      effect: declared.effect.class,
      safeToTest: declared.safeToTest || declared.effect.class === 'read',
      paginated: operation.kind === 'code' ? operation.paginated : operation.paging !== undefined,
      timeoutMs: operation.timeoutMs ?? usualTimeoutMs,
      ...(declared.sample === undefined ? {} : { sample: declared.sample }),
    };
  }

  invoke(call: ActionCall, signal: AbortSignal): Promise<ActionOutcome> {
    return this.#returned(call, async (action) => {
      const run = await this.#run(call, action, signal);
      const { output } = await this.#parts.operations.run(run);
      return { kind: 'done', output };
    });
  }

  lookUp(call: ActionCall, signal: AbortSignal): Promise<LookedUp> {
    return this.#returned(call, async (action) => {
      if (!action.lookUp) throw notCheckable(call, action);
      const run = await this.#run(call, action, signal);
      return this.#found(action, { ...run, operation: action.lookUp.operation, key: undefined });
    });
  }

  page(call: ActionCall, from: Json, signal: AbortSignal): Promise<Paged> {
    return this.#returned(call, async (action) => {
      const run = await this.#run(call, action, signal);
      const { items, next } = await this.#parts.operations.page(run, from);
      return { kind: 'page', page: { items, next } };
    });
  }

  async #found({ lookUp }: CompiledAction, run: OperationRun): Promise<LookedUp> {
    try {
      const { scope, output } = await this.#parts.operations.run(run);
      if (lookUp?.found(scope) !== true) return { kind: 'absent' };
      return { kind: 'found', output: lookUp.output ? lookUp.output(scope) : output };
    } catch (error) {
      if (error instanceof FailureError && error.failure.code === 'connector.not-found') return { kind: 'absent' };
      throw error;
    }
  }

  async #returned<R>(call: ActionCall, work: (action: CompiledAction) => Promise<R>): Promise<R | Failed> {
    try {
      return await work(this.#action(call.connector, call.action));
    } catch (error) {
      return { kind: 'failed', failure: thrownFailure(error, this.#title(call)) };
    }
  }

  async #run(call: ActionCall, action: CompiledAction, signal: AbortSignal): Promise<OperationRun> {
    const session: Session = this.#parts.sessions.held(call) ?? (await this.#parts.sessions.session(call));
    // Many steps of a run may share its signal; each listens for as long as its call lasts.
    setMaxListeners(0, signal);
    const { class: effect } = action.action.effect;
    return {
      session,
      operation: action.operation,
      input: action.checkInput(call.input),
      idempotencyKey: action.key ? shapedKey(call.idempotencyKey, action.key.shape) : call.idempotencyKey,
      key: action.key && { ...action.key, shape: 'as-is' },
      repeatable: effect === 'read' || effect === 'idempotent',
      endsAt: performance.now() + call.timeoutMs,
      signal,
    };
  }

  #action(connector: ConnectorRef, name: string): CompiledAction {
    const action = this.#parts.registry.get(connector).action(name);
    if (action) return action;
    throw failWith('flow.unknown-action', { connector: connector.name, action: name, place: 'action' });
  }

  #title({ connector }: ActionCall): Json {
    return this.#parts.registry.find(connector)?.title ?? connector.name;
  }
}

function notCheckable({ connector }: ActionCall, { name }: CompiledAction) {
  return failWith('connector.defect', { connector: connector.name, detail: `${name} has no look-up` });
}
