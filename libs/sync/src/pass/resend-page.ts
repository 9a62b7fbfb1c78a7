import type { Json, OutcomeRow, Side, StoredWrite } from '@joinery/contracts';
import { emptyMemory, otherSide, type LinkMemory } from '../link-memory.ts';
import { snapshotOf } from '../merge/compare.ts';
import { SnapshotDraft } from '../merge/snapshot-draft.ts';
import type { LinkHead, WriteOperation, WriteOutcome } from '../ports.ts';
import type { PageDraft } from './page-draft.ts';
import { idOn } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';

interface Resend {
  readonly row: OutcomeRow;
  readonly stored: StoredWrite;
  readonly head: LinkHead | null;
}

/**
 * Tries a page of failed records again. `read-again` has them read like any change; `send-stored` sends what was stored,
 * perhaps corrected by a person since.
 */
export async function resendPage(session: PassSession, page: PageDraft, from: Json): Promise<Json> {
  const retry = session.pass!.request.retry!;
  const { pageSize } = session.prepared.document.settings;
  const { rows, next } = await session.ports.outcomes.failed(session.lease, retry.filter, from, pageSize);
  if (retry.way === 'read-again') for (const row of rows) page.again(row.side, row.recordId, 0, session.now);
  else for (const side of ['a', 'b'] as const) await resendTo(session, page, side, rows);
  return next;
}

async function resendTo(
  session: PassSession,
  page: PageDraft,
  target: Side,
  rows: readonly OutcomeRow[],
): Promise<void> {
  const chosen = rows.filter((row) => row.stored?.side === target);
  const source = otherSide(target);
  const heads = await session.ports.links.byRecord(
    session.lease,
    source,
    chosen.map(({ stored }) => stored!.sourceId),
  );
  const sends = chosen.map((row): Resend => ({
    row,
    stored: row.stored!,
    head: heads.get(row.stored!.sourceId) ?? null,
  }));
  const { traits, writer } = session.sidePorts(target);
  for (let start = 0; start < sends.length; start += traits.batch) {
    const batch = sends.slice(start, start + traits.batch);
    const operations = batch.map((send) => operationOf(session, target, send));
    const outcomes = await writer.write(operations, session.signal);
    await settleAll(session, page, target, batch, outcomes);
  }
}

function operationOf(session: PassSession, target: Side, { stored, head }: Resend): WriteOperation {
  const id = head && idOn(head, target);
  if (id) return { kind: 'update', id, fields: stored.fields };
  return { kind: 'create', fields: stored.fields, key: head?.id ?? session.ports.newLinkId() };
}

async function settleAll(
  session: PassSession,
  page: PageDraft,
  target: Side,
  sends: readonly Resend[],
  outcomes: readonly WriteOutcome[],
): Promise<void> {
  const ids = sends.flatMap(({ head }) => head?.id ?? []);
  const memories = await session.ports.links.memories(session.lease, ids);
  for (const [index, send] of sends.entries()) {
    const outcome = outcomes[index]!;
    const memory = send.head ? (memories.get(send.head.id) ?? emptyMemory) : emptyMemory;
    if (outcome.kind === 'written') settleSent(session, page, { target, send, memory, id: outcome.id });
    else
      page.record({ ...send.row, ...(outcome.kind === 'failed' ? { failure: outcome.failure } : {}), at: session.now });
  }
}

interface Sent {
  readonly target: Side;
  readonly send: Resend;
  readonly memory: LinkMemory;
  readonly id: string;
}

/** The source is looked at once more afterwards, for it may have changed since. */
function settleSent(session: PassSession, page: PageDraft, { target, send, memory, id }: Sent): void {
  const { row, stored, head } = send;
  const source = otherSide(target);
  page.link({
    id: head?.id ?? session.ports.newLinkId(),
    ...(source === 'a' ? { a: stored.sourceId, b: id } : { a: id, b: stored.sourceId }),
    state: 'linked',
    hashA: null,
    hashB: null,
    wroteA: target === 'a',
    wroteB: target === 'b',
    touched: session.passNumber,
    pending: true,
    due: false,
    missed: 0,
    memory: { ...memory, base: { ...memory.base, [target]: agreedOn(session, target, stored, memory) } },
  });
  page.again(source, stored.sourceId, 0, session.now);
  page.record({ ...row, outcome: stored.kind === 'create' ? 'created' : 'updated', otherId: id, at: session.now });
}

function agreedOn(session: PassSession, target: Side, stored: StoredWrite, memory: LinkMemory) {
  const side = session.side(target);
  const values = side.fields.valuesOf(stored.fields);
  const before = memory.base[target];
  if (!before) return { stored: snapshotOf(values, side.sensitive, session.ports.hash) };
  const draft = new SnapshotDraft(side.sensitive, session.ports.hash, before.stored);
  for (const [key, value] of Object.entries(values)) draft.set(key, value);
  return { ...before, stored: draft.snapshot() };
}
