import type { Budget } from '../budget.ts';
import type { Detacher } from './detach.ts';

/** All that one evaluation carries along. */
export interface Run {
  readonly budget: Budget;
  readonly output: Detacher;
  readonly root: unknown;
  readonly now: number | undefined;
  readonly random: (() => number) | undefined;
  /** A variable of the caller, or a function given for this evaluation. */
  global(name: string): unknown;
}

/** Variables of one scope at run time. `unset` stands in a slot until something is bound to it. */
export class Frame {
  readonly slots: unknown[];
  readonly parent: Frame | undefined;
  readonly run: Run;

  constructor(slots: unknown[], parent: Frame | undefined, run: Run) {
    this.slots = slots;
    this.parent = parent;
    this.run = run;
  }
}

export const unset: unique symbol = Symbol('unset');

export function emptySlots(count: number): unknown[] {
  const slots: unknown[] = [];
  for (let i = 0; i < count; i++) slots.push(unset);
  return slots;
}

/** A compiled node. */
export type Code = (input: unknown, frame: Frame) => unknown;
