import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type {
  Json,
  JsonObject,
  JsonSchema,
  ObjectRead,
  ObjectWrite,
  Operation,
  RecordObject,
} from '@joinery/contracts';
import { failWith } from '../failures.ts';
import { shapedKey, type OperationPage, type OperationRun } from '../operation/run-operation.ts';
import { cursorForRequest, valueOf } from '../polling/change-cursor.ts';
import { lookForChanges } from '../polling/look-for-changes.ts';
import { isObject } from '../request/put-in-body.ts';
import { endOf, type HostCall, type HostParts, operationAt } from './host-parts.ts';
import { compiledCursor } from './triggers.ts';

export interface ObjectCall extends HostCall {
  readonly object: string;
}

/** What a record is read by. */
type ObjectView = Pick<ObjectCall, 'tenantId' | 'connector' | 'connectionId' | 'object'>;

export interface RecordView {
  readonly id: string;
  readonly version: string | null;
  readonly deleted: boolean;
  readonly record: Json;
  /** Epoch ms, where the object's changes go by time and the record has one. */
  readonly modifiedAt?: number;
}

export interface RecordPage {
  readonly records: readonly RecordView[];
  readonly next: Json;
}

export interface RecordChanges {
  readonly records: readonly RecordView[];
  readonly cursor: Json;
  readonly more: boolean;
}

const changesAtMost = 1_000;

/** The records of a connection, for synchronisation. Failures are thrown. */
export class Objects {
  readonly #parts: HostParts;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  /** What the manifest says the object can do. @throws FailureError for an unknown one */
  declaration({ connector, object }: Pick<ObjectCall, 'connector' | 'object'>): RecordObject {
    const found = this.#parts.registry.get(connector).object(object);
    if (found) return found;
    throw failWith('flow.unknown-action', { connector: connector.name, action: object, place: 'object' });
  }

  /** Its fields, asked of the account where they are only known there. */
  async schema(call: ObjectCall): Promise<JsonSchema> {
    const { fields } = this.declaration(call);
    if (fields.from === 'manifest') return fields.schema as JsonSchema;
    const { output } = await this.#parts.operations.run(await this.#run(call, 'fields', fields.operation, {}));
    return merged((fields.known ?? {}) as JsonSchema, isObject(output) ? output : {});
  }

  async list(call: ObjectCall, from: Json): Promise<RecordPage> {
    const { operation } = this.#offered(call, 'list');
    const page = await this.#parts.operations.page(await this.#run(call, 'list', operation, {}), from);
    return this.#recordPage(call, page);
  }

  async get(call: ObjectCall, id: string): Promise<RecordView | undefined> {
    const { operation } = this.#offered(call, 'get');
    const { output } = await this.#parts.operations.run(await this.#run(call, 'get', operation, { id }));
    return output === undefined || output === null ? undefined : this.#view(call, output);
  }

