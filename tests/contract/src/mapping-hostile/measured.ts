import { compile, ExpressionError } from '@joinery/mapping';
import type { Hostile } from './corpus.ts';
import { slowness } from './slowness.ts';
import { stopwatch } from './stopwatch.ts';

/** What became of an evaluation, and what it took. */
export interface Measured {
  /** The code of the error, or `value`. */
  readonly end: string;
  readonly compileMs: number;
  /** Of the evaluation alone, which is what `timeMs` bounds. */
  readonly elapsedMs: number;
  /** How many times slower than usual the machine was right after. */
  readonly slowness: number;
  readonly rssGrowthMb: number;
  readonly isPolluted: boolean;
}

export function measured({ source, input }: Hostile, timeMs: number): Measured {
  const before = process.resourceUsage().maxRSS;
  const compiled = timed(() => compile(source));
  const { made: expression } = compiled;
  const evaluated = timed(() => expression?.evaluate(input, { bounds: { timeMs } }));
  const rssGrowthMb = (process.resourceUsage().maxRSS - before) / 1024;
  return {
    end: compiled.end === 'value' ? evaluated.end : compiled.end,
    compileMs: compiled.elapsedMs,
    elapsedMs: evaluated.elapsedMs,
    slowness: slowness(),
    rssGrowthMb,
    isPolluted: 'polluted' in {},
  };
}

interface Timed<T> {
  readonly end: string;
  readonly elapsedMs: number;
  readonly made: T | undefined;
}

function timed<T>(action: () => T): Timed<T> {
  const elapsed = stopwatch();
  try {
    const made = action();
    return { end: 'value', elapsedMs: elapsed(), made };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { end: error.code, elapsedMs: elapsed(), made: undefined };
  }
}
