import { quoted } from './identifiers.ts';
import type { Column } from './table.ts';

const binary = /^(?:tiny|medium|long)?blob|^(?:var)?binary/;

/** A key column as text, so that no digit of a number or a time is lost while it is kept. */
export function asText({ name, type }: Column): string {
  return binary.test(type) ? `hex(${quoted(name)})` : `cast(${quoted(name)} as char)`;
}

/** A parameter that holds such a text, as the column's type; compared as text a large number would lose its last digits. */
export function fromText({ type }: Column): string {
  if (binary.test(type)) return 'unhex(?)';
  if (/^(?:tiny|small|medium|big)?int/.test(type))
    return `cast(? as ${type.includes('unsigned') ? 'unsigned' : 'signed'})`;
  const decimal = /^decimal(\(\d+,\d+\))/.exec(type)?.[1];
  if (decimal) return `cast(? as decimal${decimal})`;
  if (/^(?:datetime|timestamp)/.test(type)) return 'cast(? as datetime(6))';
  return type === 'date' ? 'cast(? as date)' : '?';
}
