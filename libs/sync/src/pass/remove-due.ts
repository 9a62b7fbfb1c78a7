import type { Failure, LinkId, OutcomeRow, Side, SyncOutcome } from '@joinery/contracts';
import { guardRemovals } from '../absence/guard-removals.ts';
import { cellOf, emptyMemory, otherSide, type LinkMemory } from '../link-memory.ts';
import { sameAsCell } from '../merge/compare.ts';
import type { LinkHead, SideRecord, SyncMemory, WriteOperation, WriteOutcome } from '../ports.ts';
import type { PageDraft } from './page-draft.ts';
import { idOn, isGone } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';
import { readPatiently } from './read-patiently.ts';
import { resolveReferences, type ReferenceResolver } from './resolve-references.ts';

const dayMs = 24 * 3_600_000;

export type RemovalStep = { readonly kind: 'more'; readonly after: LinkId } | { readonly kind: 'over' };

/**
 * Disables or deletes a page of counterparts of records that are gone, if the guard lets them through; else tells what
 * would be, and asks an administrator.
 */
export async function removeDue(
  session: PassSession,
  page: PageDraft,
  after: LinkId | null,
): Promise<RemovalStep & { readonly removed: number }> {
  const limit = session.prepared.document.settings.pageSize;
  const due = await session.ports.links.due(session.lease, after, limit);
  const last = due.at(-1);
  const step: RemovalStep = last && due.length === limit ? { kind: 'more', after: last.id } : { kind: 'over' };
  if (due.length === 0) return { ...step, removed: 0 };
  const word = await askGuard(session);
  if (word.kind === 'held') {
    holdAll(session, page, due, word, after === null);
    return { ...step, removed: 0 };
  }
  return { ...step, removed: await removeAll(session, page, due) };
}

/** Removals that count against the guard: those of the pass, or of the last day's events. */
export function removalsSoFar(session: PassSession): number {
  if (session.pass) return session.pass.removed;
  const { since, count } = session.memory.removals;
  return session.now - since < dayMs ? count : 0;
}

export function withRemovals(session: PassSession, removed: number): SyncMemory['removals'] {
  const { since } = session.memory.removals;
  const isOld = session.now - since >= dayMs;
  return { since: isOld ? session.now : since, count: (isOld ? 0 : session.memory.removals.count) + removed };
}

async function askGuard(session: PassSession) {
  const counts = await session.ports.links.counts(session.lease);
  const linked = Math.max(counts.a, counts.b);
  const { guard } = session.prepared.document.deletes;
  return guardRemovals(guard, {
    due: counts.due,
    done: removalsSoFar(session),
    linked,
    released: session.memory.released,
  });
}

interface Held {
  readonly count: number;
  readonly limit: number;
}

function holdAll(session: PassSession, page: PageDraft, due: readonly LinkHead[], held: Held, isFirst: boolean): void {
  for (const head of due) page.record(removalRow(session, head, 'would-delete'));
  const failure: Failure = {
    code: 'sync.guard-held',
    kind: 'conflict',
    params: { count: held.count, limit: held.limit },
  };
  if (isFirst) page.alert({ failure, at: session.now });
}

async function removeAll(session: PassSession, page: PageDraft, due: readonly LinkHead[]): Promise<number> {
  const memories = await session.ports.links.memories(
    session.lease,
    due.map(({ id }) => id),
  );
  let removed = 0;
  for (const side of ['a', 'b'] as const) {
    const heads = due.filter((head) => isGone(head, side));
    if (heads.length > 0) removed += await removeOnOther(session, page, { side, heads, memories });
  }
  return removed;
}

interface GoneOnSide {
  readonly side: Side;
  readonly heads: readonly LinkHead[];
  readonly memories: ReadonlyMap<LinkId, LinkMemory>;
}

async function removeOnOther(
  session: PassSession,
  page: PageDraft,
  { side, heads, memories }: GoneOnSide,
): Promise<number> {
  const back = await readRecords(session, side, heads);
  const there = await readRecords(session, otherSide(side), heads);
  const living = [...(there?.values() ?? [])];
  const resolver = await resolveReferences(session, side === 'a' ? { a: [], b: living } : { a: living, b: [] });
  const removals: { readonly head: LinkHead; readonly operation: WriteOperation }[] = [];
  for (const head of heads) {
    const memory = memories.get(head.id) ?? emptyMemory;
    const record = there?.get(idOn(head, otherSide(side))!);
    if (back?.has(idOn(head, side)!)) restore(session, page, head, memory, side);
    else if (there && !record) page.unlink(head.id);
    else if (record && isEdited(session, side, memory, record, resolver)) dispute(session, page, head, memory);
    else removals.push({ head, operation: removalOf(session, side, head, record) });
  }
  const outcomes = await writeRemovals(
    session,
    otherSide(side),
    removals.map(({ operation }) => operation),
  );
  return removals.reduce(
    (sum, { head }, index) => sum + settleRemoval(session, page, { head, side, memories }, outcomes[index]!),
    0,
  );
}

