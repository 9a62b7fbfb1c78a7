import { type Budget, overOutput } from '../budget.ts';
import { setMember } from './clone.ts';
import { Fault } from './fault.ts';
import { FunctionValue } from './function-value.ts';
import { isSequence, isTupleStream, unmarked } from './sequence.ts';

/**
 * Turns what an evaluation yields into plain JSON of its own: no part of the input, no marks, no functions (a member
 * that is one is left out, an item that is one is null), no number that JSON cannot hold (D1001), and not larger than
 * `outputBytes`. `position` is where the value was made, for what goes wrong.
 */
export class Detacher {
  readonly #budget: Budget;
  readonly #outputBytes: number;
  #left: number;

  constructor(outputBytes: number, budget: Budget) {
    this.#budget = budget;
    this.#outputBytes = outputBytes;
    this.#left = outputBytes;
  }

  detach(value: unknown, position?: number): unknown {
    switch (typeof value) {
      case 'string':
        this.pay(2 * value.length);
        return value;
      case 'number':
        if (!Number.isFinite(value)) throw new Fault('D1001', { value, position });
        return value;
      case 'boolean':
        return value;
      case 'object':
        if (value === null) return null;
        if (Array.isArray(value)) return this.#list(value, position);
        return value instanceof FunctionValue ? undefined : this.#members(value as Record<string, unknown>, position);
      default:
        return undefined;
    }
  }

  /** A sequence that a path has just collected is nobody else's: it becomes the result without a copy. */
  adopt(value: unknown, position?: number): unknown {
    if (!isSequence(value) || isTupleStream(value)) return this.detach(value, position);
    const list = unmarked(value);
    this.pay(8 * list.length);
    this.#budget.step(list.length);
    for (let i = 0; i < list.length; i++) {
      const item = list[i];
      if (!Number.isSafeInteger(item)) list[i] = this.detach(item, position) ?? null;
    }
    return list;
  }

  #list(list: readonly unknown[], position: number | undefined): unknown[] {
    this.pay(8 * list.length);
    this.#budget.step(list.length);
    const copy = list.slice();
    for (let i = 0; i < copy.length; i++) {
      const item = copy[i];
      if (!Number.isSafeInteger(item)) copy[i] = this.detach(item, position) ?? null;
    }
    return copy;
  }

  #members(members: Record<string, unknown>, position: number | undefined): Record<string, unknown> {
    this.#budget.step(4);
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(members)) {
      this.pay(16 + 2 * key.length);
      const value = this.detach(members[key], position);
      if (value !== undefined) setMember(copy, key, value);
    }
    return copy;
  }

  /** Pays for what becomes part of the result. */
  pay(bytes: number): void {
    if ((this.#left -= bytes) < 0) throw overOutput(this.#outputBytes);
  }
}
