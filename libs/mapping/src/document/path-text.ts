import type { PathOrigin, SourcePath } from '@joinery/contracts';
import { literal } from './literal.ts';

const plainName = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const reserved: ReadonlySet<string> = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function', 'λ']);

/** A member name as a step of a path: bare where it may be, in backticks otherwise. */
export function nameText(name: string): string {
  if (plainName.test(name) && !reserved.has(name)) return name;
  return name.includes('`') ? literal(name) : `\`${name}\``;
}

const originText: Record<PathOrigin, string> = { item: '', root: '$$', outer: '%' };

/**
 * A source path as JSONata.
 *
 * @example
 * pathText(['emails', 0, 'value'], 'root') // '$$.emails[0].value'
 */
export function pathText(path: SourcePath, from: PathOrigin = 'item'): string {
  const origin = originText[from];
  if (path.length === 0) return origin || '$';
  const needsOrigin = origin === '' && String(path[0]).includes('`');
  return path.reduce<string>(appendSegment, needsOrigin ? '$' : origin);
}

function appendSegment(text: string, segment: string | number): string {
  if (typeof segment === 'number') return `${text}[${segment}]`;
  return text === '' ? nameText(segment) : `${text}.${nameText(segment)}`;
}
