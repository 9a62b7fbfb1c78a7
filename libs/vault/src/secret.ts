import { inspect } from 'node:util';

const mark = '[secret]';

/** A value that prints as `[secret]` wherever it ends up by mistake: in a log, an error, a JSON document. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself; called only where a request is built. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return mark;
  }

  toJSON(): string {
    return mark;
  }

  [Symbol.toPrimitive](): string {
    return mark;
  }

  [inspect.custom](): string {
    return mark;
  }
}
