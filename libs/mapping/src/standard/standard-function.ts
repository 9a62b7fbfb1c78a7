import type { Run } from '../runtime/run.ts';

/** A function of the JSONata standard. Arguments have passed its signature when it is called. */
export interface StandardFunction {
  readonly signature: string;
  /** How many arguments `$map` and its like may pass: the reference's own count, which a sound result depends on. */
  readonly arity: number;
  readonly call: (args: readonly never[], run: Run, input: unknown) => unknown;
}

/** Gives a function with typed parameters its place in the table. */
export function standard<Args extends readonly unknown[]>(
  signature: string,
  arity: number,
  call: (args: Args, run: Run, input: unknown) => unknown,
): StandardFunction {
  return { signature, arity, call: call as unknown as StandardFunction['call'] };
}
