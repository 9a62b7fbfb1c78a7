import type { Code } from '../../runtime/run.ts';
import { parts } from './parts.ts';

/** The name of a constant or of a variable in generated code. */
export type Name = string;

/**
 * Writes one function. No text of an expression ever becomes code: names, literals and whatever else an expression
 * brings along are constants, which the code knows by number only. So there is nothing to escape.
 */
export class Emitter {
  readonly #constants: unknown[] = [];
  readonly #lines: string[] = [];
  #names = 0;

  constant(value: unknown): Name {
    const known = this.#constants.findIndex((each) => Object.is(each, value));
    if (known >= 0) return `k${known}`;
    this.#constants.push(value);
    return `k${this.#constants.length - 1}`;
  }

  line(code: string): void {
    this.#lines.push(code);
  }

  /** A new variable, set to the value of a piece of code. */
  variable(code = 'undefined'): Name {
    const name = `v${this.#names++}`;
    this.#lines.push(`let ${name} = ${code};`);
    return name;
  }

  label(): Name {
    return `l${this.#names++}`;
  }

  /** The function that runs the lines and gives what is in `result`. */
  build(result: Name): Code {
    const names = this.#constants.map((_, i) => `k${i}`);
    const body = `'use strict'; return (input, frame) => { ${this.#lines.join('\n')} return ${result}; };`;
    // The code is made of our own templates alone; see above.
    // oxlint-disable-next-line typescript/no-implied-eval
    const make = new Function(...Object.keys(parts), ...names, body) as (...values: readonly unknown[]) => Code;
    return make(...Object.values(parts), ...this.#constants);
  }
}

let isAllowed: boolean | undefined;

/** Whether the platform lets code be made at run time; a page with a strict content policy does not. */
export function mayGenerate(): boolean {
  if (isAllowed !== undefined) return isAllowed;
  try {
    // oxlint-disable-next-line typescript/no-implied-eval
    new Function('');
    isAllowed = true;
  } catch {
    isAllowed = false;
  }
  return isAllowed;
}
