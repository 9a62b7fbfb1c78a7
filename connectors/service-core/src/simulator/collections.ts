import { randomUUID } from 'node:crypto';
import { canonicalObjects, type CanonicalObject, type JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { seed } from './seed.ts';

/** Every canonical object by the name of its collection. */
export const objectOf: ReadonlyMap<string, CanonicalObject> = new Map(
  Object.values(canonicalObjects).map((object) => [object.collection, object]),
);

const prefixes: Readonly<Record<string, string>> = {
  customers: 'C',
  contacts: 'P',
  agents: 'A',
  departments: 'D',
  tickets: 'T',
};
let numbers = 2000;

/** One collection for every canonical object; each write counts up the version, and deleting leaves a tombstone. */
export const collections: Readonly<Record<string, CollectionDefinition>> = Object.fromEntries(
  [...objectOf].map(([collection, { title, schema }]) => [
    collection,
    {
      title,
      schema,
      key: 'id',
      seed: (seed[collection] ?? []).map(completed),
      created: (draft, now) => created(collection, draft, now),
      changed: (record, before, now) => ({ ...withoutNulls(record), version: next(before), updatedAt: now }),
      tombstone: (record, now) => ({
        ...record,
        isDeleted: true,
        deletedAt: now,
        updatedAt: now,
        version: next(record),
      }),
    },
  ]),
);

function completed(row: JsonObject): JsonObject {
  return {
    createdAt: '2026-09-01T01:00:00.000Z',
    updatedAt: '2026-09-01T01:00:00.000Z',
    version: 1,
    isDeleted: false,
    ...row,
  };
}

function created(collection: string, draft: JsonObject, now: string): JsonObject {
  numbers += 1;
  const id = `${prefixes[collection] ?? 'R'}-${randomUUID().slice(0, 13)}`;
  const ticket =
    collection === 'tickets' ? { number: `SC-${numbers}`, status: 'new', priority: 'normal', reopenedCount: 0 } : {};
  return { id, ...ticket, ...withoutNulls(draft), version: 1, isDeleted: false, createdAt: now, updatedAt: now };
}

/** Null empties a field, as in a JSON merge patch (RFC 7396). */
export function withoutNulls(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

function next(record: JsonObject): number {
  return Number(record['version'] ?? 0) + 1;
}
