import type { JsonObject } from '@joinery/contracts';
import { textOf, type CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { seed } from './seed.ts';
import { sobjects, type SObject } from './sobjects.ts';

let numbers = 1000;

/** Salesforce writes the zone without a colon. */
const stamp = (now: string): string => now.replace('Z', '+0000');

/** One collection for each object; deleting puts a record into the recycle bin, where it is marked. */
export const collections: Readonly<Record<string, CollectionDefinition>> = Object.fromEntries(
  sobjects.map((sobject) => [
    sobject.collection,
    {
      title: { zh: sobject.label, en: `${sobject.name} records` },
      key: 'Id',
      seed: (seed as Readonly<Record<string, readonly JsonObject[]>>)[sobject.collection] ?? [],
      created: (draft, now) => created(sobject, draft, now),
      changed: (record, _, now) => closed({ ...record, LastModifiedDate: stamp(now), SystemModstamp: stamp(now) }),
      tombstone: (record, now) => ({ ...record, IsDeleted: true, SystemModstamp: stamp(now) }),
    },
  ]),
);

function created({ name, prefix }: SObject, draft: JsonObject, now: string): JsonObject {
  numbers += 1;
  const id = `${prefix}RO${numbers.toString(36).toUpperCase().padStart(10, '0')}YAK`;
  const numbered =
    name === 'Case' ? { CaseNumber: String(numbers).padStart(8, '0'), Status: 'New', Priority: 'Medium' } : {};
  const times = { CreatedDate: stamp(now), LastModifiedDate: stamp(now), SystemModstamp: stamp(now) };
  return closed({ Id: id, OwnerId: '005RO000000AbCdYAK', ...numbered, ...draft, ...times, IsDeleted: false });
}

/** Whether a case is closed follows from its status. */
function closed(record: JsonObject): JsonObject {
  return textOf(record['CaseNumber']) === '' ? record : { ...record, IsClosed: record['Status'] === 'Closed' };
}
