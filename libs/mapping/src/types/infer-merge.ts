import { join } from './join.ts';
import { streamOf } from './sequences.ts';
import { infer, type Call } from './context.ts';
import { missing, never, optional, someValue, type ObjectType, type Type } from './type.ts';

/** `$merge`: objects listed one by one are laid over each other; of a list of objects every member may be missing. */
export function inferMerge(call: Call): Type {
  const [type = missing] = call.args;
  const listed = call.nodes[0];
  const parts = listed?.type === 'unary' && listed.value === '[' ? (listed.expressions ?? []) : [];
  const objects = parts.map((part) => infer(part, call.context));
  const exact = parts.length > 0 && objects.every((each) => each.object && !each.array && !each.any && !each.null);
  const merged = exact ? overlaid(objects) : looselyMerged(type);
  return type.missing ? optional(merged) : merged;
}

function overlaid(objects: readonly Type[]): Type {
  const all = objects.map((type) => (type.missing ? looselyMerged(type) : type));
  return { ...never, object: all.reduce<ObjectType>((under, type) => overlay(under, type.object ?? empty), empty) };
}

const empty: ObjectType = { members: new Map(), undeclared: 'none' };

function overlay(under: ObjectType, over: ObjectType): ObjectType {
  const names = new Set([...under.members.keys(), ...over.members.keys()]);
  const members = new Map([...names].map((name) => [name, overlaidMember(under, over, name)]));
  const rest = under.rest || over.rest ? join(under.rest ?? never, over.rest ?? never) : undefined;
  return { members, rest, undeclared: rest ? 'expected' : 'none' };
}

function overlaidMember(under: ObjectType, over: ObjectType, name: string): Type {
  const top = over.members.get(name) ?? (over.rest ? optional(over.rest) : missing);
  if (!top.missing) return top;
  const below = under.members.get(name) ?? (under.rest ? optional(under.rest) : missing);
  return join({ ...top, missing: false }, below);
}

function looselyMerged(type: Type): Type {
  const { items } = streamOf(type);
  if (items.any || !items.object || items.string)
    return { ...never, object: { members: new Map(), rest: someValue, undeclared: 'expected' } };
  const members = new Map([...items.object.members].map(([name, each]) => [name, optional(each)]));
  return { ...never, object: { ...items.object, members, variants: undefined } };
}
