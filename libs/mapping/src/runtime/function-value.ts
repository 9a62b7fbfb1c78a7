import type { Signature } from './signature.ts';
import type { Run } from './run.ts';

/** What a function value does when it is called. */
export interface Target {
  readonly arity: number;
  readonly signature: Signature | undefined;
  /** How many parameters a partial application may bind. */
  readonly parameters: number;
  /** Written in the expression: takes whatever it is given, where built-in functions insist on their signature. */
  readonly isLambda?: boolean;
  call(args: readonly unknown[], input: unknown, run: Run): unknown;
}

/**
 * A function as a value. Its target is private, so that no expression can look into it: it has no members to read,
 * spread or print, and no JSON can pass for one.
 */
export class FunctionValue {
  readonly #target: Target;

  constructor(target: Target) {
    this.#target = target;
  }

  static targetOf(value: FunctionValue): Target {
    return value.#target;
  }
}

export function isFunctionValue(value: unknown): value is FunctionValue {
  return value instanceof FunctionValue;
}

/** An object with members: not a list, not a function. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FunctionValue);
}

export function arityOf(value: FunctionValue): number {
  return FunctionValue.targetOf(value).arity;
}
