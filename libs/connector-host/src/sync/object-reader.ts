import type { Json, RecordObject } from '@joinery/contracts';
import type { Cursor, ReadAnswer, RecordPage, SideReader, SideRecord, Slice } from '@joinery/sync';
import { evaluator } from '../expressions/evaluator.ts';
import { thrownFailure } from '../failures.ts';
import type { ObjectCall, Objects, RecordView } from '../host/objects.ts';
import { isObject } from '../request/put-in-body.ts';
import { inParallel } from './in-parallel.ts';
import { changesOf } from './side-traits.ts';

export interface ObjectReaderOptions {
  readonly objects: Objects;
  readonly call: Omit<ObjectCall, 'signal'>;
}

/** Single records that are asked for at once. */
const mostGets = 8;

/** Reads one side of a sync: an object of a connection. Whatever the other side did is returned, never thrown. */
export class ObjectReader implements SideReader {
  readonly #objects: Objects;
  readonly #call: Omit<ObjectCall, 'signal'>;
  readonly #object: RecordObject;

  constructor({ objects, call }: ObjectReaderOptions) {
    this.#objects = objects;
    this.#call = call;
    this.#object = objects.declaration(call);
  }

  list(from: Json, slice: Slice | null, signal: AbortSignal): Promise<ReadAnswer<RecordPage>> {
    return this.#read(signal, async (call) => {
      if (slice === null) return pageOf(await this.#objects.list(call, from));
      return 'filter' in slice ? this.#filtered(call, from, slice.filter) : this.#ofTime(call, from, slice);
    });
  }

  changes(since: Cursor | null, from: Json, signal: AbortSignal): Promise<ReadAnswer<RecordPage>> {
    return this.#read(signal, (call) =>
      changesOf(this.#object) === 'time'
        ? this.#changesByTime(call, since?.kind === 'time' ? since.time : null, from)
        : this.#changesByBookmark(call, since?.kind === 'bookmark' ? since.value : null, from),
    );
  }

  get(ids: readonly string[], signal: AbortSignal): Promise<ReadAnswer<readonly SideRecord[]>> {
    return this.#read(signal, async (call) => {
      if (ids.length === 0) return [];
      if (this.#object.getBatch) return (await this.#objects.getMany(call, ids)).map(recordOf);
      const found = await inParallel(ids, mostGets, (id) => this.#getOne(call, id));
      return found.flatMap((record) => (record ? recordOf(record) : []));
    });
  }

  position(signal: AbortSignal): Promise<ReadAnswer<Cursor | null>> {
    return this.#read(signal, async (call) => {
      if (changesOf(this.#object) === 'time') return { kind: 'time', time: Date.now(), id: '' };
      const { changes, deletions } = this.#object;
      const now: Record<string, Json> = {};
      if (changes) now['changes'] = (await this.#objects.changes(call, undefined, 'now')).cursor;
      if (deletions) now['deletions'] = (await this.#objects.deletions(call, undefined, 'now')).cursor;
      return { kind: 'bookmark', value: now };
    });
  }

  async #getOne(call: ObjectCall, id: string): Promise<RecordView | undefined> {
    try {
      return await this.#objects.get(call, id);
    } catch (error) {
      if (thrownFailure(error, call.object).code === 'connector.not-found') return undefined;
      throw error;
    }
  }

  /** Listed whole and chosen from here: what filters a vendor knows differs, and a backfill is in no hurry. */
  async #filtered(call: ObjectCall, from: Json, filter: string): Promise<RecordPage> {
    const holds = evaluator(filter, { place: 'backfill.filter', connector: call.connector.name });
    const { records, next } = pageOf(await this.#objects.list(call, from));
    return { records: records.filter(({ fields }) => holds(fields) === true), next };
  }

  /** By the changes since the slice's begin, where the object's changes go by time; else from the whole listing. */
  async #ofTime(
    call: ObjectCall,
    from: Json,
    slice: { readonly from: number; readonly to: number },
  ): Promise<RecordPage> {
    const byTime = this.#object.changes?.cursor.kind === 'time';
    const page = byTime
      ? await this.#objects.since(call, 'changes', slice.from, from)
      : await this.#objects.list(call, from);
    const isIn = ({ modifiedAt }: SideRecord): boolean =>
      modifiedAt !== undefined && modifiedAt >= slice.from && modifiedAt < slice.to;
    const { records, next } = pageOf(page);
    return { records: records.filter(isIn), next };
  }

  /** The changes to their end, then what is listed apart as deleted; `from` tells which of the two goes on. */
  async #changesByTime(call: ObjectCall, sinceMs: number | null, from: Json): Promise<RecordPage> {
    const { deletions } = this.#object;
    const at = placeOf(from);
    const { records, next } = pageOf(await this.#objects.since(call, at.read, sinceMs, at.page));
    if (next !== null) return { records, next: { read: at.read, page: next } };
    const isOver = at.read === 'deletions' || !deletions;
    return { records, next: isOver ? null : { read: 'deletions', page: null } };
  }

  async #changesByBookmark(call: ObjectCall, since: Json, from: Json): Promise<RecordPage> {
    const { changes, deletions } = this.#object;
    const begun = isObject(from) ? from : isObject(since) ? since : {};
    const look = changes && begun['over'] !== true;
    const found = look
      ? await this.#objects.changes(call, begun['changes'])
      : await this.#objects.deletions(call, begun['deletions']);
    const { over: _, ...held } = begun;
    const bookmark = { ...held, [look ? 'changes' : 'deletions']: found.cursor };
    const records = found.records.map(recordOf);
    if (found.more) return { records, next: look ? bookmark : { ...bookmark, over: true }, bookmark };
    return { records, next: look && deletions ? { ...bookmark, over: true } : null, bookmark };
  }

  async #read<T>(signal: AbortSignal, work: (call: ObjectCall) => Promise<T>): Promise<ReadAnswer<T>> {
    try {
      return { kind: 'read', value: await work({ ...this.#call, signal }) };
    } catch (error) {
      signal.throwIfAborted();
      return { kind: 'failed', failure: thrownFailure(error, this.#call.connector.name) };
    }
  }
}

function placeOf(from: Json): { readonly read: 'changes' | 'deletions'; readonly page: Json } {
  if (!isObject(from)) return { read: 'changes', page: null };
  return { read: from['read'] === 'deletions' ? 'deletions' : 'changes', page: from['page'] ?? null };
}

function pageOf({ records, next }: { readonly records: readonly RecordView[]; readonly next: Json }): RecordPage {
  return { records: records.map(recordOf), next };
}

export function recordOf({ id, version, deleted, record, modifiedAt }: RecordView): SideRecord {
  return {
    id,
    fields: isObject(record) ? record : {},
    ...(version === null ? {} : { version }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    ...(deleted ? { deleted } : {}),
  };
}
