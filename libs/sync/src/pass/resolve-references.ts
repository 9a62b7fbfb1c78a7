import type { Json, Side, SyncId, SyncReference } from '@joinery/contracts';
import { otherSide } from '../link-memory.ts';
import type { SideRecord } from '../ports.ts';
import type { LinkedIds } from '../prepared-sync.ts';
import { readPath } from '../record/fields.ts';
import { isEmpty } from '../record/same-value.ts';
import type { PassSession } from './pass-session.ts';

export type Resolved =
  | { readonly kind: 'resolved'; readonly linked: LinkedIds; readonly isIncomplete: boolean }
  | { readonly kind: 'waiting'; readonly reference: string; readonly id: string };

export type ReferenceResolver = (record: SideRecord, side: Side) => Resolved;

const nothing: Resolved = { kind: 'resolved', linked: {}, isIncomplete: false };

/** Looks up what the records of a page refer to in other syncs, one statement per reference and side. */
export async function resolveReferences(
  session: PassSession,
  records: { readonly a: readonly SideRecord[]; readonly b: readonly SideRecord[] },
): Promise<ReferenceResolver> {
  const { references } = session.prepared;
  if (references.length === 0) return () => nothing;
  const tables = new Map<string, ReadonlyMap<string, string>>();
  for (const reference of references)
    for (const side of ['a', 'b'] as const) {
      const ids = distinctIds(reference, side, records[side]);
      if (ids.length > 0)
        tables.set(
          `${reference.name} ${side}`,
          await session.ports.links.resolve(session.lease, reference.syncId as SyncId, side, ids),
        );
    }
  return (record, side) => resolveOne(references, record, side, tables);
}

function resolveOne(
  references: readonly SyncReference[],
  record: SideRecord,
  side: Side,
  tables: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Resolved {
  const linked: Record<string, string | null> = {};
  let isIncomplete = false;
  for (const reference of references) {
    const id = referencedId(reference, side, record);
    const found = id === null ? null : (tables.get(`${reference.name} ${side}`)?.get(id) ?? null);
    if (id !== null && found === null) {
      if (reference.whenMissing === 'wait') return { kind: 'waiting', reference: reference.name, id };
      isIncomplete = true;
    }
    linked[reference.name] = found;
  }
  return { kind: 'resolved', linked, isIncomplete };
}

function distinctIds(reference: SyncReference, side: Side, records: readonly SideRecord[]): readonly string[] {
  const ids = records.map((record) => referencedId(reference, side, record)).filter((id) => id !== null);
  return [...new Set(ids)];
}

function referencedId(reference: SyncReference, side: Side, record: SideRecord): string | null {
  const path = reference[side];
  const value: Json | undefined = path && readPath(record.fields, path);
  return isEmpty(value) || typeof value === 'object' ? null : String(value);
}

/** References are read on the side a value comes from. */
export function linkedFor(target: Side, resolver: ReferenceResolver, record: SideRecord | null): Resolved {
  return record ? resolver(record, otherSide(target)) : nothing;
}
