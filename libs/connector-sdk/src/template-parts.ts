/** A piece of a template. */
export interface TemplatePart {
  readonly kind: 'text' | 'expression';
  readonly text: string;
}

/**
 * Splits a template at its braces. Braces inside of an expression balance; strings in it may hold any brace.
 *
 * @throws SyntaxError where a brace is left open
 */
export function templateParts(source: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('{', at);
    if (open < 0) return [...parts, { kind: 'text', text: source.slice(at) }];
    if (open > at) parts.push({ kind: 'text', text: source.slice(at, open) });
    const close = closingBrace(source, open);
    parts.push({ kind: 'expression', text: source.slice(open + 1, close) });
    at = close + 1;
  }
  return parts;
}

function closingBrace(source: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let at = open; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (quote) {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '{') depth += 1;
    else if (char === '}' && (depth -= 1) === 0) return at;
  }
  throw new SyntaxError(`a brace is left open in ${source}`);
}