  /** Those of the records that exist. */
  async getMany(call: ObjectCall, ids: readonly string[]): Promise<readonly RecordView[]> {
    const { operation } = this.#offered(call, 'getBatch');
    const { output } = await this.#parts.operations.run(await this.#run(call, 'getBatch', operation, { ids }));
    return Array.isArray(output) ? (output as readonly Json[]).map(this.#viewer(call)) : [];
  }

  /**
   * A page of what was changed, or deleted, at or after a moment (null: ever). Nothing is remembered between looks, so
   * the caller asks from as far back as it wants to be sure of.
   */
  async since(
    call: ObjectCall,
    read: 'changes' | 'deletions',
    sinceMs: number | null,
    from: Json,
  ): Promise<RecordPage> {
    const { operation, cursor } = this.#offered(call, read);
    const run = await this.#run(call, read, operation, {});
    const compiled = compiledCursor(run.session, `objects.${call.object}.${read}`, cursor);
    const state = { cursor: cursorForRequest(compiled, sinceMs, run.session.values) };
    const { items, next } = await this.#parts.operations.page({ ...run, state }, from);
    const records = items.map(read === 'deletions' ? (item) => this.#deleted(call, item) : this.#viewer(call));
    return { records, next };
  }

  /** Records that were deleted since the cursor, by their ids. */
  async deletions(
    call: ObjectCall,
    cursor: Json | undefined,
    from: 'now' | 'beginning' = 'beginning',
  ): Promise<RecordChanges> {
    const { operation, cursor: declared } = this.#offered(call, 'deletions');
    const run = await this.#run(call, 'deletions', operation, {});
    const compiled = compiledCursor(run.session, `objects.${call.object}.deletions`, declared);
    const found = await lookForChanges({
      operations: this.#parts.operations,
      run,
      cursor: compiled,
      key: (scope) => {
        const { item } = scope as { readonly item: Json };
        return [this.#deleted(call, item).id, compiled.value({ item }) ?? null];
      },
      stored: cursor,
      from,
      now: Date.now(),
      changesAtMost,
    });
    const records = found.changes.map(({ item }) => this.#deleted(call, item));
    return { records, cursor: found.cursor, more: found.more };
  }

  /** Records that changed since the cursor; at the first call those from now on, or all there are. */
  async changes(
    call: ObjectCall,
    cursor: Json | undefined,
    from: 'now' | 'beginning' = 'beginning',
  ): Promise<RecordChanges> {
    const { operation, cursor: declared } = this.#offered(call, 'changes');
    const run = await this.#run(call, 'changes', operation, {});
    const place = `objects.${call.object}.changes`;
    const id = this.#expression(call, 'id') ?? (() => undefined);
    const version = this.#expression(call, 'version');
    const compiled = compiledCursor(run.session, place, declared);
    const found = await lookForChanges({
      operations: this.#parts.operations,
      run,
      cursor: compiled,
      // One record may change twice within the lag, even within a second: its version or its content tells the two apart.
      key: ({ item }: { readonly item: Json }) => [
        id({ record: item }) ?? null,
        version?.({ record: item }) ?? digestOf(item),
      ],
      stored: cursor,
      from,
      now: Date.now(),
      changesAtMost,
    } as Parameters<typeof lookForChanges>[0]);
    return { records: found.changes.map(({ item }) => this.#view(call, item)), cursor: found.cursor, more: found.more };
  }

  /** Writes; `input` as the manifest's vocabulary says for the operation. */
  async write(
    call: ObjectCall,
    write: ObjectWrite,
    input: JsonObject,
    idempotencyKey: string,
  ): Promise<Json | undefined> {
    const { operation, effect } = this.#offered(call, write);
    const run = await this.#run(call, write, operation, input);
    const key = 'key' in effect ? effect.key : undefined;
    const repeatable = effect.class === 'idempotent';
    const { output } = await this.#parts.operations.run({ ...run, idempotencyKey, repeatable, key });
    return output;
  }

  /** The id of what a creation made under our key, for creations that can be looked up; null where nothing was. */
  async lookUpCreated(call: ObjectCall, idempotencyKey: string): Promise<string | null> {
    const { effect } = this.#offered(call, 'create');
    if (effect.class !== 'checkable') return null;
    const { operation, found, output } = effect.lookUp;
    const place = `objects.${call.object}.create.lookUp`;
    const run = await this.#run(call, 'create.lookUp', operation, {});
    const key = effect.key ? shapedKey(idempotencyKey, effect.key.shape) : idempotencyKey;
    const { scope, output: answer } = await this.#parts.operations.run({ ...run, idempotencyKey: key });
    const { connector } = run.session;
    if (connector.evaluator(`${place}.found`, found)(scope) !== true) return null;
    const made = output === undefined ? answer : connector.evaluator(`${place}.output`, output)(scope);
    const id = isObject(made) ? made['id'] : undefined;
    return id === undefined || id === null ? null : textOf(id);
  }

  /** A record as the manifest's expressions see it. */
  view(call: ObjectView, record: Json): RecordView {
    return this.#view(call, record);
  }

  #offered<K extends ObjectRead | ObjectWrite>(call: ObjectCall, name: K): NonNullable<RecordObject[K]> {
    const offered = this.declaration(call)[name];
    if (offered) return offered as NonNullable<RecordObject[K]>;
    throw failWith('flow.unknown-action', {
      connector: call.connector.name,
      action: `${call.object}.${name}`,
      place: 'object',
    });
  }

  async #run(call: ObjectCall, name: string, operation: Operation, input: Json): Promise<OperationRun> {
    const session = await this.#parts.sessions.session(call);
    // All writes of a page share its signal; each listens for as long as it lasts.
    if (call.signal) setMaxListeners(0, call.signal);
    const compiled = operationAt(session, `objects.${call.object}.${name}`, () => operation);
    return { session, operation: compiled, input, endsAt: endOf(call), signal: call.signal };
  }

  #recordPage(call: ObjectCall, { items, next }: OperationPage): RecordPage {
    return { records: items.map(this.#viewer(call)), next };
  }

  #view(call: ObjectView, record: Json): RecordView {
    return this.#viewer(call)(record);
  }

  /** How the records of a page are read: what the manifest says of them is looked up once for all of them. */
  #viewer(call: ObjectView): (record: Json) => RecordView {
    const idOf = this.#expression(call, 'id');
    const versionOf = this.#expression(call, 'version');
    const isDeleted = this.#expression(call, 'deleted');
    const modifiedAt = this.#modifiedAt(call);
    return (record) => {
      const scope = { record };
      const id = idOf?.(scope);
      if (id === undefined || id === null || id === '') throw this.#withoutId(call);
      const version = versionOf?.(scope);
      const modified = modifiedAt?.(record);
      return {
        id: textOf(id),
        version: version === undefined || version === null ? null : textOf(version),
        deleted: isDeleted?.(scope) === true,
        record,
        ...(modified === undefined ? {} : { modifiedAt: modified }),
      };
    };
  }

  #withoutId({ connector, object }: ObjectView) {
    const { title } = this.#parts.registry.get(connector);
    return failWith('connector.response-invalid', { connector: title, detail: `${object} without an id` });
  }

  /** Vendors list bare ids, or what is left of the record. */
  #deleted(call: ObjectView, item: Json): RecordView {
    const bare = typeof item === 'string' || typeof item === 'number';
    if (!bare) return { ...this.#view(call, item), deleted: true };
    return { id: textOf(item), version: null, deleted: true, record: {} };
  }

  #modifiedAt(call: ObjectView): ((record: Json) => number | undefined) | undefined {
    const cursor = this.declaration(call).changes?.cursor;
    const session = cursor?.kind === 'time' ? this.#parts.sessions.held(call) : undefined;
    if (!cursor || !session) return undefined;
    const compiled = compiledCursor(session, `objects.${call.object}.changes`, cursor);
    return (record) => {
      const value = valueOf(compiled, record, session.values);
      return Number.isNaN(value) ? undefined : value;
    };
  }

  #expression(call: ObjectView, name: 'id' | 'version' | 'deleted') {
    const source = this.declaration(call)[name];
    if (source === undefined) return undefined;
    return this.#parts.registry.get(call.connector).evaluator(`objects.${call.object}.${name}`, source);
  }
}

function digestOf(record: Json): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('base64url');
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What the account says, over what the manifest knows of the same fields (titles, marks). */
function merged(known: JsonSchema, live: JsonSchema): JsonSchema {
  const fields = { ...objectAt(known, 'properties') };
  for (const [name, field] of Object.entries(objectAt(live, 'properties'))) {
    fields[name] = { ...objectAt(fields, name), ...(isObject(field) ? field : {}) };
  }
  return { ...known, ...live, properties: fields };
}

function objectAt(of: JsonObject, name: string): Record<string, Json> {
  const value = Object.hasOwn(of, name) ? of[name] : undefined;
  return isObject(value) ? { ...value } : {};
}
