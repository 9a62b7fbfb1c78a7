import type { Failure, Json, JsonObject, Side } from '@joinery/contracts';
import type {
  Cursor,
  ReadAnswer,
  RecordPage,
  SidePorts,
  SideReader,
  SideRecord,
  SideTraits,
  SideWriter,
  Slice,
  WriteOperation,
  WriteOutcome,
} from '../ports.ts';

/** How a system is by nature. */
export interface SystemNature {
  readonly traits: SideTraits;
  readonly pageSize: number;
  /** What it makes of a record when it saves it: trims, reformats. */
  readonly tidy?: (fields: JsonObject) => JsonObject;
  /** A write is answered with the record as it is stored. */
  readonly tellsStored: boolean;
  /** Its clock against the sync's. */
  readonly clockSkewMs: number;
  /** Times are told in steps of so many ms, so that many records share one. */
  readonly timeStepMs: number;
  /** Deleted records are among the changes. */
  readonly showsDeletes: boolean;
  /** The vendor says how many records there are. */
  readonly tellsTotal: boolean;
}

/** How a full listing lies: it ends early without a word, is empty, or lacks a share of its records. */
export type ListingFault =
  | { readonly kind: 'cut'; readonly afterPages: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'shrunk'; readonly share: number };

/** What is wrong with it at the moment. */
export interface SystemFaults {
  readonly listing?: ListingFault;
  /** Asked for single records, it shows only what its listing shows. */
  readonly getLies?: boolean;
  /** Says which writes of a batch are not done; `lost`: done, but the answer is lost. */
  readonly write?: (operation: WriteOperation) => 'done' | 'refused' | 'lost';
  readonly read?: () => boolean;
}

export interface StoredRecord {
  readonly id: string;
  fields: JsonObject;
  version: number;
  modifiedAt: number;
  deleted: boolean;
  disabled: boolean;
}

/** Whoever watches what happens in a system: a test, a webhook. */
export interface SystemWatcher {
  changed?(side: Side, id: string, deleted: boolean, by: 'user' | 'sync'): void;
  /** Before a write of the sync takes hold. */
  written?(side: Side, operation: WriteOperation, before: StoredRecord | undefined): void;
}

/** A system in a box: records with versions and times, pages, changes, conditional writes, and its faults. */
export class InMemorySystem {
  readonly side: Side;
  readonly nature: SystemNature;
  faults: SystemFaults = {};
  watcher: SystemWatcher = {};
  readonly #records = new Map<string, StoredRecord>();
  readonly #byKey = new Map<string, string>();
  readonly #now: () => number;
  #ids = 0;

  constructor(side: Side, nature: SystemNature, now: () => number) {
    this.side = side;
    this.nature = nature;
    this.#now = now;
  }

  /** As a user of the system does it. */
  add(fields: JsonObject): string {
    return this.#create(fields, 'user');
  }

  edit(id: string, fields: JsonObject): void {
    this.#update(this.#records.get(id)!, fields, 'user');
  }

  remove(id: string): void {
    this.#delete(this.#records.get(id)!, 'user');
  }

  /** Brings a deleted record back under its old id. */
  bringBack(id: string): void {
    const record = this.#records.get(id)!;
    record.deleted = false;
    record.disabled = false;
    this.#touch(record, 'user');
  }

  find(id: string): Readonly<StoredRecord> | undefined {
    return this.#records.get(id);
  }

