import { FailureError, type EachStep, type Json } from '@joinery/contracts';
import type { ActionCall } from '../ports.ts';
import { evaluate } from '../run/evaluate.ts';
import type { StepContext } from '../run/step-outcome.ts';

export interface LoopItem {
  /** One item, or a list of up to `batchSize`. */
  readonly item: Json;
  readonly index: number;
  /** The page that holds it, and the index at which that page begins. */
  readonly page: { readonly at: Json; readonly start: number };
}

/**
 * The items of a loop from index `done` on. A list is evaluated anew, which gives the same one; pages are asked for
 * one by one, beginning with the page that holds `done`, so a million items never are in memory.
 * Lanes share the iterator: each `next()` waits its turn.
 */
export function loopItems(
  context: StepContext<EachStep>,
  from: { readonly at: Json; readonly start: number },
  done: number,
): AsyncIterator<LoopItem, undefined> {
  const { items } = context.step;
  const source = items.from === 'expression' ? listItems(context, items.expression) : pagedItems(context, from);
  return skipTo(done, source);
}

async function* listItems(context: StepContext<EachStep>, expression: string): AsyncGenerator<LoopItem, undefined> {
  const value = evaluate(context, expression, 'items');
  // Missing is an empty list; a single value is a list of one, as everywhere in JSONata.
  const list: readonly Json[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  yield* batches(list, context.step.batchSize, 0, null);
  return undefined;
}

async function* pagedItems(
  context: StepContext<EachStep>,
  from: { readonly at: Json; readonly start: number },
): AsyncGenerator<LoopItem, undefined> {
  const call = pageCall(context);
  let at = from.at;
  let start = from.start;
  do {
    const page = await fetchPage(context, call, at);
    yield* batches(page.items, context.step.batchSize, start, at);
    start += Math.ceil(page.items.length / context.step.batchSize);
    at = page.next;
  } while (at !== null);
  return undefined;
}

function pageCall(context: StepContext<EachStep>): ActionCall {
  const { session, step, path } = context;
  if (step.items.from !== 'pages') throw new Error('a loop over an expression has no pages');
  const traits = session.ports.actions.traits(step.items.connector, step.items.action);
  return {
    tenantId: session.run.lease.tenantId,
    runId: session.run.lease.runId,
    connector: step.items.connector,
    connectionId: step.items.connectionId,
    action: step.items.action,
    input: evaluate(context, step.items.input, 'items.input'),
    idempotencyKey: `${session.run.lease.runId}:${path}`,
    timeoutMs: traits.timeoutMs,
  };
}

async function fetchPage(
  context: StepContext<EachStep>,
  call: ActionCall,
  at: Json,
): Promise<{ readonly items: readonly Json[]; readonly next: Json }> {
  const { ports, signal } = context.session;
  for (let attempt = 1; ; attempt++) {
    context.session.throwIfStopped();
    const answer = await ports.actions.page(call, at, signal);
    if (answer.kind === 'page') return answer.page;
    const repeatable = answer.failure.kind === 'transient' || answer.failure.kind === 'rate-limited';
    if (!repeatable || attempt >= pageAttempts) throw new FailureError(answer.failure);
    await ports.clock.sleep(Math.max(answer.failure.retryAfterMs ?? 0, 500 * 2 ** attempt), signal);
  }
}

/** A page is a read; it is asked for so often before its loop fails. */
const pageAttempts = 5;

function* batches(list: readonly Json[], size: number, start: number, page: Json): Generator<LoopItem> {
  for (let at = 0; at < list.length; at += size) {
    const item = size === 1 ? list[at]! : list.slice(at, at + size);
    yield { item, index: start + at / size, page: { at: page, start } };
  }
}

async function* skipTo(done: number, source: AsyncGenerator<LoopItem, undefined>): AsyncGenerator<LoopItem, undefined> {
  for await (const item of source) if (item.index >= done) yield item;
  return undefined;
}
