import type { Expression } from './expression.ts';

/** What a cache has done so far. */
export interface CacheReport {
  readonly entries: number;
  readonly characters: number;
  readonly hits: number;
  readonly misses: number;
}

const mostEntries = 2_000;
const mostCharacters = 4_000_000;

/** Compiled expressions, the least recently used dropped first; bounded by their number and by their source's size. */
export class ExpressionCache {
  readonly #expressions = new Map<string, Expression>();
  #characters = 0;
  #hits = 0;
  #misses = 0;

  /** The expression of this source, made when it is not there. One that cannot be made is not kept. */
  get(source: string, make: () => Expression): Expression {
    const known = this.#expressions.get(source);
    if (known) {
      this.#hits++;
      this.#expressions.delete(source);
      this.#expressions.set(source, known);
      return known;
    }
    this.#misses++;
    const made = make();
    this.#keep(made);
    return made;
  }

  report(): CacheReport {
    return {
      entries: this.#expressions.size,
      characters: this.#characters,
      hits: this.#hits,
      misses: this.#misses,
    };
  }

  #keep(expression: Expression): void {
    this.#expressions.set(expression.source, expression);
    this.#characters += expression.source.length;
    for (const [oldest] of this.#expressions) {
      if (this.#expressions.size <= mostEntries && this.#characters <= mostCharacters) break;
      this.#expressions.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}
