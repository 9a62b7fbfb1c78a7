import type { EvaluateOptions } from './expression.ts';
import type { FieldFunction, FunctionLibrary } from './function-library.ts';
import { FunctionValue } from './runtime/function-value.ts';
import { Signature } from './runtime/signature.ts';
import { standardFunction } from './standard/standard-library.ts';

/** What names mean that an expression does not bind: functions of the library, and what the caller gives. */
export class Globals {
  readonly #library: FunctionLibrary;
  readonly #used = new Set<string>();

  constructor(library: FunctionLibrary) {
    this.#library = library;
  }

  /** A standard or field function. Asking for it notes that the expression relies on it. */
  builtIn(name: string): FunctionValue | undefined {
    const found = this.#find(name);
    if (found) this.#used.add(name);
    return found;
  }

  /** Functions that the expression relies on and that these names would hide. */
  hiddenBy(given: Readonly<Record<string, unknown>>): ReadonlySet<string> | undefined {
    const hidden = Object.keys(given).filter((name) => this.#used.has(name));
    return hidden.length > 0 ? new Set(hidden) : undefined;
  }

  /** A variable or function that the caller gives for one evaluation. */
  given(name: string, { bindings, functions }: EvaluateOptions): unknown {
    if (functions && Object.hasOwn(functions, name)) return fieldFunction(functions[name]!);
    if (!bindings || !Object.hasOwn(bindings, name)) return undefined;
    const value = bindings[name];
    return typeof value === 'function' ? undefined : value;
  }

  #find(name: string): FunctionValue | undefined {
    const field = this.#library.find(name);
    return field ? fieldFunction(field) : standardFunction(name);
  }
}

const fieldValues = new WeakMap<FieldFunction, FunctionValue>();

function fieldFunction(field: FieldFunction): FunctionValue {
  const known = fieldValues.get(field);
  if (known) return known;
  const signature = new Signature(field.signature);
  const value = new FunctionValue({
    arity: signature.length,
    parameters: signature.length,
    signature,
    call: (args, input, run) => field.call(args, { budget: run.budget, now: run.now, input }),
  });
  fieldValues.set(field, value);
  return value;
}
