/** What a person means by a short text: a number, a word of JSON, or the text itself. */
export function scalarOf(text: string): string | number | boolean | null {
  if (/^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text === 'null' ? null : text;
}
