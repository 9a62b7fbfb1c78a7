import type { JsonObject, LinkId, Side } from '@joinery/contracts';
import { noteWrite } from '../merge/note-write.ts';
import type { Link, WriteOperation, WriteOutcome } from '../ports.ts';
import { otherSide } from '../link-memory.ts';
import { linkInFlight } from './link-after.ts';
import { idOn, recordOn, writesOn, type PairWork, type WrittenPair } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';

/** Notes what is about to be written, writes each side in batches, and gives each pair's outcomes. */
export async function writeWorks(
  session: PassSession,
  works: readonly PairWork[],
  unlink: readonly LinkId[],
): Promise<readonly WrittenPair[]> {
  const writing = works.filter((work) => !work.failure);
  await noteIntents(session, writing, unlink);
  const outcomes = { a: await writeSide(session, 'a', writing), b: await writeSide(session, 'b', writing) };
  return works.map((work) => ({ work, outcomes: outcomesOf(work, outcomes) }));
}

/** Notes each write in the pair's trail, so that one that flips is seen before it is made. */
export function withTrail(session: PassSession, work: PairWork): PairWork {
  let trail = work.memory.trail;
  for (const side of ['a', 'b'] as const) {
    const values = work.creates ? null : writesOn(work, side);
    if (values && Object.keys(values).length > 0)
      trail = noteWrite({ trail, side, values, now: session.now, hash: session.ports.hash });
  }
  return trail === work.memory.trail ? work : { ...work, ...(trail ? { trail } : {}) };
}

/** Only where a lost answer could do harm: both ways our own write would be taken for an edit, and a creation repeated. */
async function noteIntents(session: PassSession, works: readonly PairWork[], unlink: readonly LinkId[]): Promise<void> {
  const links = works.flatMap((work): readonly Link[] => (isNoted(session, work) ? [linkInFlight(session, work)] : []));
  if (links.length > 0) await session.ports.journal.intend(session.lease, { unlink, links });
}

function isNoted(session: PassSession, work: PairWork): boolean {
  if (!writesOn(work, 'a') && !writesOn(work, 'b')) return false;
  if (work.creates)
    return session.sidePorts(otherSide(work.side)).traits.create !== 'upsert' || session.prepared.twoWay;
  return session.prepared.twoWay;
}

type OutcomesOfSide = ReadonlyMap<PairWork, WriteOutcome>;

async function writeSide(session: PassSession, side: Side, works: readonly PairWork[]): Promise<OutcomesOfSide> {
  const { traits, writer } = session.sidePorts(side);
  const writing = works.flatMap((work) => {
    const values = writesOn(work, side);
    return values ? [{ work, operation: operationOf(session, side, work, values) }] : [];
  });
  const outcomes = new Map<PairWork, WriteOutcome>();
  for (let start = 0; start < writing.length; start += traits.batch) {
    session.throwIfStopped();
    const batch = writing.slice(start, start + traits.batch);
    const answers = await writer.write(
      batch.map(({ operation }) => operation),
      session.signal,
    );
    for (const [index, { work }] of batch.entries()) outcomes.set(work, answers[index]!);
  }
  return outcomes;
}

function operationOf(session: PassSession, side: Side, work: PairWork, values: JsonObject): WriteOperation {
  const fields = session.side(side).fields.nest(values);
  if (work.creates && side !== work.side) return { kind: 'create', fields, key: work.linkId };
  const record = recordOn(work, side);
  const version = session.sidePorts(side).traits.conditional ? record?.version : undefined;
  return {
    kind: 'update',
    id: record?.id ?? idOn(work.head!, side)!,
    fields,
    ...(version === undefined ? {} : { version }),
    ...(work.revives && side !== work.side ? { revive: true } : {}),
  };
}

function outcomesOf(
  work: PairWork,
  { a, b }: { readonly a: OutcomesOfSide; readonly b: OutcomesOfSide },
): WrittenPair['outcomes'] {
  const onA = a.get(work);
  const onB = b.get(work);
  return { ...(onA ? { a: onA } : {}), ...(onB ? { b: onB } : {}) };
}
