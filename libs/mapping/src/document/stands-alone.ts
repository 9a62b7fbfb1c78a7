import { parse, type Parsed } from '../types/syntax.ts';
import { depthChange, tokens } from './tokens.ts';

/** As a member's value, where a part stands; the steps before let `%` parse. */
const head = 'a.a.a.a.a.{"": ';
const surrounding = (text: string): string => `${head}${text}\n}`;

/**
 * Parses a part of a mapping by itself. What would only parse together with what stands around it (`a, "b": c`,
 * `a) + (b`) is a syntax error here.
 */
export function parsePart(text: string): Parsed {
  const parsed = parse(surrounding(text));
  if (!parsed.ok) return { ...parsed, position: Math.max(0, parsed.position - head.length) };
  return staysInside(text) ? parsed : { ok: false, code: 'S0201', message: 'Syntax error', position: 0 };
}

function staysInside(text: string): boolean {
  const list = tokens(text);
  if (!list?.some((token) => token.kind !== 'comment')) return false;
  let depth = 0;
  for (const token of list) {
    depth += depthChange(token);
    if (depth < 0 || (depth === 0 && token.kind === 'operator' && (token.text === ',' || token.text === ';')))
      return false;
  }
  return true;
}

/** Whether two parts mean the same: equal trees, positions aside. */
export function sameMeaning(one: string, other: string): boolean {
  const [a, b] = [parsePart(one), parsePart(other)];
  return a.ok && b.ok && fingerprint(a.ast) === fingerprint(b.ast);
}

function fingerprint(ast: unknown): string {
  return JSON.stringify(ast, (name, value: unknown) =>
    name === 'position' ? undefined : value instanceof RegExp ? String(value) : value,
  );
}
