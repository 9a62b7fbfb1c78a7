import type { Failure, Json, JsonObject, ObjectWrite, RecordObject } from '@joinery/contracts';
import type { ReadAnswer, SideWriter, WriteOperation, WriteOutcome } from '@joinery/sync';
import { failureOf, thrownFailure } from '../failures.ts';
import type { ObjectCall, Objects } from '../host/objects.ts';
import { isObject } from '../request/put-in-body.ts';
import { inParallel } from './in-parallel.ts';
import { recordOf } from './object-reader.ts';
import { createWay } from './side-traits.ts';

export interface ObjectWriterOptions {
  readonly objects: Objects;
  readonly call: Omit<ObjectCall, 'signal'>;
}

/** Single writes under way at once: each is of another record. */
const mostWrites = 8;

/** An operation as the object offers it. */
interface Ask {
  readonly index: number;
  readonly operation: WriteOperation;
  readonly write: 'create' | 'update' | 'upsert' | 'disable' | 'delete';
  readonly input: JsonObject;
  /** The same for every attempt. */
  readonly key: string;
}

/** Writes one side of a sync, in the object's batches where it has them. */
export class ObjectWriter implements SideWriter {
  readonly #objects: Objects;
  readonly #call: Omit<ObjectCall, 'signal'>;
  readonly #object: RecordObject;

  constructor({ objects, call }: ObjectWriterOptions) {
    this.#objects = objects;
    this.#call = call;
    this.#object = objects.declaration(call);
  }

  async write(operations: readonly WriteOperation[], signal: AbortSignal): Promise<readonly WriteOutcome[]> {
    const call = { ...this.#call, signal };
    const outcomes: WriteOutcome[] = [];
    for (const asks of byKind(operations.map((operation, index) => this.#ask(operation, index)))) {
      const batch = this.#batchOf(asks);
      const written = batch ? await this.#writeBatch(call, batch, asks) : await this.#writeSingly(call, asks);
      for (const [place, { index }] of asks.entries()) outcomes[index] = written[place]!;
    }
    return outcomes;
  }

  lookUp(keys: readonly string[], signal: AbortSignal): Promise<ReadAnswer<readonly (string | null)[]>> {
    const call = { ...this.#call, signal };
    return this.#returned(signal, () => inParallel(keys, mostWrites, (key) => this.#objects.lookUpCreated(call, key)));
  }

  #ask(operation: WriteOperation, index: number): Ask {
    switch (operation.kind) {
      case 'create':
        return { index, operation, key: operation.key, ...this.#creation(operation) };
      case 'update': {
        const { id, fields: record, version } = operation;
        return { index, operation, write: 'update', key: '', input: { id, record, ...versionOf(version) } };
      }
      case 'disable':
      case 'delete': {
        const { id, version, kind } = operation;
        return { index, operation, write: kind, key: '', input: { id, ...versionOf(version) } };
      }
    }
  }

  #creation({ fields: record, key }: Extract<WriteOperation, { kind: 'create' }>): Pick<Ask, 'write' | 'input'> {
    const way = createWay(this.#object);
    if (way === 'create') return { write: 'create', input: { record } };
    const field = way === 'upsert-by-field' ? record[this.#object.key!] : undefined;
    return { write: 'upsert', input: { key: field ?? key, record } };
  }

  #batchOf([first, ...more]: readonly Ask[]): ObjectWrite | undefined {
    if (!first || first.write === 'disable') return undefined;
    const single = this.#object[first.write] !== undefined;
    // One record alone goes by its own request, which tells more when it fails.
    if (single && more.length === 0) return undefined;
    return this.#object[`${first.write}Batch`] ? `${first.write}Batch` : undefined;
  }

  async #writeSingly(call: ObjectCall, asks: readonly Ask[]): Promise<readonly WriteOutcome[]> {
    return inParallel(asks, mostWrites, async ({ operation, write, input, key }) => {
      const answer = await this.#returned(call.signal, () => this.#objects.write(call, write, input, key));
      if (answer.kind === 'failed') return this.#refused(operation, answer.failure);
      return this.#written(operation, answer.value);
    });
  }

  async #writeBatch(call: ObjectCall, write: ObjectWrite, asks: readonly Ask[]): Promise<readonly WriteOutcome[]> {
    const key = asks[0]!.key;
    const answer = await this.#returned(call.signal, () =>
      this.#objects.write(call, write, { records: asks.map(({ input }) => input) }, key),
    );
    if (answer.kind === 'failed') return asks.map(({ operation }) => this.#refused(operation, answer.failure));
    const results = resultsOf(answer.value);
    return asks.map(({ operation }, index) => this.#ofBatch(operation, results.get(index)));
  }

  #ofBatch(operation: WriteOperation, result: JsonObject | undefined): WriteOutcome {
    if (result?.['ok'] === true) return this.#written(operation, result['output']);
    const { name } = this.#call.connector;
    const [code, message] = [result?.['code'], result?.['message']];
    const detail = typeof message === 'string' ? message : 'no result for this record';
    const failure = failureOf('connector.invalid', { connector: name, detail });
    const vendor = { message: detail, ...(typeof code === 'string' ? { code } : {}) };
    return this.#refused(operation, { ...failure, vendor });
  }

  #written(operation: WriteOperation, output: Json | undefined): WriteOutcome {
    const told = isObject(output) ? output : {};
    const record = isObject(told['record']) ? recordOf(this.#objects.view(this.#call, told['record'])) : undefined;
    const id = told['id'] ?? record?.id ?? ('id' in operation ? operation.id : undefined);
    if (id === undefined || id === null) return { kind: 'failed', failure: this.#withoutId() };
    return { kind: 'written', id: textOf(id), ...(record ? { record } : {}) };
  }

  #withoutId(): Failure {
    const { connector, object } = this.#call;
    const detail = `${object} without an id`;
    return { ...failureOf('connector.response-invalid', { connector: connector.name, detail }), ambiguous: true };
  }

  #refused(operation: WriteOperation, failure: Failure): WriteOutcome {
    if (operation.kind !== 'create' && failure.code === 'connector.not-found') return { kind: 'gone' };
    const isConditional = 'version' in operation && operation.version !== undefined;
    if (isConditional && failure.code === 'connector.conflict') return { kind: 'changed-meanwhile' };
    return { kind: 'failed', failure };
  }

  async #returned<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<ReadAnswer<T>> {
    try {
      return { kind: 'read', value: await work() };
    } catch (error) {
      signal?.throwIfAborted();
      return { kind: 'failed', failure: thrownFailure(error, this.#call.connector.name) };
    }
  }
}

/** Operations that go by the same call, in the order of their first. */
function byKind(asks: readonly Ask[]): readonly (readonly Ask[])[] {
  const groups = new Map<string, Ask[]>();
  for (const ask of asks) {
    const group = groups.get(ask.write);
    if (group) group.push(ask);
    else groups.set(ask.write, [ask]);
  }
  return [...groups.values()];
}

function resultsOf(output: Json | undefined): ReadonlyMap<number, JsonObject> {
  const results = isObject(output) ? output['results'] : undefined;
  if (!Array.isArray(results)) return new Map();
  return new Map(
    (results as readonly Json[]).flatMap((result, place) =>
      isObject(result) ? [[typeof result['index'] === 'number' ? result['index'] : place, result] as const] : [],
    ),
  );
}

const versionOf = (version: string | undefined) => (version === undefined ? {} : { version });
const textOf = (id: Json): string => (typeof id === 'string' ? id : JSON.stringify(id));