/** By id; null: the side cannot be asked. */
async function readRecords(
  session: PassSession,
  side: Side,
  heads: readonly LinkHead[],
): Promise<ReadonlyMap<string, SideRecord> | null> {
  const { traits, reader } = session.sidePorts(side);
  if (!traits.get) return null;
  const ids = heads.flatMap((head) => idOn(head, side) ?? []);
  const records = await readPatiently(session, () => reader.get(ids, session.signal));
  return new Map(records.filter((record) => record.deleted !== true).map((record) => [record.id, record]));
}

/** The record lives after all: it was made again, or whoever said otherwise was wrong. */
function restore(session: PassSession, page: PageDraft, head: LinkHead, memory: LinkMemory, side: Side): void {
  page.link({ ...head, memory, state: 'linked', due: false, pending: true });
  page.again(side, idOn(head, side)!, 0, session.now);
}

/** Both ways, an edit that the other side has not seen must not vanish with the record. */
function isEdited(
  session: PassSession,
  gone: Side,
  memory: LinkMemory,
  record: SideRecord,
  resolver: ReferenceResolver,
): boolean {
  const { twoWay } = session.prepared;
  const target = session.side(gone);
  const agreed = memory.base[gone];
  if (!twoWay || memory.verdict || !target.fromOther) return false;
  if (!agreed || memory.conflict) return true;
  const references = resolver(record, otherSide(gone));
  if (references.kind === 'waiting') return true;
  const said = target.fields.valuesOf(target.fromOther(record.fields, references.linked));
  const before = agreed.said ?? agreed.stored;
  return Object.keys(said).some(
    (key) => target.owner(key) !== 'target' && !sameAsCell(cellOf(before, key), said[key], session.ports.hash),
  );
}

function dispute(session: PassSession, page: PageDraft, head: LinkHead, memory: LinkMemory): void {
  page.link({ ...head, due: false, memory: { ...memory, conflict: { reason: 'deleted-and-changed', fields: [] } } });
  page.record({ ...removalRow(session, head, 'conflict'), conflict: { reason: 'deleted-and-changed', fields: [] } });
}

function removalOf(session: PassSession, gone: Side, head: LinkHead, record: SideRecord | undefined): WriteOperation {
  const side = otherSide(gone);
  const { traits } = session.sidePorts(side);
  const { policy } = session.prepared.document.deletes;
  const kind = policy === 'delete' && traits.delete ? 'delete' : 'disable';
  const version = traits.conditional ? record?.version : undefined;
  return { kind, id: idOn(head, side)!, ...(version === undefined ? {} : { version }) };
}

async function writeRemovals(
  session: PassSession,
  side: Side,
  operations: readonly WriteOperation[],
): Promise<readonly WriteOutcome[]> {
  const { traits, writer } = session.sidePorts(side);
  const outcomes: WriteOutcome[] = [];
  for (let start = 0; start < operations.length; start += traits.batch)
    outcomes.push(...(await writer.write(operations.slice(start, start + traits.batch), session.signal)));
  return outcomes;
}

interface Removal {
  readonly head: LinkHead;
  readonly side: Side;
  readonly memories: ReadonlyMap<LinkId, LinkMemory>;
}

/** @returns how many removals it was */
function settleRemoval(
  session: PassSession,
  page: PageDraft,
  { head, memories }: Removal,
  outcome: WriteOutcome,
): number {
  const isDisable = session.prepared.document.deletes.policy === 'disable';
  switch (outcome.kind) {
    case 'written':
      if (isDisable) page.link({ ...head, due: false, memory: memories.get(head.id) ?? emptyMemory });
      else page.unlink(head.id);
      page.record(removalRow(session, head, isDisable ? 'disabled' : 'deleted'));
      return 1;
    case 'gone':
      page.unlink(head.id);
      return 0;
    case 'changed-meanwhile':
      return 0;
    case 'failed':
      page.record({ ...removalRow(session, head, 'failed'), failure: outcome.failure });
      return 0;
  }
}

function removalRow(session: PassSession, head: LinkHead, outcome: SyncOutcome): OutcomeRow {
  const side: Side = isGone(head, 'a') ? 'a' : 'b';
  return {
    linkId: head.id,
    side,
    recordId: idOn(head, side) ?? '',
    otherId: idOn(head, otherSide(side)),
    outcome,
    changes: [],
    at: session.now,
  };
}
