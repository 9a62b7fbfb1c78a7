import { closingIndex, splitAt, type Token } from './tokens.ts';

/** One `"name": value` of an object constructor as it is written. */
export interface Member {
  readonly name: string;
  readonly note?: string | undefined;
  readonly key: Token;
  readonly value: readonly Token[];
}

/**
 * The members of an object constructor, or undefined where it cannot be drawn: computed keys, a name twice, remarks
 * where no field stands.
 */
export function membersOf(list: readonly Token[]): readonly Member[] | undefined {
  if (list[0]?.text !== '{' || closingIndex(list, 0) !== list.length - 1) return undefined;
  const inner = list.slice(1, -1);
  if (inner.length === 0) return [];
  const members = splitAt(inner, ',').map(memberOf);
  const complete = members.filter((each) => each !== undefined);
  const isDistinct = new Set(complete.map((each) => each.name)).size === members.length;
  return isDistinct ? complete : undefined;
}

function memberOf(list: readonly Token[]): Member | undefined {
  const remark = list[0]?.kind === 'comment' ? list[0] : undefined;
  const [key, colon, ...value] = remark ? list.slice(1) : list;
  if (key?.kind !== 'string' || colon?.text !== ':' || value.length === 0) return undefined;
  const name = stringOf(key.text);
  if (name === undefined) return undefined;
  return { name, key, value, ...(remark ? { note: noteOf(remark.text) } : {}) };
}

function noteOf(remark: string): string {
  const inner = remark.slice(2, -2);
  return inner.startsWith(' ') && inner.endsWith(' ') && inner.length > 1 ? inner.slice(1, -1) : inner;
}

/** A string literal's value; undefined where JSON reads it differently. */
export function stringOf(text: string): string | undefined {
  const inner = text.startsWith("'")
    ? `"${text
        .slice(1, -1)
        .replace(/(?<!\\)"/g, '\\"')
        .replaceAll("\\'", "'")}"`
    : text;
  try {
    return JSON.parse(inner) as string;
  } catch {
    return undefined;
  }
}
