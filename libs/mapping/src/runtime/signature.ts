import { Fault } from './fault.ts';
import { FunctionValue } from './function-value.ts';

/** One letter for the type of an argument, as signatures write it; `m` is missing. */
export function typeLetter(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 's';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'object':
      if (value === null) return 'l';
      if (Array.isArray(value)) return 'a';
      return value instanceof FunctionValue ? 'f' : 'o';
    default:
      return 'm';
  }
}

/** The same as a bit, so that a set of types is one number. */
const bitOf: Readonly<Record<string, number>> = { s: 1, n: 2, b: 4, l: 8, a: 16, o: 32, f: 64, m: 128 };

function typeBit(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 1;
    case 'number':
      return 2;
    case 'undefined':
      return 128;
    default:
      return bitOf[typeLetter(value)]!;
  }
}

/** What the common case of a parameter is checked against. */
interface Quick {
  readonly bits: number;
  /** The type of all items, where it must be a list of one type. */
  readonly itemBit: number;
}

function quickOf({ type, takes, itemType }: Parameter): Quick {
  const letters = type === 'a' ? 'am' : takes;
  const bits = [...letters].reduce((sum, letter) => sum | (bitOf[letter] ?? 0), 0);
  return { bits, itemBit: type === 'a' && itemType !== undefined ? (bitOf[itemType.charAt(0)] ?? 0) : -1 };
}

interface Parameter {
  /** Letters that it takes. */
  readonly takes: string;
  readonly type: string;
  readonly optional: boolean;
  readonly repeated: boolean;
  /** As few as possible: what two optional marks come to in the reference. */
  readonly lazy: boolean;
  /** Letters of the context that may stand in when it is left out. */
  readonly contextTakes?: string;
  readonly itemType?: string;
}

const itemTypeNames: Readonly<Record<string, string>> = {
  a: 'arrays',
  b: 'booleans',
  f: 'functions',
  n: 'numbers',
  o: 'objects',
  s: 'strings',
};

/**
 * A function's signature: checks arguments and puts the context in where one is left out. Matching is a table walk and
 * never backtracks, so that no signature can hang.
 */
export class Signature {
  readonly #parameters: readonly Parameter[];
  readonly #quick: readonly Quick[];

  constructor(definition: string) {
    this.#parameters = parseParameters(definition);
    const isSimple = this.#parameters.every((each) => !each.repeated && !each.lazy);
    // No arguments never fit a list of one that nothing fits: the long way is taken.
    this.#quick = isSimple ? this.#parameters.map(quickOf) : [{ bits: 0, itemBit: -1 }];
  }

  /** How many parameters it has. */
  get length(): number {
    return this.#parameters.length;
  }

  /** How many parameters there are up to the last that may not be left out. */
  get leastLength(): number {
    return this.#parameters.findLastIndex((each) => !each.optional || each.contextTakes !== undefined) + 1;
  }

  /** The arguments to call with. Throws T0410, T0411 or T0412. */
  validate(args: readonly unknown[], context: unknown): readonly unknown[] {
    if (this.#fitsAsIs(args)) return args;
    const letters = args.map(typeLetter).join('');
    const lengths = matchLengths(this.#parameters, letters);
    if (!lengths) throw this.#mismatch(args, letters);
    return this.#arrange(args, letters, lengths, context);
  }

  /** The common case: one argument for each parameter, of its very type. */
  #fitsAsIs(args: readonly unknown[]): boolean {
    const quick = this.#quick;
    if (args.length !== quick.length) return false;
    for (let i = 0; i < quick.length; i++) {
      const { bits, itemBit } = quick[i]!;
      const arg = args[i];
      if ((typeBit(arg) & bits) === 0) return false;
      if (itemBit >= 0 && arg !== undefined && !areAll(arg as readonly unknown[], itemBit)) return false;
    }
    return true;
  }

  #arrange(args: readonly unknown[], letters: string, lengths: readonly number[], context: unknown): unknown[] {
    const arranged: unknown[] = [];
    let at = 0;
    this.#parameters.forEach((parameter, i) => {
      const length = lengths[i]!;
      if (length === 0 && parameter.contextTakes !== undefined) {
        if (!parameter.contextTakes.includes(typeLetter(context)))
          throw new Fault('T0411', { value: context, index: at + 1, inserts: { index: at + 1 } });
        arranged.push(context);
        return;
      }
      const matched = letters.slice(at, at + length);
      for (let taken = 0; taken < Math.max(length, 1); taken++) {
        arranged.push(length > 0 && parameter.type === 'a' ? asList(args[at], parameter, matched, at) : args[at]);
        at++;
      }
    });
    return arranged;
  }

  #mismatch(args: readonly unknown[], letters: string): Fault {
    let good = 0;
    for (let count = 1; count <= this.#parameters.length; count++) {
      const length = prefixLength(this.#parameters.slice(0, count), letters);
      if (length === undefined) break;
      good = length;
    }
    return new Fault('T0410', { value: args[good], index: good + 1, inserts: { index: good + 1 } });
  }
}

