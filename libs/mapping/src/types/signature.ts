import { kindsOf, type Kind, type Type } from './type.ts';

/** One parameter of a signature in JSONata's notation. */
export interface Parameter {
  readonly accepts: readonly Kind[];
  readonly optional: boolean;
  /** Filled from the context where the call leaves it out. */
  readonly context: boolean;
  readonly many: boolean;
  /** What the items of a list must be, where the signature says. */
  readonly items?: readonly Kind[] | undefined;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** The symbol of the result. */
  readonly result: string;
}

const every: readonly Kind[] = ['null', 'boolean', 'number', 'string', 'array', 'object', 'function'];
const json = every.filter((kind) => kind !== 'function');

const symbols: Readonly<Record<string, readonly Kind[]>> = {
  s: ['string'],
  n: ['number'],
  b: ['boolean'],
  l: ['null'],
  o: ['object'],
  f: ['function'],
  // A single value is made a list of one.
  a: every,
  j: json,
  x: every,
  u: ['boolean', 'number', 'string', 'null'],
};

const cache = new Map<string, Signature>();

/** Reads `<s-(sf)n?:b>`. */
export function parseSignature(source: string): Signature {
  const known = cache.get(source);
  if (known) return known;
  const signature = read(source);
  cache.set(source, signature);
  return signature;
}

function read(source: string): Signature {
  const inner = source.slice(1, -1);
  const colon = lastTopLevelColon(inner);
  const parameters = readParameters(colon < 0 ? inner : inner.slice(0, colon));
  return { parameters, result: colon < 0 ? 'x' : inner.slice(colon + 1) };
}

function lastTopLevelColon(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '<') depth += 1;
    if (text[index] === '>') depth -= 1;
    if (text[index] === ':' && depth === 0) return index;
  }
  return -1;
}

const parameterPattern = /(\([^)]*\)|[a-z])(<[^>]*>+)?([-?+]*)/g;

function readParameters(text: string): readonly Parameter[] {
  return [...text.matchAll(parameterPattern)].map(([, symbol = 'x', subtype, marks = '']) => ({
    accepts: symbol.startsWith('(')
      ? [
          ...new Set(
            symbol
              .slice(1, -1)
              .split('')
              .flatMap((each) => symbols[each] ?? every),
          ),
        ]
      : (symbols[symbol] ?? every),
    optional: marks.includes('?'),
    context: marks.includes('-'),
    many: marks.includes('+'),
    items: symbol === 'a' && subtype ? symbols[subtype.slice(1, -1)] : undefined,
  }));
}

/** Whether the call leaves its first argument to the context. */
export function takesContext({ parameters }: Signature, args: readonly Type[]): boolean {
  const [first] = parameters;
  if (!first?.context) return false;
  const needed = parameters.filter((each) => !each.optional).length;
  if (args.length < needed) return true;
  const [argument] = args;
  const misfits =
    argument !== undefined &&
    kindsOf(argument).length > 0 &&
    !kindsOf(argument).some((kind) => first.accepts.includes(kind));
  return misfits && args.length < parameters.length && fits(parameters[1], argument);
}

function fits(parameter: Parameter | undefined, argument: Type): boolean {
  return parameter !== undefined && kindsOf(argument).every((kind) => parameter.accepts.includes(kind));
}
