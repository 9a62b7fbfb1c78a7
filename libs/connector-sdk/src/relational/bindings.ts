import type { Json, JsonObject } from '@joinery/contracts';
import type { Dialect } from './driver.ts';
import type { Column } from './table.ts';

/** Collects the values of a statement while its text is written. */
export class Bindings {
  readonly values: unknown[] = [];
  readonly #dialect: Dialect;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** Where the value stands. */
  add(value: unknown): string {
    this.values.push(value);
    return this.#dialect.place(this.values.length);
  }

  /**
   * The condition that a key is one of these. They travelled as text, and are compared as their column's type, so that
   * an index serves and no digit is lost.
   */
  oneOf(key: Column, keys: readonly Json[]): string {
    const places = keys.map((each) => {
      const value = this.#dialect.parameterOf(typeof each === 'string' ? each : JSON.stringify(each), key);
      return Buffer.isBuffer(value) ? this.add(value) : this.#dialect.fromText(this.add(value), key);
    });
    return `${this.#dialect.quoted(key.name)} in (${places.join(', ')})`;
  }

  /** The columns that must hold these values, null included, each as a condition. */
  equal(columns: readonly Column[], held: JsonObject): readonly string[] {
    return columns.map((column) => {
      const value = this.#dialect.parameterOf(held[column.name], column);
      const name = this.#dialect.quoted(column.name);
      return value === null ? `${name} is null` : `${name} = ${this.add(value)}`;
    });
  }
}
