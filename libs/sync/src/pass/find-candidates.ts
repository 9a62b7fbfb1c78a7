import type { Side } from '@joinery/contracts';
import { otherSide } from '../link-memory.ts';
import { decideMatch, type MatchCandidate, type MatchDecision } from '../match/decide-match.ts';
import type { MatchKeys } from '../match/match-keys.ts';
import type { Candidate, LinkHead, SideRecord } from '../ports.ts';
import type { PageDraft } from './page-draft.ts';
import { idOn, isGone } from './pair-work.ts';
import type { PassSession } from './pass-session.ts';
import { readPatiently } from './read-patiently.ts';

/** Records that a page's new records may be the counterparts of. */
export interface Candidates {
  readonly byKey: ReadonlyMap<string, readonly MatchCandidate[]>;
  /** Free records of the own side by key. */
  readonly rivals: ReadonlyMap<string, ReadonlySet<string>>;
  readonly linkOf: ReadonlyMap<string, LinkHead>;
  /** The candidates themselves, where they can be read. */
  readonly records: ReadonlyMap<string, SideRecord>;
}

/** Looks up who shares a key, and makes sure that they still live: keys outlast the records they were noted for. */
export async function findCandidates(
  session: PassSession,
  page: PageDraft,
  side: Side,
  keys: ReadonlyMap<string, MatchKeys>,
): Promise<Candidates> {
  const { links } = session.ports;
  const all = [...new Set([...keys.values()].flatMap((own) => Object.values(own)))];
  const noted = all.length === 0 ? [] : await links.candidates(session.lease, otherSide(side), all);
  const records = await readLiving(session, page, otherSide(side), noted);
  const found = records ? noted.filter(({ recordId }) => records.has(recordId)) : noted;
  const present = await stillPresent(session, side, found);
  const foundKeys = [...new Set(found.map(({ key }) => key))];
  const rivals = foundKeys.length === 0 ? [] : await findRivals(session, page, side, foundKeys, keys);
  return {
    byKey: grouped(
      found.map((one) => [one.key, { recordId: one.recordId, keys: one.keys, taken: isTaken(one, side, present) }]),
    ),
    rivals: rivalsByKey(keys, rivals),
    linkOf: new Map(found.flatMap((one) => (one.link ? [[one.recordId, one.link] as const] : []))),
    records: records ?? new Map(),
  };
}

/** Free records of the own side, outside of the page, that would have the same counterpart. */
async function findRivals(
  session: PassSession,
  page: PageDraft,
  side: Side,
  foundKeys: readonly string[],
  own: ReadonlyMap<string, MatchKeys>,
): Promise<readonly Candidate[]> {
  const noted = await session.ports.links.candidates(session.lease, side, foundKeys);
  const rivals = noted.filter(({ link, recordId }) => !link && !own.has(recordId));
  const records = await readLiving(session, page, side, rivals);
  return records ? rivals.filter(({ recordId }) => records.has(recordId)) : rivals;
}

/** Null where the side cannot be asked. */
async function readLiving(
  session: PassSession,
  page: PageDraft,
  side: Side,
  noted: readonly Candidate[],
): Promise<ReadonlyMap<string, SideRecord> | null> {
  const { traits, reader } = session.sidePorts(side);
  if (!traits.get) return null;
  const ids = [...new Set(noted.map(({ recordId }) => recordId))];
  if (ids.length === 0) return new Map();
  const living = livingById(await readPatiently(session, () => reader.get(ids, session.signal)));
  for (const id of ids) if (!living.has(id)) page.keysOf(side, id, {});
  return living;
}

export function livingById(records: readonly SideRecord[]): ReadonlyMap<string, SideRecord> {
  return new Map(records.filter((record) => record.deleted !== true).map((record) => [record.id, record]));
}

/** A counterpart's other record may be gone without anybody having said so: somebody was hired again, say. */
async function stillPresent(
  session: PassSession,
  side: Side,
  found: readonly Candidate[],
): Promise<ReadonlySet<string> | null> {
  const { traits, reader } = session.sidePorts(side);
  const ids = [...new Set(found.flatMap(({ link }) => (link && !isGone(link, side) ? (idOn(link, side) ?? []) : [])))];
  if (!traits.get || ids.length === 0) return null;
  const records = await readPatiently(session, () => reader.get(ids, session.signal));
  return new Set(livingById(records).keys());
}

function isTaken({ link }: Candidate, side: Side, present: ReadonlySet<string> | null): boolean {
  const owner = link && idOn(link, side);
  if (!link || owner === null || isGone(link, side)) return false;
  return present === null || present.has(owner);
}

function rivalsByKey(
  own: ReadonlyMap<string, MatchKeys>,
  stored: readonly Candidate[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const rivals = new Map<string, Set<string>>();
  const add = (key: string, id: string): void => void (rivals.get(key) ?? rivals.set(key, new Set()).get(key)!).add(id);
  for (const { key, recordId, link } of stored) if (!link) add(key, recordId);
  for (const [id, keys] of own) for (const key of Object.values(keys)) add(key, id);
  return rivals;
}

export function decideAmong(id: string, keys: MatchKeys, { byKey, rivals }: Candidates): MatchDecision {
  const candidates = new Map<string, MatchCandidate>();
  for (const key of Object.values(keys)) for (const one of byKey.get(key) ?? []) candidates.set(one.recordId, one);
  if (candidates.size === 0) return { kind: 'none' };
  const shared = Object.values(keys).filter((key) => [...(rivals.get(key) ?? [])].some((rival) => rival !== id));
  return decideMatch({ keys, candidates: [...candidates.values()], sharedKeys: new Set(shared) });
}

function grouped<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of entries) (groups.get(key) ?? groups.set(key, []).get(key)!).push(value);
  return groups;
}
