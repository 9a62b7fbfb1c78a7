import { SourcePathSchema, type Json, type PathOrigin, type SourcePath } from '@joinery/contracts';
import { stringOf } from './members.ts';
import { closingIndex, splitAt, type Token } from './tokens.ts';

/** The JSON value that tokens write, or undefined where they are no constant. */
export function drawConstant(list: readonly Token[]): { readonly value: Json } | undefined {
  if (
    list.some(
      (token) =>
        token.kind !== 'string' && token.kind !== 'number' && token.kind !== 'name' && token.kind !== 'operator',
    )
  )
    return undefined;
  const text = list
    .map((token) => (token.kind === 'string' ? JSON.stringify(stringOf(token.text)) : token.text))
    .join('');
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

export interface DrawnPath {
  readonly path: SourcePath;
  readonly from?: PathOrigin;
}

const origins: Readonly<Record<string, PathOrigin | undefined>> = { $$: 'root', '%': 'outer', $: undefined };

/** `$$.a.b[0]` as a path, or undefined where it is more than that. */
export function drawPath(list: readonly Token[]): DrawnPath | undefined {
  const [first] = list;
  if (!first) return undefined;
  const hasOrigin = first.text in origins && first.kind !== 'name';
  const path = hasOrigin ? afterOrigin(list.slice(1)) : segments(list);
  if (!path || !SourcePathSchema.safeParse(path).success) return undefined;
  const from = hasOrigin ? origins[first.text] : undefined;
  return from ? { path, from } : { path };
}

function afterOrigin(list: readonly Token[]): SourcePath | undefined {
  if (list.length === 0) return [];
  return list[0]?.text === '.' ? segments(list.slice(1)) : undefined;
}

function segments(list: readonly Token[]): SourcePath | undefined {
  const parts = splitAt(list, '.').map(segment);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function segment(list: readonly Token[]): readonly (string | number)[] | undefined {
  const [name, ...rest] = list;
  const own = name && nameOf(name);
  if (own === undefined) return undefined;
  const indexes = bracketed(rest);
  return indexes && [own, ...indexes];
}

const literals: ReadonlySet<string> = new Set(['true', 'false', 'null']);

function nameOf(token: Token): string | undefined {
  if (token.kind === 'string') return stringOf(token.text);
  if (token.kind !== 'name' || literals.has(token.text)) return undefined;
  return token.text.startsWith('`') ? token.text.slice(1, -1) : token.text;
}

function bracketed(list: readonly Token[]): readonly number[] | undefined {
  if (list.length === 0) return [];
  const close = closingIndex(list, 0);
  const index = Number(
    list
      .slice(1, close)
      .map((token) => token.text)
      .join(''),
  );
  if (list[0]?.text !== '[' || close < 2 || !Number.isInteger(index)) return undefined;
  const rest = bracketed(list.slice(close + 1));
  return rest && [index, ...rest];
}

/** `$name(a, b)` taken apart, where it is the whole text. */
export function drawCall(
  list: readonly Token[],
): { readonly name: string; readonly args: readonly (readonly Token[])[] } | undefined {
  const [name, open] = list;
  if (name?.kind !== 'variable' || open?.text !== '(' || closingIndex(list, 1) !== list.length - 1) return undefined;
  return { name: name.text.slice(1), args: splitAt(list.slice(2, -1), ',') };
}
