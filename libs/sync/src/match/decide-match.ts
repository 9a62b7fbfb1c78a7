import type { MatchKeys } from './match-keys.ts';

/** A record of the other side that shares a key. */
export interface MatchCandidate {
  readonly recordId: string;
  readonly keys: MatchKeys;
  /** Its counterpart is alive: it is not free. */
  readonly taken: boolean;
}

export type MatchDecision =
  | { readonly kind: 'none' }
  | { readonly kind: 'match'; readonly recordId: string }
  | { readonly kind: 'unsure'; readonly candidates: readonly string[] };

export interface MatchQuestion {
  readonly keys: MatchKeys;
  readonly candidates: readonly MatchCandidate[];
  /** Keys that another record of the same side, itself without counterpart, carries too. */
  readonly sharedKeys: ReadonlySet<string>;
}

/**
 * Which record of the other side is the same thing. The strongest rule that finds anything speaks; weaker ones are not
 * asked. Two candidates, a taken one, a stronger rule that contradicts, or a rival on the own side: a person is asked,
 * for a wrong link is worse than a late one.
 */
export function decideMatch({ keys, candidates, sharedKeys }: MatchQuestion): MatchDecision {
  for (const number of ruleNumbers(keys)) {
    const key = keys[number]!;
    const found = candidates.filter((one) => one.keys[number] === key && !isSomebodyElse(one, keys, number));
    if (found.length === 0) continue;
    const [first] = found;
    const sure = found.length === 1 && !first!.taken && !sharedKeys.has(key) && !contradicts(first!, keys, number);
    return sure
      ? { kind: 'match', recordId: first!.recordId }
      : { kind: 'unsure', candidates: found.map((one) => one.recordId) };
  }
  return { kind: 'none' };
}

/** A taken record that a stronger rule tells apart: colleagues who share a telephone, say. */
function isSomebodyElse(candidate: MatchCandidate, keys: MatchKeys, number: number): boolean {
  return candidate.taken && contradicts(candidate, keys, number);
}

function contradicts(candidate: MatchCandidate, keys: MatchKeys, number: number): boolean {
  return ruleNumbers(keys).some(
    (stronger) =>
      stronger < number && candidate.keys[stronger] !== undefined && candidate.keys[stronger] !== keys[stronger],
  );
}

function ruleNumbers(keys: MatchKeys): readonly number[] {
  return Object.keys(keys).map(Number);
}
