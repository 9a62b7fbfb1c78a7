/** JSON as JSONata reads it: the notations agree, except that raw line separators are safer escaped. */
export function literal(value: unknown): string {
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
}
