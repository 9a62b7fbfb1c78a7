import type { Failure, Json, LinkId, Side } from '@joinery/contracts';
import { movedCursor, newestOf, windowStart } from '../cursor/cursor-window.ts';
import type { Cursor, PassProgress, RecordPage, Slice, SyncMemory } from '../ports.ts';
import { indexInto } from './freshen-index.ts';
import { judgeAbsences } from './judge-absences.ts';
import { PageDraft } from './page-draft.ts';
import { PassFailed, type PassSession } from './pass-session.ts';
import type { Phase } from './phases.ts';
import { readPatiently } from './read-patiently.ts';
import { reconcilePage } from './reconcile-page.ts';
import { removeDue } from './remove-due.ts';
import { resendPage } from './resend-page.ts';

/**
 * Does the next page of a pass and commits it.
 * @returns false when the pass had come to its end
 */
export async function nextPage(session: PassSession): Promise<boolean> {
  const pass = session.pass!;
  const phase = pass.phases[pass.phase];
  if (!phase) return false;
  const page = new PageDraft(session);
  await doPage(session, page, pass, phase);
  return true;
}

function doPage(session: PassSession, page: PageDraft, pass: PassProgress, phase: Phase): Promise<void> {
  switch (phase.do) {
    case 'position':
      return takePosition(session, page, pass, phase.side);
    case 'index':
      return indexPage(session, page, pass, phase.side);
    case 'compare':
      return comparePage(session, page, pass, phase);
    case 'absences':
      return absencePage(session, page, pass, phase.side);
    case 'removals':
      return removalPage(session, page, pass);
    case 'resend':
      return sendPage(session, page, pass);
  }
}

async function takePosition(session: PassSession, page: PageDraft, pass: PassProgress, side: Side): Promise<void> {
  const { reader } = session.sidePorts(side);
  const position = await readPatiently(session, () => reader.position(session.signal));
  await page.commit({ pass: { ...nextPhase(pass), positions: { ...pass.positions, [side]: position } } });
}

async function indexPage(session: PassSession, page: PageDraft, pass: PassProgress, side: Side): Promise<void> {
  const read = await readPatiently(session, () => session.sidePorts(side).reader.list(pass.page, null, session.signal));
  indexInto(session, page, side, read.records);
  const listed = pass.phaseListed + read.records.length;
  const total = read.total ?? pass.phaseTotal;
  if (read.next === null && total !== null && listed < total) throw new PassFailed(incomplete(side, listed, total));
  await page.commit({ pass: afterPage(pass, read) });
}

/** A record that was not shown would be made a second time. */
function incomplete(side: Side, listed: number, expected: number): Failure {
  return { code: 'sync.listing-incomplete', kind: 'transient', params: { side: side.toUpperCase(), listed, expected } };
}

type Compare = Extract<Phase, { do: 'compare' }>;

async function comparePage(session: PassSession, page: PageDraft, begun: PassProgress, phase: Compare): Promise<void> {
  const pass = phase.from === 'list' ? await withLinked(session, begun) : begun;
  const read = await readRecords(session, pass, phase);
  const isListing = phase.from === 'list';
  await reconcilePage(session, page, { side: phase.side, records: read.records, isListing });
  if (phase.from !== 'changes') return page.commit({ pass: afterPage(pass, read) });
  const newest = read.bookmark === undefined ? newestOf(pass.newest, read.records) : bookmarkOf(read.bookmark);
  const next = afterPage(pass, read);
  if (read.next !== null) return page.commit({ pass: { ...next, newest } });
  await page.commit({ pass: { ...next, newest: null }, memory: withCursor(session, pass, phase.side, newest) });
}

async function withLinked(session: PassSession, pass: PassProgress): Promise<PassProgress> {
  if (pass.linked) return pass;
  const { a, b } = await session.ports.links.counts(session.lease);
  return { ...pass, linked: { a, b } };
}

