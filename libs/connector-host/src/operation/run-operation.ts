import { createHash } from 'node:crypto';
import { FailureError, type Json, type JsonObject, type KeyTravel } from '@joinery/contracts';
import type { AnswerScope } from '../answer/judge-answer.ts';
import type { CodeRunner } from '../code/run-code.ts';
import type { Session } from '../connection/session.ts';
import { failWith } from '../failures.ts';
import { type Draft, place } from '../request/draft.ts';
import type { RequestScope } from '../request/compile-request.ts';
import { partsOfInput, type RecordOutcome } from './batch.ts';
import type { CompiledOperation, CompiledRequestOperation } from './compile-operation.ts';
import { positionFrom } from './paging.ts';
import type { CallLimits, VendorCalls } from './vendor-calls.ts';

export type KeyPlacement = Pick<KeyTravel, 'send' | 'shape'>;

export interface OperationRun extends CallLimits {
  readonly session: Session;
  readonly operation: CompiledOperation;
  readonly input: Json;
  /** What the host knows: `cursor`, for instance. */
  readonly state?: Readonly<Record<string, Json | undefined>>;
  readonly idempotencyKey?: string;
  readonly key?: KeyPlacement | undefined;
  /** By its effect it may be sent twice. */
  readonly repeatable?: boolean;
}

export interface OperationResult {
  readonly output: Json | undefined;
  /** What the answer's expressions see; of code: its output. */
  readonly scope: JsonScope;
}

export type JsonScope =
  AnswerScope | { readonly output: Json | undefined; readonly input: Json; readonly connection: Json };

export interface OperationPage {
  readonly items: readonly Json[];
  /** Plain data; null after the last page. */
  readonly next: Json;
  readonly scope: JsonScope;
}

/** Runs operations of a manifest, made of requests or of code. Everything it throws is a FailureError. */
export class Operations {
  readonly #calls: VendorCalls;
  readonly #code: CodeRunner;

  constructor(calls: VendorCalls, code: CodeRunner) {
    this.#calls = calls;
    this.#code = code;
  }

  async run(run: OperationRun): Promise<OperationResult> {
    const { operation } = run;
    if (operation.kind === 'code') {
      const output = await this.#code.run({ ...run, place: operation.place, idempotencyKey: run.idempotencyKey ?? '' });
      return { output, scope: { output, input: run.input, connection: run.session.values } };
    }
    if (operation.batch) return this.#runBatch(run, operation);
    if (operation.paging) {
      const page = await this.page(run, null);
      return { output: { items: page.items, next: page.next }, scope: page.scope };
    }
    return this.#runOnce(run, operation, 0);
  }

  async page(run: OperationRun, from: Json): Promise<OperationPage> {
    const { operation } = run;
    if (operation.kind === 'code') return this.#codePage(run, operation.place, from);
    const { paging } = operation;
    if (!paging) {
      const { output, scope } = await this.run(run);
      return { items: Array.isArray(output) ? output : [output ?? null], next: null, scope };
    }
    const position = positionFrom(from);
    const { scope } = await this.#request(run, operation, (draft) => paging.ask(draft, position), position?.at ?? null);
    const found = paging.items(scope);
    const next = paging.next(scope, found, position);
    const shape = operation.output;
    const items = shape ? found.map((item) => shape({ ...scope, item }) ?? null) : found;
    return { items, next: next as unknown as Json, scope };
  }

  /** Every page in turn. */
  async *pages(run: OperationRun, from: Json = null): AsyncGenerator<OperationPage, void, undefined> {
    let at = from;
    do {
      const page = await this.page(run, at);
      yield page;
      at = page.next;
    } while (at !== null);
  }

