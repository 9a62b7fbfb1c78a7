import type { Budget } from './budget.ts';

/** What a field function may use besides its arguments. */
export interface CallContext {
  /** Pay for loops and for what is built: `budget.step(n)`, `budget.elements(n)`, `budget.characters(n)`. */
  readonly budget: Budget;
  /** The moment of this evaluation in ms since 1970, the same for the whole evaluation, when the caller gave one. */
  readonly now: number | undefined;
  /** The context (`$`) of the call. */
  readonly input: unknown;
}

/**
 * A pure function that expressions call as `$name(…)`. Arguments are plain JSON, or `undefined` for missing.
 *
 * `signature` is JSONata's notation (`<s-s:s>`): arguments are checked and the context is filled in before `call`.
 */
export interface FieldFunction {
  /** Without the `$`. */
  readonly name: string;
  readonly signature: string;
  readonly call: (args: readonly unknown[], context: CallContext) => unknown;
}

/** An immutable set of functions by name; expressions are compiled against one. */
export interface FunctionLibrary {
  readonly names: readonly string[];
  find(name: string): FieldFunction | undefined;
  /** A new library with these functions added; a function of the same name is replaced. */
  with(functions: readonly FieldFunction[]): FunctionLibrary;
}

/**
 * Makes a library of the given functions. The standard functions of JSONata are always there and are not listed here.
 *
 * @example
 * compile('$greet(name)', { library: functionLibrary([{ name: 'greet', signature: '<s:s>', call: ([n]) => `Hi ${n}` }]) })
 */
export function functionLibrary(functions: readonly FieldFunction[]): FunctionLibrary {
  const byName = new Map(functions.map((each) => [each.name, each]));
  return {
    names: [...byName.keys()],
    find: (name) => byName.get(name),
    with: (more) => functionLibrary([...byName.values(), ...more]),
  };
}
