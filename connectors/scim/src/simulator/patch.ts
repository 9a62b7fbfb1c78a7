import type { Json, JsonObject } from '@joinery/contracts';
import { parseFilter } from './filter.ts';

/** An operation the provider cannot carry out, by its scimType. */
export class InvalidPatch extends Error {
  override readonly name = 'InvalidPatch';
  readonly scimType: string;

  constructor(scimType: string, detail: string) {
    super(detail);
    this.scimType = scimType;
  }
}

interface Operation {
  readonly op: string;
  readonly path?: string;
  readonly value?: Json;
}

/** RFC 7644 §3.5.2; the word of an operation knows no case. */
export function patched(record: JsonObject, body: JsonObject): JsonObject {
  const operations = (body['Operations'] ?? []) as unknown as readonly Operation[];
  if (!Array.isArray(operations) || operations.length === 0) throw new InvalidPatch('invalidSyntax', 'no Operations');
  return operations.reduce<JsonObject>((now, operation) => applied(now, operation as Operation), record);
}

function applied(record: JsonObject, { op, path, value }: Operation): JsonObject {
  const word = op.toLowerCase();
  if (!['add', 'replace', 'remove'].includes(word)) throw new InvalidPatch('invalidSyntax', `unknown op ${op}`);
  if (path === undefined) {
    if (word === 'remove') throw new InvalidPatch('noTarget', 'remove needs a path');
    return Object.entries((value ?? {}) as JsonObject).reduce(
      (now, [name, each]) => set(now, word, name, each),
      record,
    );
  }
  const [, list, filter] = /^(\w+)\[(.+)\]$/.exec(path) ?? [];
  if (list === undefined || filter === undefined) return set(record, word, path, value);
  if (word !== 'remove') throw new InvalidPatch('invalidPath', path);
  const test = parseFilter(filter);
  const kept = ((record[list] ?? []) as readonly JsonObject[]).filter((each) => !test(each));
  return { ...record, [list]: kept };
}

function set(record: JsonObject, op: string, name: string, value: Json | undefined): JsonObject {
  if (['id', 'meta', 'groups'].includes(name)) throw new InvalidPatch('mutability', `${name} is read-only`);
  if (op === 'remove') return Object.fromEntries(Object.entries(record).filter(([each]) => each !== name));
  const held = record[name];
  if (op === 'add' && Array.isArray(held)) return { ...record, [name]: united(held as readonly Json[], value) };
  const inner =
    typeof held === 'object' && held !== null && !Array.isArray(held) && typeof value === 'object' && value !== null;
  return { ...record, [name]: inner ? { ...(held as JsonObject), ...(value as JsonObject) } : (value ?? null) };
}

/** Members that are there already are not added again. */
function united(held: readonly Json[], value: Json | undefined): readonly Json[] {
  const given = Array.isArray(value) ? (value as readonly Json[]) : [value ?? null];
  const known = new Set(held.map((each) => JSON.stringify((each as JsonObject)['value'] ?? each)));
  return [...held, ...given.filter((each) => !known.has(JSON.stringify((each as JsonObject)['value'] ?? each)))];
}
