import type { Budget } from '../budget.ts';
import { FunctionValue } from '../runtime/function-value.ts';

/** Each value once, by deep equality, in order of first appearance: one look per item, not one per pair. */
export function distinctItems(list: readonly unknown[], budget: Budget): unknown[] {
  const seen = new Set<unknown>();
  const items: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    const key = keyOf(item, budget);
    budget.step();
    // NaN equals nothing, itself included.
    if (seen.has(key) && !Number.isNaN(item)) continue;
    seen.add(key);
    budget.elements(1);
    items.push(item);
  }
  return items;
}

/** Equal values have equal keys: the value itself, or for lists and objects a text with sorted member names. */
function keyOf(value: unknown, budget: Budget): unknown {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || value instanceof FunctionValue) return value;
  return new Canonical(budget).textOf(value);
}

/** Marks that a plain string item cannot begin with without being told apart: text keys carry it, strings do not. */
const objectKey = '\u0000joinery:';

class Canonical {
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  textOf(value: object): string {
    return objectKey + this.#text(value);
  }

  #text(value: unknown): string {
    this.#budget.step();
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '0' : String(value);
    const text = Array.isArray(value) ? this.#list(value) : this.#members(value as Record<string, unknown>);
    this.#budget.characters(text.length);
    return text;
  }

  #list(list: readonly unknown[]): string {
    return `[${Array.from(list, (item) => this.#text(item)).join()}]`;
  }

  #members(members: Record<string, unknown>): string {
    const pairs = Object.keys(members)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${this.#text(members[key])}`);
    return `{${pairs.join()}}`;
  }
}
