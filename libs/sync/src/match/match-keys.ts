import type { JsonObject, MatchRule, Side } from '@joinery/contracts';
import { readPath } from '../record/fields.ts';
import { comparable } from './normalise.ts';

/** A record's keys by the number of the rule; a rule with a part that is empty gives none. */
export type MatchKeys = Readonly<Record<number, string>>;

/** What the rules see of a record on a side. Keys of different rules never meet: each begins with its rule's number. */
export function matchKeys(
  rules: readonly MatchRule[],
  side: Side,
  fields: JsonObject,
  hash: (text: string) => string,
): MatchKeys {
  const keys: Record<number, string> = {};
  for (const [number, rule] of rules.entries()) {
    const parts = rule.parts.map((part) => comparable(readPath(fields, part[side]), part.as));
    if (parts.every((part) => part !== null)) keys[number] = `${number}:${hash(JSON.stringify(parts))}`;
  }
  return keys;
}
