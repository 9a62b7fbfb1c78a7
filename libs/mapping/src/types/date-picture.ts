/** The `format` of what a JSONata date picture writes; the empty picture is ISO 8601 with its zone. */
export function dateTimeFormat(picture: string): string | undefined {
  if (picture === '') return 'date-time';
  const has = (component: string) => new RegExp(`\\[${component}`).test(picture);
  const hasDate = has('Y') && has('M') && has('D');
  const hasTime = has('H') || has('h');
  if (hasDate && hasTime) return has('Z') || has('z') || /\dZ$|\]Z$/.test(picture) ? 'date-time' : 'local-date-time';
  if (hasDate) return 'date';
  return hasTime ? 'time' : undefined;
}
