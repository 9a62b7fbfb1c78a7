export type TokenKind = 'name' | 'variable' | 'string' | 'number' | 'operator' | 'regex' | 'comment';

/** A piece of an expression's text; `[from, to)` are its offsets. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const space = /[ \t\n\r\v]+/y;
const comment = /\/\*[\s\S]*?\*\//y;
const string = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/y;
const number = /(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?/y;
const operator = /\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?|[.[\]{}()^<>,:;?+\-*/%|=&!@#~]/y;
const quotedName = /`[^`]*`/y;
const word = /[^ \t\n\r\v.[\]{}(),@#;:?+\-*/%|=<>^&!~`"']+/y;

/**
 * The tokens of an expression with their places, by the rules of the reference's tokenizer; undefined where it has
 * none. The parser's tree does not say where a node begins, and comments are not in it at all.
 */
export function tokens(source: string): readonly Token[] | undefined {
  const found: Token[] = [];
  let at = 0;
  let wantsOperand = true;
  while (at < source.length) {
    const gap = matchAt(space, source, at);
    if (gap !== undefined) {
      at += gap.length;
      continue;
    }
    const token = nextToken(source, at, wantsOperand);
    if (!token) return undefined;
    found.push(token);
    at = token.to;
    if (token.kind !== 'comment') wantsOperand = leavesOperandOpen(token, wantsOperand);
  }
  return found;
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

function nextToken(source: string, at: number, wantsOperand: boolean): Token | undefined {
  const make = (kind: TokenKind, text: string): Token => ({ kind, text, from: at, to: at + text.length });
  const remark = matchAt(comment, source, at);
  if (remark !== undefined) return make('comment', remark);
  if (source.startsWith('/*', at)) return undefined;
  if (wantsOperand && source[at] === '/') return regexAt(source, at);
  const forms = [
    ['operator', operator],
    ['string', string],
    ['number', number],
    ['name', quotedName],
  ] as const;
  for (const [kind, pattern] of forms) {
    const text = matchAt(pattern, source, at);
    if (text !== undefined) return make(kind, text);
  }
  const text = matchAt(word, source, at);
  return text === undefined ? undefined : make(text.startsWith('$') ? 'variable' : wordKind(text), text);
}

function wordKind(text: string): TokenKind {
  return text === 'and' || text === 'or' || text === 'in' ? 'operator' : 'name';
}

/** A regex ends at the first slash that is neither escaped nor inside brackets. */
function regexAt(source: string, at: number): Token | undefined {
  let depth = 0;
  for (let index = at + 1; index < source.length; index += 1) {
    const char = source[index] ?? '';
    if (char === '\\') index += 1;
    else if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) depth -= 1;
    else if (char === '/' && depth === 0) {
      const flags = matchAt(/[im]*/y, source, index + 1) ?? '';
      const to = index + 1 + flags.length;
      return { kind: 'regex', text: source.slice(at, to), from: at, to };
    }
  }
  return undefined;
}

/** `*`, `**`, `%` and `?` are operands where one is wanted. */
function leavesOperandOpen(token: Token, wantedOperand: boolean): boolean {
  if (token.kind !== 'operator') return false;
  if (wantedOperand && ['*', '**', '%', '?'].includes(token.text)) return false;
  return ![')', ']', '}'].includes(token.text);
}

/** Index of the token that closes the bracket at `open`, or -1. */
export function closingIndex(list: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < list.length; index += 1) {
    depth += depthChange(list[index]);
    if (depth === 0) return index;
  }
  return -1;
}

export function depthChange(token: Token | undefined): number {
  if (token?.kind !== 'operator') return 0;
  if ('([{'.includes(token.text)) return 1;
  return ')]}'.includes(token.text) ? -1 : 0;
}

/** Splits at an operator that stands outside of all brackets. */
export function splitAt(list: readonly Token[], separator: string): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of list) {
    depth += depthChange(token);
    const isSeparator = depth === 0 && token.kind === 'operator' && token.text === separator;
    if (isSeparator) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** The text that tokens span, remarks and spaces between them included. */
export function textOf(source: string, list: readonly Token[]): string {
  const [first, last] = [list[0], list.at(-1)];
  return first && last ? source.slice(first.from, last.to) : '';
}
