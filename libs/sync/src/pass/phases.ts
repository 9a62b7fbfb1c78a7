import type { Backfill, Json, PassKind, RetryWay, Side } from '@joinery/contracts';
import type { PreparedSide, PreparedSync } from '../prepared-sync.ts';
import type { SyncMemory } from '../ports.ts';

/** A part of a pass: it goes through pages, and each page is one transaction. */
export type Phase =
  /** Notes the cursor of this moment, so that changes during the listing are looked for afterwards. */
  | { readonly do: 'position'; readonly side: Side }
  /** Gathers the match keys of a side; writes to neither. */
  | { readonly do: 'index'; readonly side: Side }
  /** Compares the records of a side with their counterparts. */
  | { readonly do: 'compare'; readonly side: Side; readonly from: 'list' | 'changes' | 'slice' | 'ids' }
  /** Finds links whose record the listing before did not show. */
  | { readonly do: 'absences'; readonly side: Side }
  /** Does what the delete policy asks for. */
  | { readonly do: 'removals' }
  /** Sends again what was stored of failed records. */
  | { readonly do: 'resend' };

/** What a pass was started for besides its kind. */
export interface PassRequest {
  readonly backfill?: Backfill;
  readonly retry?: { readonly way: RetryWay; readonly filter: Json };
}

/** The parts of a pass in their order. */
export function phasesOf(
  kind: PassKind,
  prepared: PreparedSync,
  memory: SyncMemory,
  request: PassRequest = {},
): readonly Phase[] {
  switch (kind) {
    case 'full':
      return fullPhases(prepared, memory);
    case 'changes':
      return [...sources(prepared).filter(hasChanges).map(comparing('changes')), { do: 'removals' }];
    case 'backfill':
      return backfillPhases(request);
    case 'retry':
      return [{ do: 'resend' }];
  }
}

/** Backfills and retries give way to looks for changes, those to nothing. Smaller is earlier. */
export const passPriority: Readonly<Record<PassKind, number>> = { changes: 1, full: 2, retry: 3, backfill: 4 };

function fullPhases(prepared: PreparedSync, memory: SyncMemory): readonly Phase[] {
  const listed = [prepared.a, prepared.b].filter((side) => side.traits.list !== 'none' && isCompared(side, prepared));
  return [
    ...sources(prepared)
      .filter(hasChanges)
      .map(({ side }): Phase => ({ do: 'position', side })),
    ...[prepared.a, prepared.b]
      .filter((side) => isIndexed(side, prepared, memory))
      .map(({ side }): Phase => ({ do: 'index', side })),
    ...listed.flatMap((side) => listedPhases(side)),
    { do: 'removals' },
  ];
}

function listedPhases({ side, traits }: PreparedSide): readonly Phase[] {
  const compare: Phase = { do: 'compare', side, from: 'list' };
  return traits.list === 'complete' ? [compare, { do: 'absences', side }] : [compare];
}

/** The target of a one-way sync is compared too, to repair what somebody changed there, unless that is not wanted. */
function isCompared(side: PreparedSide, prepared: PreparedSync): boolean {
  return isSource(side, prepared) || prepared.document.settings.repairTarget;
}

/** Keys are kept up to date by looks for changes; a side without them is gathered anew each time. */
function isIndexed(side: PreparedSide, { rules }: PreparedSync, memory: SyncMemory): boolean {
  return rules.length > 0 && side.traits.list !== 'none' && (!memory.indexed || side.traits.changes === 'none');
}

function backfillPhases({ backfill }: PassRequest): readonly Phase[] {
  if (!backfill) return [];
  return [{ do: 'compare', side: backfill.side, from: backfill.by === 'ids' ? 'ids' : 'slice' }];
}

function sources(prepared: PreparedSync): readonly PreparedSide[] {
  return [prepared.a, prepared.b].filter((side) => isSource(side, prepared));
}

/** Records go from this side to the other. */
export function isSource({ side }: PreparedSide, prepared: PreparedSync): boolean {
  return (side === 'a' ? prepared.b : prepared.a).isTarget;
}

function hasChanges({ traits }: PreparedSide): boolean {
  return traits.changes !== 'none';
}

function comparing(from: 'changes') {
  return ({ side }: PreparedSide): Phase => ({ do: 'compare', side, from });
}
