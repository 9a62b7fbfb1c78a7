import type { Bounds } from './bounds.ts';
import type { Clock } from './budget.ts';
import type { FieldFunction } from './function-library.ts';
import type { SyntaxNode } from './syntax/syntax-tree.ts';

export interface EvaluateOptions {
  /** Variables by name without the `$`. Values are plain JSON; functions among them are ignored as if missing. */
  readonly bindings?: Readonly<Record<string, unknown>>;
  /** Overrides of `defaultBounds`. */
  readonly bounds?: Partial<Bounds>;
  /** The moment that `$now()` and `$millis()` give, in ms since 1970; without it they fail with JM2001. */
  readonly now?: number;
  /** Random numbers in [0, 1) for `$random()` and `$shuffle()`; without it they fail with JM2002. */
  readonly random?: () => number;
  /** Monotonic clock for the time bound; `performance.now` when left out. */
  readonly clock?: Clock;
  /** Functions for this evaluation only, by name without the `$`. */
  readonly functions?: Readonly<Record<string, FieldFunction>>;
}

/** A compiled expression: immutable, reusable, safe to share. */
export interface Expression {
  readonly source: string;
  /** The syntax tree, for inference and lineage. Treat it as read-only. */
  readonly ast: SyntaxNode;
  /**
   * Evaluates against an input that is never changed. Gives fresh plain JSON, or `undefined` when missing.
   *
   * @throws ExpressionError of kind `runtime` or `bound`
   */
  evaluate(input: unknown, options?: EvaluateOptions): unknown;
}
