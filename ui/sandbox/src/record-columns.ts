import type { Json, JsonObject, JsonSchema } from '@joinery/contracts';
import { propertiesOf } from '@joinery/ui-kit';

/** What people know a record by, in the order they look. */
const preferred = ['number', 'subject', 'name', 'title', 'priority', 'status', 'level', 'email', 'mobile'];
const most = 4;
/** When it changed has a column of its own; when it was made tells no records apart. */
const unwanted = new Set(['createdAt', 'updatedAt', 'isDeleted', 'version']);

/** The columns that tell records apart: what people know them by first, plain values only. */
export function columnsOf(records: readonly JsonObject[], schema: JsonSchema): readonly string[] {
  const names = [
    ...new Set([
      ...propertiesOf(schema).map(([name]) => name),
      ...records.slice(0, 20).flatMap((record) => Object.keys(record)),
    ]),
  ];
  const plain = names.filter((name) => !unwanted.has(name) && records.some((record) => isPlain(record[name])));
  const rank = (name: string) =>
    preferred.includes(name) ? preferred.indexOf(name) : preferred.length + names.indexOf(name);
  return plain.toSorted((a, b) => rank(a) - rank(b)).slice(0, most);
}

function isPlain(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && typeof value !== 'object';
}

/** Names in the order of a form: what people know it by, the rest as it stands, what the system keeps last. */
export function inFormOrder(names: readonly string[]): readonly string[] {
  const rank = (name: string) =>
    preferred.includes(name)
      ? preferred.indexOf(name)
      : unwanted.has(name) || name === 'id'
        ? names.length + preferred.length
        : preferred.length + names.indexOf(name);
  return names.toSorted((a, b) => rank(a) - rank(b));
}

export function shortText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
