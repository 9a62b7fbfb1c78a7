import type { Json } from '@joinery/contracts';
import { cellOf, type Snapshot } from '../link-memory.ts';
import { isSensitive, valueHash } from './compare.ts';

/** A snapshot in the making; sensitive values go in as hashes only. */
export class SnapshotDraft {
  readonly #values: Record<string, Json>;
  readonly #hashes: Record<string, string>;
  readonly #sensitive: ReadonlySet<string>;
  readonly #hash: (text: string) => string;

  constructor(sensitive: ReadonlySet<string>, hash: (text: string) => string, from?: Snapshot) {
    this.#values = { ...from?.values };
    this.#hashes = { ...from?.hashes };
    this.#sensitive = sensitive;
    this.#hash = hash;
  }

  set(key: string, value: Json | undefined): void {
    this.#clear(key);
    if (value === undefined) return;
    if (isSensitive(key, this.#sensitive)) this.#hashes[key] = valueHash(value, this.#hash);
    else this.#values[key] = value;
  }

  /** Takes over what another snapshot knows of a field. */
  copy(key: string, from: Snapshot | undefined): void {
    this.#clear(key);
    if (!from) return;
    const cell = cellOf(from, key);
    if ('hash' in cell) this.#hashes[key] = cell.hash;
    else if (cell.value !== undefined) this.#values[key] = cell.value;
  }

  snapshot(): Snapshot {
    return Object.keys(this.#hashes).length === 0
      ? { values: this.#values }
      : { values: this.#values, hashes: this.#hashes };
  }

  #clear(key: string): void {
    delete this.#values[key];
    delete this.#hashes[key];
  }
}
