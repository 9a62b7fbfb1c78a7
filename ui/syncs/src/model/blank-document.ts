import type { SyncDocument, SyncSide } from '@joinery/contracts';

/** A side that has not been chosen yet. */
export const noSide: SyncSide = { connectionId: '', connector: { name: '', version: '' }, object: '' };

/** What a new sync begins with: both ways, the later edit wins, nothing is deleted, a look every quarter of an hour. */
export function blankDocument(zone: string): SyncDocument {
  return {
    version: 1,
    a: noSide,
    b: noSide,
    direction: 'both',
    match: [],
    mappings: { aToB: { kind: 'fields', fields: [] }, bToA: { kind: 'fields', fields: [] } },
    fields: [],
    defaultOwner: 'latest',
    references: [],
    deletes: { policy: 'ignore', guard: { floor: 10, percent: 2 } },
    schedule: { cron: '*/15 * * * *', zone },
    fullCompare: { cron: '0 3 * * *', zone },
    realTime: [],
    settings: {
      pageSize: 500,
      overlapMs: 300_000,
      flipLimit: 6,
      keepOutcomes: 'changes',
      repairTarget: true,
      recordAttempts: 5,
    },
  };
}

export function isChosen({ connectionId, object }: SyncSide): boolean {
  return connectionId !== '' && object !== '';
}

/** The zone this person lives in. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai';
}

/** The document with only the mappings that its direction needs. */
export function finished(document: SyncDocument): SyncDocument {
  const { aToB, bToA } = document.mappings;
  return {
    ...document,
    mappings: {
      ...(document.direction !== 'b-to-a' && aToB ? { aToB } : {}),
      ...(document.direction !== 'a-to-b' && bToA ? { bToA } : {}),
    },
  };
}