  async #codePage(run: OperationRun, place: string, from: Json): Promise<OperationPage> {
    const { items, next } = await this.#code.page({ ...run, place, idempotencyKey: run.idempotencyKey ?? '' }, from);
    return { items, next, scope: { output: null, input: run.input, connection: run.session.values } };
  }

  async #runOnce(run: OperationRun, operation: CompiledRequestOperation, part: number): Promise<OperationResult> {
    const { scope } = await this.#request(run, operation, keyInto(run, part), null);
    return { output: operation.output ? operation.output(scope) : scope.body, scope };
  }

  /**
   * Sends a batch in parts. A part that fails as a whole fails the step when its repetition is harmless; after parts
   * that had their effect it is told record by record instead, so that those are not sent again.
   */
  async #runBatch(run: OperationRun, operation: CompiledRequestOperation): Promise<OperationResult> {
    const { batch } = operation;
    if (!batch) throw failWith('connector.defect', { connector: run.session.connector.title, detail: operation.place });
    const outcomes: RecordOutcome[] = [];
    let scope: JsonScope = { output: null, input: run.input, connection: run.session.values };
    for (const [part, { input, records }] of partsOfInput(batch.batch, run.input).entries()) {
      try {
        const partRun = { ...run, input };
        const sent = await this.#request(partRun, operation, keyInto(partRun, part), null);
        scope = sent.scope;
        outcomes.push(...shifted(batch.outcomes(sent.scope, records), outcomes.length));
      } catch (error) {
        const harmless = part === 0 || run.repeatable === true;
        if (harmless || !(error instanceof FailureError)) throw error;
        const { code, params } = error.failure;
        const message = JSON.stringify(params?.['detail'] ?? code).slice(0, 500);
        outcomes.push(
          ...records.map((_, index) => ({ index: outcomes.length + index, ok: false as const, code, message })),
        );
      }
    }
    return { output: summary(outcomes), scope };
  }

  async #request(
    run: OperationRun,
    operation: CompiledRequestOperation,
    prepare: ((draft: Draft) => void) | undefined,
    page: Json,
  ): Promise<{ readonly scope: AnswerScope }> {
    const { session, endsAt, signal } = run;
    const scope = await this.#withEarlier(run, operation, page);
    const request = page !== null && operation.following ? operation.following : operation.request;
    return this.#calls.call({
      session,
      request,
      judge: operation.judge,
      scope,
      endsAt,
      signal,
      ...(prepare && { prepare }),
    });
  }

  async #withEarlier(run: OperationRun, operation: CompiledRequestOperation, page: Json): Promise<RequestScope> {
    const { session, endsAt, signal } = run;
    let scope: RequestScope = {
      input: run.input,
      connection: session.values,
      account: session.account,
      state: { ...run.state, page, idempotencyKey: keyText(run), now: Date.now() },
    };
    for (const { name, request, output, when } of operation.before) {
      if (when && when(scope) !== true) continue;
      const earlier = await this.#calls.call({ session, request, judge: operation.judge, scope, endsAt, signal });
      scope = { ...scope, state: { ...scope.state, [name]: output ? output(earlier.scope) : earlier.answer.body } };
    }
    return scope;
  }
}

function keyInto({ key, idempotencyKey }: OperationRun, part: number): ((draft: Draft) => void) | undefined {
  const { send, shape = 'as-is' } = key ?? {};
  if (!send || idempotencyKey === undefined) return undefined;
  // Parts of a batch are requests of their own.
  const whole = part === 0 ? idempotencyKey : `${idempotencyKey}:${part}`;
  return (draft) => place(draft, send, shapedKey(whole, shape));
}

function keyText({ key, idempotencyKey }: OperationRun): string | undefined {
  return idempotencyKey === undefined ? undefined : shapedKey(idempotencyKey, key?.shape ?? 'as-is');
}

/** The key as the vendor takes it; the same for the same key. */
export function shapedKey(key: string, shape: KeyPlacement['shape']): string {
  if (shape === 'as-is') return key;
  const hex = createHash('sha256').update(key).digest('hex').slice(0, 32);
  if (shape === 'hex32') return hex;
  // Version 8 of RFC 9562: the bits are ours.
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function shifted(outcomes: readonly RecordOutcome[], by: number): readonly RecordOutcome[] {
  return by === 0 ? outcomes : outcomes.map((outcome) => ({ ...outcome, index: outcome.index + by }));
}

function summary(outcomes: readonly RecordOutcome[]): JsonObject {
  const succeeded = outcomes.filter(({ ok }) => ok).length;
  return { results: outcomes as unknown as Json, succeeded, failed: outcomes.length - succeeded };
}
