import { join } from './join.ts';
import { streamOf, type Stream } from './sequences.ts';
import type { Group, Node } from './syntax.ts';
import { infer, withInput, type Context } from './context.ts';
import { arrayType, missing, never, optional, present, type Type } from './type.ts';

/**
 * An object constructor, or group-by: each key's value is evaluated once, over all the items that gave the key.
 * Over a single context (the usual case of a mapping) each pair is simply evaluated there.
 */
export function inferGroup(group: Group, input: Type, context: Context): Type {
  const over = streamOf(input);
  const isSingle = !input.any && !input.array;
  const [keys, values] = isSingle ? sameFor(input, context) : perItem(over, context);
  return objectOf(group.lhs.map(([key, value]) => member(key, value, keys, values)));
}

function sameFor(input: Type, context: Context): readonly [Context, Context] {
  const here = input === context.input ? context : withInput(context, input);
  return [here, here];
}

function perItem(over: Stream, context: Context): readonly [Context, Context] {
  const item = join(over.items, over.min === 0 ? missing : never);
  return [withInput(context, item), withInput(context, gathered(over))];
}

/** The items of one key: one stays itself, more are put together in a list. */
function gathered(over: Stream): Type {
  const item = over.items;
  const spread = join(item, item.array ? item.array.items : never);
  const list = over.max >= 2 ? arrayType(spread, { min: 1, plain: false }) : never;
  return join(item, list, over.min === 0 ? missing : never);
}

interface Member {
  /** The only names the key may have, where they are known. */
  readonly names: readonly string[] | undefined;
  readonly certain: boolean;
  readonly value: Type;
}

function member(key: Node, value: Node, keyContext: Context, valueContext: Context): Member {
  const keyType = infer(key, keyContext);
  const names = keyType.any ? undefined : (keyType.string?.values ?? []);
  const known = keyType.string && !keyType.string.values ? undefined : names;
  return { names: known, certain: known?.length === 1 && !keyType.missing, value: infer(value, valueContext) };
}

function objectOf(pairs: readonly Member[]): Type {
  const members = new Map<string, Type>();
  for (const pair of pairs) for (const name of pair.names ?? []) members.set(name, addMember(members.get(name), pair));
  const open = pairs.filter((pair) => pair.names === undefined).map((pair) => present(pair.value));
  if (open.length === 0) return { ...never, object: { members, undeclared: 'none' } };
  const rest = join(...open);
  const loose = new Map([...members].map(([name, type]) => [name, join(type, rest)]));
  return { ...never, object: { members: loose, rest, undeclared: 'expected' } };
}

function addMember(before: Type | undefined, pair: Member): Type {
  const own = pair.certain ? pair.value : optional(pair.value);
  return before ? join(before, own) : own;
}
