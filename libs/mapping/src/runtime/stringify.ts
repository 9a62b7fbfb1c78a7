import type { Budget } from '../budget.ts';
import { Fault } from './fault.ts';
import { FunctionValue } from './function-value.ts';
import { Mark, marksOf } from './sequence.ts';

/** The text of a value as `$string` and `&` give it: strings as they are, functions as nothing, the rest as JSON. */
export function textOf(value: unknown, budget: Budget, indent = 0): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return objectText(value, budget, indent);
  }
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Fault('D3001', { value });
  return String(roundedTo15(value));
}

/** 0.1 + 0.2 is to print as 0.3: the digits behind the fifteenth are noise. */
export function roundedTo15(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

function objectText(value: unknown, budget: Budget, indent: number): string {
  if (value instanceof FunctionValue) return '';
  const shown = Array.isArray(value) && marksOf(value) & Mark.wrapper ? (value[0] as unknown) : value;
  if (indent > 0 || !isPlainJson(shown, budget))
    return new JsonWriter(budget, ' '.repeat(indent)).textOf(shown, '') ?? '';
  return JSON.stringify(shown, null, indent);
}

/** Whether the platform's own JSON says the same: no functions, no numbers to be rounded. Pays for what it will take. */
function isPlainJson(value: unknown, budget: Budget): boolean {
  switch (typeof value) {
    case 'string':
      budget.characters(value.length + 8);
      return true;
    case 'number':
      return Number.isInteger(value) || (Number.isFinite(value) && roundedTo15(value) === value);
    case 'object':
      if (value === null) return true;
      if (value instanceof FunctionValue) return false;
      return Array.isArray(value)
        ? isPlainList(value, budget)
        : arePlainMembers(value as Record<string, unknown>, budget);
    default:
      return true;
  }
}

function isPlainList(list: readonly unknown[], budget: Budget): boolean {
  budget.characters(8 * list.length);
  for (let i = 0; i < list.length; i++) if (!isPlainJson(list[i], budget)) return false;
  return true;
}

function arePlainMembers(members: Record<string, unknown>, budget: Budget): boolean {
  for (const key in members) {
    budget.characters(key.length + 8);
    if (!isPlainJson(members[key], budget)) return false;
  }
  return !('toJSON' in members);
}

/** What JSON writes with a backslash, and halves of characters, which it writes as numbers. */
// oxlint-disable-next-line no-control-regex
const special = /["\\\u0000-\u001f\ud800-\udfff]/;

function quoted(text: string): string {
  return text.length < 100 && !special.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Writes JSON as the platform does, but pays as it goes and writes numbers and functions as `$string` does. */
class JsonWriter {
  readonly #budget: Budget;
  readonly #indent: string;

  constructor(budget: Budget, indent: string) {
    this.#budget = budget;
    this.#indent = indent;
  }

  /** The text of a value on a line that begins with `margin`; missing for what JSON leaves out. */
  textOf(value: unknown, margin: string): string | undefined {
    switch (typeof value) {
      case 'string':
        this.#budget.characters(value.length + 8);
        return quoted(value);
      case 'number':
        return jsonNumber(value);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'object':
        if (value === null) return 'null';
        if (value instanceof FunctionValue) return '""';
        return Array.isArray(value)
          ? this.#list(value, margin)
          : this.#members(value as Record<string, unknown>, margin);
      default:
        return undefined;
    }
  }

  #list(list: readonly unknown[], margin: string): string {
    const inner = margin + this.#indent;
    this.#budget.characters(list.length * (8 + inner.length));
    let text = '';
    for (let i = 0; i < list.length; i++) {
      if (i > 0) text += ',';
      text += this.#lineStart(inner) + (this.textOf(list[i], inner) ?? 'null');
    }
    return text === '' ? '[]' : `[${text}${this.#lineStart(margin)}]`;
  }

  #members(members: Record<string, unknown>, margin: string): string {
    const inner = margin + this.#indent;
    const colon = this.#indent === '' ? ':' : ': ';
    let text = '';
    for (const key of Object.keys(members)) {
      const shown = this.textOf(members[key], inner);
      if (shown === undefined) continue;
      this.#budget.characters(key.length + inner.length + 8);
      if (text !== '') text += ',';
      text += this.#lineStart(inner) + quoted(key) + colon + shown;
    }
    return text === '' ? '{}' : `{${text}${this.#lineStart(margin)}}`;
  }

  #lineStart(margin: string): string {
    return this.#indent === '' ? '' : `\n${margin}`;
  }
}

function jsonNumber(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) throw new Fault('D1001', { value });
  return String(roundedTo15(value));
}