function areAll(list: readonly unknown[], bit: number): boolean {
  for (let i = 0; i < list.length; i++) if (typeBit(list[i]) !== bit) return false;
  return true;
}

function asList(arg: unknown, parameter: Parameter, matched: string, at: number): unknown {
  const letter = typeLetter(arg);
  if (letter === 'm') return undefined;
  if (parameter.itemType !== undefined && !areItemsOf(arg, parameter.itemType, letter, matched)) {
    const type = itemTypeNames[parameter.itemType];
    throw new Fault('T0412', { value: arg, index: at + 1, inserts: { index: at + 1, type } });
  }
  return letter === 'a' ? arg : [arg];
}

function areItemsOf(arg: unknown, itemType: string, letter: string, matched: string): boolean {
  if (letter !== 'a') return matched === itemType;
  const list = arg as readonly unknown[];
  if (list.length === 0) return true;
  const expected = itemType.charAt(0);
  for (let i = 0; i < list.length; i++) if (typeLetter(list[i]) !== expected) return false;
  return true;
}

/** How many letters each parameter takes when all are to be taken, or undefined when they do not fit. */
function matchLengths(parameters: readonly Parameter[], letters: string): number[] | undefined {
  return walk(parameters, letters, true);
}

function prefixLength(parameters: readonly Parameter[], letters: string): number | undefined {
  return walk(parameters, letters, false)?.reduce((sum, length) => sum + length, 0);
}

function walk(parameters: readonly Parameter[], letters: string, whole: boolean): number[] | undefined {
  const dead = new Set<number>();
  const lengths: number[] = [];
  const from = (index: number, at: number): boolean => {
    if (index === parameters.length) return !whole || at === letters.length;
    const key = index * (letters.length + 1) + at;
    if (dead.has(key)) return false;
    for (const length of lengthsAt(parameters[index]!, letters, at)) {
      lengths[index] = length;
      if (from(index + 1, at + length)) return true;
    }
    dead.add(key);
    return false;
  };
  return from(0, 0) ? lengths : undefined;
}

function lengthsAt(parameter: Parameter, letters: string, at: number): number[] {
  const limit = parameter.repeated ? letters.length : at + 1;
  const lengths: number[] = parameter.optional ? [0] : [];
  for (let end = at; end < limit && end < letters.length && parameter.takes.includes(letters[end]!); end++)
    lengths.push(end + 1 - at);
  return parameter.lazy ? lengths : lengths.toReversed();
}

type Draft = { -readonly [K in keyof Parameter]: Parameter[K] };

function parseParameters(definition: string): readonly Parameter[] {
  const parameters: Draft[] = [];
  for (let at = 1; at < definition.length; at++) {
    const symbol = definition.charAt(at);
    if (symbol === ':') break;
    at = readSymbol(parameters, definition, symbol, at);
  }
  return parameters;
}

const anyJson = 'asnblom';
const anything = 'asnblfom';

/** Reads what stands at one place and returns the place of its last character. */
function readSymbol(parameters: Draft[], definition: string, symbol: string, at: number): number {
  const last = parameters.at(-1);
  switch (symbol) {
    case 's':
    case 'n':
    case 'b':
    case 'l':
    case 'o':
      parameters.push(parameter(symbol, `${symbol}m`));
      return at;
    case 'a':
    case 'x':
      parameters.push(parameter(symbol, anything));
      return at;
    case 'f':
      parameters.push(parameter(symbol, 'f'));
      return at;
    case 'j':
      parameters.push(parameter(symbol, anyJson));
      return at;
    case '(': {
      const end = closing(definition, at, '(', ')');
      const choice = definition.slice(at + 1, end);
      parameters.push(parameter(`(${choice})`, `${choice}m`));
      return end;
    }
    case '<': {
      const end = closing(definition, at, '<', '>');
      if (last) last.itemType = definition.slice(at + 1, end);
      return end;
    }
    default:
      if (last) modify(last, symbol);
      return at;
  }
}

function parameter(type: string, takes: string): Draft {
  return { takes, type, optional: false, repeated: false, lazy: false };
}

function modify(last: Draft, symbol: string): void {
  const wasMarked = last.optional || last.repeated;
  if (symbol === '-') last.contextTakes = last.takes;
  if (symbol === '-' || symbol === '?') {
    if (wasMarked) last.lazy = true;
    else last.optional = true;
  }
  if (symbol === '+') last.repeated = true;
}

function closing(text: string, start: number, open: string, close: string): number {
  let depth = 1;
  let at = start;
  while (at < text.length) {
    at++;
    const symbol = text.charAt(at);
    if (symbol === close && --depth === 0) break;
    if (symbol === open) depth++;
  }
  return at;
}
