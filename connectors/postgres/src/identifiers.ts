/** A name as SQL: in double quotes, whatever stands in it. Names come from the discovered list only. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
