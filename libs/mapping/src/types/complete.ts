import type { JsonSchema } from '@joinery/contracts';
import { nameText } from '../document/path-text.ts';
import { tokens, type Token } from '../document/tokens.ts';
import { functionCatalogue } from '../functions/catalogue.ts';
import { describeType } from './describe-type.ts';
import type { Message } from './finding.ts';
import { inferOverSchema } from './infer-expression.ts';
import { streamOf } from './sequences.ts';
import type { Context } from './context.ts';
import { parse, type Node } from './syntax.ts';
import { anyType, type Type } from './type.ts';

/** One thing that may stand at the cursor: put `insert` in place of `[from, to)`. */
export interface Completion {
  readonly kind: 'field' | 'function' | 'variable' | 'value';
  readonly label: string;
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  /** A type, or what a function does. */
  readonly detail: Message;
  readonly isRequired?: boolean;
}

/** A name that no source has; the inference tells what is known where it stands. */
const cursorName = '__cursor__';

/**
 * What may stand at a place of an expression: fields of the context there, functions, variables in scope, and the
 * values of an enumeration on the other side of a comparison. The expression may be unfinished.
 *
 * @example
 * completionsAt('{"n": account.', 14, sourceSchema) // the fields of account, with their types
 */
export function completionsAt(expression: string, position: number, sourceSchema: JsonSchema): readonly Completion[] {
  const word = wordAt(expression, position);
  if (word.isInert) return [];
  const seen = observeCursor(expression, word, sourceSchema);
  const fits = (label: string) => label.toLowerCase().includes(word.text.replace(/[`$"]/g, '').toLowerCase());
  const all = word.text.startsWith('$')
    ? namedCompletions(seen, word)
    : [
        ...fieldCompletions(seen, word),
        ...valueCompletions(seen, word),
        ...(word.afterDot ? [] : namedCompletions(seen, word)),
      ];
  return all.filter(({ label }) => fits(label));
}

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly afterDot: boolean;
  /** Inside a remark, a text or a number nothing is offered. */
  readonly isInert: boolean;
}

function wordAt(expression: string, position: number): Word {
  const before = expression.slice(0, position);
  const list = tokens(expression) ?? tokens(before) ?? [];
  const token = list.find((each) => each.from < position && each.to >= position && each.kind !== 'operator');
  const from = token && (token.kind === 'name' || token.kind === 'variable') ? token.from : position;
  const isInert = isInsideText(token, position);
  const to = from === position ? position : (token?.to ?? position);
  return {
    text: expression.slice(from, position),
    from,
    to,
    afterDot: /\.\s*$/.test(expression.slice(0, from)),
    isInert,
  };
}

function isInsideText(token: Token | undefined, position: number): boolean {
  if (!token || token.kind === 'name' || token.kind === 'variable') return false;
  return token.kind === 'number' ? token.to >= position : token.to > position;
}

interface Seen {
  readonly context: Context | undefined;
  /** What the cursor is compared with. */
  readonly compared: Type | undefined;
}

function observeCursor(expression: string, word: Word, schema: JsonSchema): Seen {
  let context: Context | undefined;
  let compared: Type | undefined;
  const ast = parseAround(expression, word);
  if (!ast) return { context, compared };
  const types = new Map<Node, Type>();
  const observe = (node: Node, at: Context, type: Type): void => {
    types.set(node, type);
    if (isCursor(node)) context = at;
    if (node.type === 'binary' && ['=', '!=', 'in'].includes(String(node.value)) && isCursorPath(node.rhs))
      compared = types.get(node.lhs as Node);
  };
  inferOverSchema(ast, schema, { observe });
  return { context, compared };
}

function isCursor(node: Node): boolean {
  return node.type === 'name' && node.value === cursorName;
}

function isCursorPath(node: Node | undefined): boolean {
  return node?.type === 'path' && node.steps?.length === 1 && node.steps[0] !== undefined && isCursor(node.steps[0]);
}

/** Puts the cursor's name in and closes what is still open; what follows the cursor is tried first with, then without. */
function parseAround(expression: string, word: Word): Node | undefined {
  const head = `${expression.slice(0, word.from)}${cursorName}`;
  const attempts = [head + expression.slice(word.to), closed(head), closed(completedPair(head))];
  for (const attempt of attempts) {
    const parsed = parse(attempt);
    if (parsed.ok) return parsed.ast;
  }
  return undefined;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function closed(text: string): string {
  const open: string[] = [];
  for (const { kind, text: sign } of tokens(text) ?? []) {
    if (kind !== 'operator') continue;
    if (sign in closers) open.push(closers[sign] ?? '');
    else if (sign === open.at(-1)) open.pop();
  }
  return text + open.toReversed().join('');
}

/** `{"a": 1, cur` is a key without its value. */
function completedPair(text: string): string {
  return `${text}: 0`;
}

function fieldCompletions({ context }: Seen, word: Word): readonly Completion[] {
  const items = context ? streamOf(context.input).items : undefined;
  const object = items?.any ? undefined : (items?.object ?? items?.array?.items.object);
  return [...(object?.members ?? [])].map(([name, type]) => ({
    kind: 'field',
    label: name,
    insert: nameText(name),
    from: word.from,
    to: word.to,
    detail: titled(type),
    isRequired: !type.missing,
  }));
}

function titled(type: Type): Message {
  const own = describeType({ ...type, missing: false });
  const title = type.doc?.title;
  return title === undefined ? own : { zh: `${title} · ${own.zh}`, en: `${title} · ${own.en}` };
}

function valueCompletions({ compared }: Seen, word: Word): readonly Completion[] {
  const values =
    compared && !compared.any ? [...(compared.string?.values ?? []), ...(compared.number?.values ?? [])] : [];
  return values.map((value) => ({
    kind: 'value',
    label: String(value),
    insert: JSON.stringify(value),
    from: word.from,
    to: word.to,
    detail: { zh: '取值', en: 'value' },
  }));
}

function namedCompletions({ context }: Seen, word: Word): readonly Completion[] {
  const place = { from: word.from, to: word.to };
  const variables = (context?.scope.names() ?? []).map(
    (name) =>
      ({
        kind: 'variable',
        label: `$${name}`,
        insert: `$${name}`,
        ...place,
        detail: describeType(context?.scope.find(name) ?? anyType),
      }) as const,
  );
  const functions = functionCatalogue.map(
    ({ name, summary }) =>
      ({ kind: 'function', label: `$${name}`, insert: `$${name}(`, ...place, detail: summary }) as const,
  );
  return [...variables, ...functions];
}
