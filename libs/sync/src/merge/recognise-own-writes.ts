import type { Json, JsonObject, Side } from '@joinery/contracts';
import { cellOf, type Agreed, type LinkMemory, type Rewrite, type SnapshotCell } from '../link-memory.ts';
import type { PreparedSide } from '../prepared-sync.ts';
import { looselySame, sameValue } from '../record/same-value.ts';
import { sameAsCell, valueHash } from './compare.ts';
import { SnapshotDraft } from './snapshot-draft.ts';

export interface Sighting {
  readonly target: PreparedSide;
  readonly memory: LinkMemory;
  /** The target's record as it was found. */
  readonly present: JsonObject;
  readonly hash: (text: string) => string;
  /** The other side, and what a record here says there: a value tidied here says something else, which is no edit. */
  readonly other?: PreparedSide;
  readonly says?: (fields: JsonObject) => JsonObject;
}

export interface Recognised {
  readonly memory: LinkMemory;
  /** Rewrites seen just now: they count from the next look on, for this time it may have been a person. */
  readonly rewrites: Readonly<Record<string, Rewrite>>;
}

/**
 * Looks at a side where we have written without seeing the result: an answer was lost, or the system does not tell.
 * What landed, also tidied up, counts as ours. A field found otherwise counts as an edit, and how it was found is
 * remembered, so that a system that rewrites what it saves is answered once and not for ever.
 */
export function recogniseOwnWrites(sighting: Sighting): Recognised {
  const { target, memory, present, hash } = sighting;
  const { side } = target;
  const agreed = memory.base[side];
  const sent = sentCells(memory, side);
  const rewrites: Record<string, Rewrite> = {};
  if (sent.size === 0 || !agreed) return { memory: withoutTraces(memory, side), rewrites };
  const draft = new AgreedDraft(target, agreed, hash);
  const landedLate: string[] = [];
  for (const [key, { arrived, onItsWay }] of sent) {
    const found = target.fields.read(present, key);
    const landed = [onItsWay, arrived].find((cell) => cell && 'value' in cell && looselySame(found, cell.value));
    if (landed && 'value' in landed) {
      draft.set(key, landed.value ?? null, found);
      if (landed === onItsWay) landedLate.push(key);
    }
    // Of a write that may never have arrived nothing is learnt.
    else if (arrived && !onItsWay && !sameAsCell(cellOf(agreed.stored, key), found, hash))
      rewrites[key] = { sent: cellHash(arrived, hash), found: valueHash(found, hash) };
  }
  const base = { ...memory.base, [side]: draft.agreed(), ...saidByNow(sighting, landedLate) };
  return { memory: { ...withoutTraces(memory, side), base }, rewrites };
}

function cellHash(cell: SnapshotCell, hash: (text: string) => string): string {
  return 'hash' in cell ? cell.hash : valueHash(cell.value, hash);
}

/**
 * What was agreed on for the other side: with the words that a tidied record uses now, and with what it had said when
 * we wrote it here, for that has arrived.
 */
function saidByNow(sighting: Sighting, landedLate: readonly string[]): LinkMemory['base'] {
  const { memory, present, hash, other, says } = sighting;
  const agreed = other && memory.base[other.side];
  if (!agreed || !says) return {};
  const draft = new AgreedDraft(other, agreed, hash);
  const said = says(present);
  const before = landedLate.length > 0 ? says(withoutLanded(sighting, landedLate)) : said;
  for (const [key, value] of Object.entries(said)) {
    const cell = cellOf(agreed.said ?? agreed.stored, key);
    if ('value' in cell && looselySame(value, cell.value)) draft.say(key, value);
    else if (!sameValue(value, before[key])) draft.set(key, value, value);
  }
  return { [other.side]: draft.agreed() };
}

/** The record as it was before those writes arrived. */
function withoutLanded({ target, memory, present }: Sighting, keys: readonly string[]): JsonObject {
  const stored = memory.base[target.side]?.stored.values ?? {};
  return target.fields.overlay(present, Object.fromEntries(keys.map((key) => [key, stored[key] ?? null])));
}

class AgreedDraft {
  readonly #stored: SnapshotDraft;
  readonly #said: SnapshotDraft;

  constructor({ sensitive }: PreparedSide, { stored, said }: Agreed, hash: (text: string) => string) {
    this.#stored = new SnapshotDraft(sensitive, hash, stored);
    this.#said = new SnapshotDraft(sensitive, hash, said ?? stored);
  }

  set(key: string, said: Json, stored: Json | undefined): void {
    this.#said.set(key, said);
    this.#stored.set(key, stored);
  }

  say(key: string, said: Json): void {
    this.#said.set(key, said);
  }

  agreed(): Agreed {
    return { stored: this.#stored.snapshot(), said: this.#said.snapshot() };
  }
}

/** What was written last and not yet seen, and what may or may not have followed it. */
interface SentCell {
  readonly arrived?: SnapshotCell;
  readonly onItsWay?: SnapshotCell;
}

function sentCells({ intents, unconfirmed, base }: LinkMemory, side: Side): ReadonlyMap<string, SentCell> {
  const said = base[side]?.said ?? base[side]?.stored;
  const cells = new Map<string, SentCell>();
  if (said) for (const key of unconfirmed?.[side] ?? []) cells.set(key, { arrived: cellOf(said, key) });
  for (const [key, value] of Object.entries(intents?.[side] ?? {}))
    cells.set(key, { ...cells.get(key), onItsWay: { value } });
  return cells;
}

function withoutTraces(memory: LinkMemory, side: Side): LinkMemory {
  const { intents, unconfirmed, ...rest } = memory;
  const others = side === 'a' ? ({ b: intents?.b } as const) : ({ a: intents?.a } as const);
  const othersSeen = side === 'a' ? ({ b: unconfirmed?.b } as const) : ({ a: unconfirmed?.a } as const);
  return {
    ...rest,
    ...(Object.values(others)[0] ? { intents: others as NonNullable<LinkMemory['intents']> } : {}),
    ...(Object.values(othersSeen)[0] ? { unconfirmed: othersSeen as NonNullable<LinkMemory['unconfirmed']> } : {}),
  };
}
