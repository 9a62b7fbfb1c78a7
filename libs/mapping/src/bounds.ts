/**
 * What one evaluation may use. Every evaluation is bounded: what exceeds a bound ends with an `ExpressionError` of
 * kind `bound`, never with a hung or aborted process.
 */
export interface Bounds {
  /** Nodes evaluated plus turns of the loops inside functions. */
  readonly steps: number;
  /** Array elements and object members that may be built, in total. */
  readonly elements: number;
  /** Bytes of strings that may be built, in total (two bytes for each UTF-16 unit). */
  readonly stringBytes: number;
  /** Size of the result as JSON, estimated the same way. */
  readonly outputBytes: number;
  /** Calls inside calls (tail calls do not nest). */
  readonly depth: number;
  /** Wall time by a monotonic clock. */
  readonly timeMs: number;
  /** Characters that regexes may visit, in total, weighted by the size of the pattern. */
  readonly regexSteps: number;
}

/** Generous for a mapping, small for a process: a record mapping uses less than a thousandth of it. */
export const defaultBounds: Bounds = {
  steps: 50_000_000,
  elements: 2_000_000,
  stringBytes: 32_000_000,
  outputBytes: 32_000_000,
  depth: 400,
  timeMs: 5_000,
  regexSteps: 100_000_000,
};