function readRecords(session: PassSession, pass: PassProgress, { side, from }: Compare): Promise<RecordPage> {
  const { reader } = session.sidePorts(side);
  const { signal } = session;
  switch (from) {
    case 'list':
      return readPatiently(session, () => reader.list(pass.page, null, signal));
    case 'slice':
      return readPatiently(session, () => reader.list(pass.page, sliceOf(pass), signal));
    case 'changes': {
      const since = windowStart(session.memory.cursors[side], session.prepared.document.settings.overlapMs);
      return readPatiently(session, () => reader.changes(since, pass.page, signal));
    }
    case 'ids':
      return readByIds(session, pass, side);
  }
}

function sliceOf({ request: { backfill } }: PassProgress): Slice | null {
  if (backfill?.by === 'time') return { from: backfill.from, to: backfill.to };
  return backfill?.by === 'filter' ? { filter: backfill.filter } : null;
}

async function readByIds(session: PassSession, pass: PassProgress, side: Side): Promise<RecordPage> {
  const { backfill } = pass.request;
  const ids = backfill?.by === 'ids' ? backfill.ids : [];
  const start = typeof pass.page === 'number' ? pass.page : 0;
  const end = start + session.prepared.document.settings.pageSize;
  const records = await readPatiently(session, () =>
    session.sidePorts(side).reader.get(ids.slice(start, end), session.signal),
  );
  return { records, next: end < ids.length ? end : null, total: ids.length };
}

function bookmarkOf(value: Json): Cursor {
  return { kind: 'bookmark', value };
}

/** The cursor moves in the transaction that stores what it covers, once the whole look is done. */
function withCursor(session: PassSession, pass: PassProgress, side: Side, newest: Cursor | null): SyncMemory {
  const { cursors } = session.memory;
  return { ...session.memory, cursors: { ...cursors, [side]: movedCursor(cursors[side], newest, pass.startedAt) } };
}

async function absencePage(session: PassSession, page: PageDraft, pass: PassProgress, side: Side): Promise<void> {
  const step = await judgeAbsences(session, page, pass, side);
  if (step.kind === 'more') return page.commit({ pass: { ...pass, page: step.after } });
  const { lastFull } = session.memory;
  const memory = step.isBelieved
    ? { ...session.memory, lastFull: { ...lastFull, [side]: pass.phaseListed } }
    : session.memory;
  await page.commit({ pass: nextPhase(pass), memory });
}

async function removalPage(session: PassSession, page: PageDraft, pass: PassProgress): Promise<void> {
  const step = await removeDue(session, page, pass.page as LinkId | null);
  const removed = pass.removed + step.removed;
  if (step.kind === 'more') return page.commit({ pass: { ...pass, removed, page: step.after } });
  await page.commit({ pass: { ...nextPhase(pass), removed }, memory: { ...session.memory, released: 0 } });
}

async function sendPage(session: PassSession, page: PageDraft, pass: PassProgress): Promise<void> {
  const next = await resendPage(session, page, pass.page);
  await page.commit({ pass: next === null ? nextPhase(pass) : { ...pass, page: next } });
}

function afterPage(pass: PassProgress, { records, next, total }: RecordPage): PassProgress {
  const listed = {
    listed: pass.listed + records.length,
    phaseListed: pass.phaseListed + records.length,
    phaseTotal: total ?? pass.phaseTotal,
    expected: pass.expected ?? total ?? null,
  };
  return next === null ? { ...nextPhase({ ...pass, ...listed }) } : { ...pass, ...listed, page: next };
}

/** The count of a listing stays until the next phase that reads: the absences after it are judged by it. */
function nextPhase(pass: PassProgress): PassProgress {
  const next = pass.phases[pass.phase + 1];
  const reads = next?.do === 'index' || next?.do === 'compare';
  return { ...pass, phase: pass.phase + 1, page: null, ...(reads ? { phaseListed: 0, phaseTotal: null } : {}) };
}
