import type { Bounds } from './bounds.ts';
import { ExpressionError } from './expression-error.ts';
import { messageOf } from './messages.ts';

/** A monotonic clock in milliseconds. */
export type Clock = () => number;

/** Steps between two looks at the clock. */
const clockInterval = 2_048;

/**
 * What is left of one evaluation's bounds. Each loop and each allocation pays here before it happens; the call that
 * would go over throws. Time is looked at every few thousand steps, so that counting stays one subtraction.
 */
export class Budget {
  readonly #bounds: Bounds;
  readonly #clock: Clock;
  #deadline: number | undefined;
  #stepsUntilClock = clockInterval;
  #steps: number;
  #elements: number;
  #characters: number;
  #regexSteps: number;
  #depth: number;

  constructor(bounds: Bounds, clock: Clock) {
    this.#bounds = bounds;
    this.#clock = clock;
    this.#steps = bounds.steps;
    this.#elements = bounds.elements;
    this.#characters = bounds.stringBytes / 2;
    this.#regexSteps = bounds.regexSteps;
    this.#depth = bounds.depth;
  }

  /** Pays for `count` turns of a loop. */
  step(count = 1): void {
    if ((this.#stepsUntilClock -= count) < 0) this.#settle();
  }

  /** Pays for array elements or object members before they are built. */
  elements(count: number): void {
    if ((this.#elements -= count) < 0) throw overBound('JM1002', this.#bounds.elements);
    this.step(count);
  }

  /** Pays for a string of `length` UTF-16 units before it is built. */
  characters(length: number): void {
    if ((this.#characters -= length) < 0) throw tooMuchText(this.#bounds.stringBytes);
    this.step(1 + (length >> 6));
  }

  /** Pays for a regex before it runs. */
  regex(count: number): void {
    if ((this.#regexSteps -= count) < 0) throw overBound('JM1005', this.#bounds.regexSteps);
    this.step(1 + (count >> 2));
  }

  /** Looks at the clock now: before something that takes its time and cannot be interrupted. */
  checkTime(): void {
    this.#settle();
  }

  /** A call begins inside a call. */
  enter(): void {
    if (--this.#depth < 0) throw tooDeep(this.#bounds.depth);
    this.step();
  }

  /** The call is over. An error need not say so: it ends the evaluation. */
  leave(): void {
    this.#depth++;
  }

  #settle(): void {
    this.#steps -= clockInterval - this.#stepsUntilClock;
    this.#stepsUntilClock = clockInterval;
    if (this.#steps < 0) throw overBound('JM1001', this.#bounds.steps);
    const now = this.#clock();
    // The clock is first read when it may matter: most evaluations are over before that.
    this.#deadline ??= now + this.#bounds.timeMs;
    if (now > this.#deadline) throw overBound('D1012', this.#bounds.timeMs);
  }
}

/** Calls nest too deeply: counted, or because the stack of the process itself ran out. */
export function tooDeep(bound: number): ExpressionError {
  return overBound('D1011', bound);
}

/** A text is too long: counted, or because the platform makes none so long. */
export function tooMuchText(bound: number): ExpressionError {
  return overBound('JM1003', bound);
}

/** The result itself is too large. */
export function overOutput(bound: number): ExpressionError {
  return overBound('JM1006', bound);
}

function overBound(code: string, bound: number): ExpressionError {
  return new ExpressionError({ code, kind: 'bound', message: messageOf(code, { value: bound }), value: bound });
}
