import type { JsonObject, JsonSchema } from '@joinery/contracts';
import type { LocalText, SimulatorRecord } from './simulator.ts';
import { textOf } from './text-of.ts';

export interface CollectionDefinition {
  readonly title: LocalText;
  /** The field that identifies a record. */
  readonly key: string;
  /** What a record looks like. */
  readonly schema?: JsonSchema;
  readonly seed?: readonly JsonObject[];
  /** Completes a new record with what the vendor fills in itself (id, defaults). */
  readonly created?: (draft: JsonObject, now: string) => JsonObject;
  /** Completes a changed record (version, updatedAt …). */
  readonly changed?: (record: JsonObject, before: JsonObject, now: string) => JsonObject;
  /** What removing leaves behind; absent removes without a trace. */
  readonly tombstone?: (record: JsonObject, now: string) => JsonObject;
}

/** What happened to a record. */
export interface Change {
  readonly collection: string;
  readonly kind: 'created' | 'changed' | 'removed';
  readonly before?: SimulatorRecord;
  readonly after?: SimulatorRecord;
}

export interface RecordsOptions {
  readonly now: () => number;
  readonly onChange: (change: Change) => void;
}

/** The state of a simulator: named collections of records, with everything that changes them in one place. */
export class Records {
  readonly #definitions: Readonly<Record<string, CollectionDefinition>>;
  readonly #options: RecordsOptions;
  readonly #rows = new Map<string, Map<string, SimulatorRecord>>();

  constructor(definitions: Readonly<Record<string, CollectionDefinition>>, options: RecordsOptions) {
    this.#definitions = definitions;
    this.#options = options;
    this.reset();
  }

  /** Back to the seed, silently: a reset is no event at the vendor. */
  reset(): void {
    for (const [name, { seed = [], key }] of Object.entries(this.#definitions)) {
      this.#rows.set(name, new Map(seed.map((row) => [textOf(row[key]), structuredClone(row)])));
    }
  }

  names(): readonly string[] {
    return [...this.#rows.keys()];
  }

  definition(collection: string): CollectionDefinition {
    const definition = Object.hasOwn(this.#definitions, collection) ? this.#definitions[collection] : undefined;
    if (!definition) throw new RangeError(`No collection named “${collection}”`);
    return definition;
  }

  list(collection: string): readonly SimulatorRecord[] {
    return [...this.#of(collection).values()];
  }

  get(collection: string, id: string): SimulatorRecord | undefined {
    return this.#of(collection).get(id);
  }

  find(collection: string, holds: (row: SimulatorRecord) => boolean): SimulatorRecord | undefined {
    for (const row of this.#of(collection).values()) if (holds(row)) return row;
    return undefined;
  }

  upsert(collection: string, draft: JsonObject): SimulatorRecord {
    const { key } = this.definition(collection);
    const before = draft[key] === undefined ? undefined : this.get(collection, textOf(draft[key]));
    return before ? this.#change(collection, before, draft) : this.#create(collection, draft);
  }

  remove(collection: string, id: string): boolean {
    const { tombstone } = this.definition(collection);
    const before = this.get(collection, id);
    if (!before) return false;
    const after = tombstone?.(before, this.#now());
    if (after) this.#of(collection).set(id, after);
    else this.#of(collection).delete(id);
    this.#options.onChange({ collection, kind: 'removed', before, ...(after && { after }) });
    return true;
  }

  #create(collection: string, draft: JsonObject): SimulatorRecord {
    const { key, created } = this.definition(collection);
    const after = structuredClone(created ? created(draft, this.#now()) : draft);
    this.#of(collection).set(textOf(after[key]), after);
    this.#options.onChange({ collection, kind: 'created', after });
    return after;
  }

  #change(collection: string, before: SimulatorRecord, draft: JsonObject): SimulatorRecord {
    const { key, changed } = this.definition(collection);
    const merged = { ...before, ...structuredClone(draft) };
    const after = changed ? changed(merged, before, this.#now()) : merged;
    this.#of(collection).set(textOf(after[key]), after);
    this.#options.onChange({ collection, kind: 'changed', before, after });
    return after;
  }

  #of(collection: string): Map<string, SimulatorRecord> {
    this.definition(collection);
    return this.#rows.get(collection) as Map<string, SimulatorRecord>;
  }

  #now(): string {
    return new Date(this.#options.now()).toISOString();
  }
}
