import type { Call } from '../context.ts';
import { callForItem } from '../infer-call.ts';
import { inferMerge } from '../infer-merge.ts';
import { join } from '../join.ts';
import { lookup, many, sequence, streamOf } from '../sequences.ts';
import { anyType, missing, never, optional, present, someValue, stringType, stringValue, type Type } from '../type.ts';
import { first, type Result } from './result.ts';

function eachMember(call: Call): Type {
  const object = first(call).object;
  const values = object ? join(...object.members.values(), object.rest ?? never) : someValue;
  const result = callForItem(call.args[1] ?? missing, [present(values), stringType(), first(call)], call);
  return sequence({ items: result, ...many });
}

function sifted(call: Call): Type {
  const object = first(call).object;
  if (first(call).any || !object) return anyType;
  const values = join(...object.members.values(), object.rest ?? never);
  callForItem(call.args[1] ?? missing, [present(values), stringType(), first(call)], call);
  const members = new Map([...object.members].map(([name, type]) => [name, optional(type)]));
  return optional({ ...never, object: { ...object, members, variants: undefined } });
}

function lookedUp(call: Call): Type {
  const names = call.args[1]?.string?.values;
  const source = first(call);
  if (source.any || call.args[1]?.any) return anyType;
  if (names) return join(...names.map((name) => lookup(source, name)), call.args[1]?.missing ? missing : never);
  if (source.array || !source.object) return anyType;
  return optional(join(...source.object.members.values(), source.object.rest ?? never));
}

function keys(call: Call): Type {
  const type = first(call);
  const object = type.any || type.array || type.object?.rest ? undefined : type.object;
  if (!object) return sequence({ items: stringType(), ...many });
  const certain = [...object.members.values()].filter((member) => !member.missing).length;
  const names = join(...[...object.members.keys()].map(stringValue));
  const found = sequence({ items: names, min: certain, max: object.members.size });
  return streamOf(type).min === 0 || type.null || type.string || type.number || type.booleans.length > 0
    ? join(found, missing)
    : found;
}

export const objectResults: Readonly<Record<string, Result>> = {
  sift: sifted,
  each: eachMember,
  keys,
  lookup: lookedUp,
  merge: inferMerge,
  clone: first,
};