  all(): readonly Readonly<StoredRecord>[] {
    return [...this.#records.values()];
  }

  /** Records that are neither deleted nor disabled. */
  alive(): readonly Readonly<StoredRecord>[] {
    return [...this.#records.values()].filter((record) => !record.deleted && !record.disabled);
  }

  ports(): SidePorts {
    return { traits: this.nature.traits, reader: this.#reader(), writer: this.#writer(), validate: () => null };
  }

  #reader(): SideReader {
    return {
      list: (from, slice) => this.#answer(() => this.#list(from, slice)),
      changes: (since, from) => this.#answer(() => this.#changes(since, from)),
      get: (ids) => this.#answer(() => this.#get(ids)),
      position: () =>
        this.#answer(() => ({ kind: 'time', time: this.#time() - this.nature.timeStepMs, id: '' }) satisfies Cursor),
    };
  }

  #writer(): SideWriter {
    return {
      write: (operations) => Promise.resolve(operations.map((operation) => this.#write(operation))),
      lookUp: (keys) => this.#answer(() => keys.map((key) => this.#byKey.get(key) ?? null)),
    };
  }

  #answer<T>(read: () => T): Promise<ReadAnswer<T>> {
    if (this.faults.read?.() === true) return Promise.resolve({ kind: 'failed', failure: transient });
    return Promise.resolve({ kind: 'read', value: read() });
  }

  #list(from: Json, slice: Slice | null): RecordPage {
    const { listing } = this.faults;
    const all = this.#listed().filter((record) => slice === null || isIn(slice, record));
    const start = typeof from === 'number' ? from : 0;
    const end = start + this.nature.pageSize;
    const isCut = listing?.kind === 'cut' && end / this.nature.pageSize >= listing.afterPages;
    return {
      records: all.slice(start, end).map(recordOf),
      next: end < all.length && !isCut ? end : null,
      ...(this.nature.tellsTotal ? { total: this.#existing().length } : {}),
    };
  }

  /** What a full listing shows today. */
  #listed(): readonly StoredRecord[] {
    const { listing } = this.faults;
    const all = this.#existing();
    if (listing?.kind === 'empty') return [];
    return listing?.kind === 'shrunk' ? all.slice(Math.ceil(all.length * listing.share)) : all;
  }

  #existing(): readonly StoredRecord[] {
    return [...this.#records.values()].filter((record) => !record.deleted);
  }

  #changes(since: Cursor | null, from: Json): RecordPage {
    const time = since?.kind === 'time' ? since.time : -Infinity;
    const changed = [...this.#records.values()]
      .filter((record) => record.modifiedAt >= time && (!record.deleted || this.nature.showsDeletes))
      .toSorted((x, y) => x.modifiedAt - y.modifiedAt || (x.id < y.id ? -1 : 1));
    const rest = Array.isArray(from)
      ? changed.filter((record) => isAfter(record, from as unknown as readonly [number, string]))
      : changed;
    const page = rest.slice(0, this.nature.pageSize);
    const last = page.at(-1);
    return { records: page.map(recordOf), next: last && rest.length > page.length ? [last.modifiedAt, last.id] : null };
  }

  #get(ids: readonly string[]): readonly SideRecord[] {
    const shown = this.faults.getLies === true ? new Set(this.#list(null, null).records.map(({ id }) => id)) : null;
    return ids.flatMap((id) => {
      const record = this.#records.get(id);
      const isShown = record && !record.deleted && (!shown || shown.has(id));
      return isShown ? [recordOf(record)] : [];
    });
  }

  #write(operation: WriteOperation): WriteOutcome {
    const fate = this.faults.write?.(operation) ?? 'done';
    if (fate === 'refused') return { kind: 'failed', failure: transient };
    const outcome = this.#perform(operation);
    return fate === 'lost' && outcome.kind === 'written'
      ? { kind: 'failed', failure: { ...transient, ambiguous: true } }
      : outcome;
  }

  #perform(operation: WriteOperation): WriteOutcome {
    if (operation.kind === 'create') return this.#performCreate(operation);
    const record = this.#records.get(operation.id);
    if (!record || record.deleted) return { kind: 'gone' };
    if (operation.version !== undefined && operation.version !== String(record.version))
      return { kind: 'changed-meanwhile' };
    this.watcher.written?.(this.side, operation, { ...record });
    if (operation.kind === 'delete') this.#delete(record, 'sync');
    else if (operation.kind === 'disable') this.#disable(record);
    else {
      if (operation.revive) record.disabled = false;
      this.#update(record, operation.fields, 'sync');
    }
    return this.#written(record);
  }

  #performCreate(operation: Extract<WriteOperation, { kind: 'create' }>): WriteOutcome {
    const known = this.nature.traits.create === 'idempotent' ? this.#byKey.get(operation.key) : undefined;
    if (known !== undefined) return this.#written(this.#records.get(known)!);
    this.watcher.written?.(this.side, operation, undefined);
    const id = this.#create(operation.fields, 'sync');
    this.#byKey.set(operation.key, id);
    return this.#written(this.#records.get(id)!);
  }

  #written(record: StoredRecord): WriteOutcome {
    return { kind: 'written', id: record.id, ...(this.nature.tellsStored ? { record: recordOf(record) } : {}) };
  }

  #create(fields: JsonObject, by: 'user' | 'sync'): string {
    this.#ids += 1;
    const id = `${this.side}${String(this.#ids).padStart(6, '0')}`;
    const record: StoredRecord = {
      id,
      fields: this.#tidy(fields),
      version: 0,
      modifiedAt: 0,
      deleted: false,
      disabled: false,
    };
    this.#records.set(id, record);
    this.#touch(record, by);
    return id;
  }

  #update(record: StoredRecord, fields: JsonObject, by: 'user' | 'sync'): void {
    record.fields = this.#tidy({ ...record.fields, ...fields });
    this.#touch(record, by);
  }

  #delete(record: StoredRecord, by: 'user' | 'sync'): void {
    record.deleted = true;
    this.#touch(record, by);
  }

  #disable(record: StoredRecord): void {
    record.disabled = true;
    this.#touch(record, 'sync');
  }

  #touch(record: StoredRecord, by: 'user' | 'sync'): void {
    record.version += 1;
    record.modifiedAt = this.#time();
    this.watcher.changed?.(this.side, record.id, record.deleted, by);
  }

  #time(): number {
    const { clockSkewMs, timeStepMs } = this.nature;
    return Math.floor((this.#now() + clockSkewMs) / timeStepMs) * timeStepMs;
  }

  #tidy(fields: JsonObject): JsonObject {
    return this.nature.tidy?.(fields) ?? fields;
  }
}

const transient: Failure = {
  code: 'connector.unreachable',
  kind: 'transient',
  params: { host: 'simulator', detail: 'fault' },
};

function recordOf({ id, fields, version, modifiedAt, deleted }: StoredRecord): SideRecord {
  return { id, fields, version: String(version), modifiedAt, ...(deleted ? { deleted } : {}) };
}

function isIn(slice: Slice, record: StoredRecord): boolean {
  return 'filter' in slice ? true : record.modifiedAt >= slice.from && record.modifiedAt < slice.to;
}

function isAfter(record: StoredRecord, [time, id]: readonly [number, string]): boolean {
  return record.modifiedAt > time || (record.modifiedAt === time && record.id > id);
}

/** Able to do everything. */
export const ableTraits: SideTraits = {
  list: 'complete',
  changes: 'time',
  get: true,
  create: 'idempotent',
  update: true,
  disable: true,
  delete: true,
  conditional: true,
  batch: 50,
  sensitive: [],
};

/** Saves what it gets and tells what it saved. */
export const plainNature: SystemNature = {
  traits: ableTraits,
  pageSize: 50,
  tellsStored: true,
  clockSkewMs: 0,
  timeStepMs: 1,
  showsDeletes: false,
  tellsTotal: false,
};
