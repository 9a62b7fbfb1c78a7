import { join, joinOrigins, memberOf } from './join.ts';
import {
  arrayType,
  missing,
  never,
  present,
  someValue,
  withoutArray,
  anyType,
  type ArrayType,
  type Type,
} from './type.ts';

/** How many values there may be. */
export interface Count {
  readonly min: number;
  readonly max: number;
}

export const one: Count = { min: 1, max: 1 };
export const many: Count = { min: 0, max: Infinity };

/** A stream of values as a path passes it from step to step. */
export interface Stream extends Count {
  readonly items: Type;
  /** How many there are at least when no list is empty; `min` when left out. */
  readonly usual?: number;
  /** More than one would surprise. */
  readonly seldom?: boolean | undefined;
}

function usualOf(stream: Pick<Stream, 'min' | 'usual'>): number {
  return stream.usual ?? stream.min;
}

/** Nothing, for the reason that the stream gives. */
function nothingOf(stream: Stream): Type {
  return usualOf(stream) >= 1 ? { ...missing, whenEmpty: true } : missing;
}

/** A stream's value once it is a result: none is missing, one is itself, more are a list. */
export function sequence(stream: Stream): Type {
  const { items, min, max } = stream;
  const item = present(items);
  const parts = [
    min === 0 ? nothingOf(stream) : never,
    min <= 1 && max >= 1 ? item : never,
    max >= 2 ? arrayType(item, { min: Math.max(2, min), max, plain: false, seldom: stream.seldom }) : never,
  ];
  return join(...parts);
}

/** A stream that stays a list when it holds one value (`[]` behind a step). */
export function keptSequence(stream: Stream): Type {
  const { items, min, max } = stream;
  const list = max >= 1 ? arrayType(items, { min: Math.max(1, min), max, plain: false }) : never;
  return min === 0 ? join(nothingOf(stream), list) : list;
}

/** The values that a loop over this type visits. */
export function streamOf(type: Type): Stream {
  if (type.any) return { items: { ...someValue, origins: type.origins }, ...many };
  const single = present(withoutArray(type));
  const list = type.array;
  const hasSingle =
    single.null ||
    single.booleans.length > 0 ||
    single.number ||
    single.string ||
    single.object ||
    single.functions.length > 0;
  const least = Math.min(type.missing ? 0 : Infinity, hasSingle ? 1 : Infinity, list ? list.min : Infinity);
  const most = Math.max(hasSingle ? 1 : 0, list ? list.max : 0);
  const usual = Math.min(type.missing && !type.whenEmpty ? 0 : Infinity, hasSingle ? 1 : Infinity, usualLength(list));
  return {
    items: join(single, listItems(type)),
    min: finite(least),
    max: most,
    usual: finite(usual),
    seldom: list?.seldom,
  };
}

function usualLength(list: ArrayType | undefined): number {
  return list ? Math.min(list.max, Math.max(1, list.min)) : Infinity;
}

function finite(count: number): number {
  return count === Infinity ? 0 : count;
}

/** What stays when results are put one after the other: lists give up their items, one level deep. */
export function flattened(type: Type): Stream {
  const stream = streamOf(type);
  if (!type.array?.cons) return stream;
  return {
    ...stream,
    items: join(stream.items, { ...never, array: type.array }),
    min: Math.min(stream.min, 1),
    max: Math.max(stream.max, 1),
  };
}

/** As often as `outer` says, what `inner` says each time. */
export function times(outer: Pick<Stream, 'min' | 'max' | 'usual' | 'seldom'>, inner: Stream): Stream {
  const usual = usualOf(outer) * usualOf(inner);
  const isFew = (stream: Pick<Stream, 'max' | 'seldom'>) => stream.max <= 1 || stream.seldom === true;
  return {
    items: inner.items,
    min: outer.min * inner.min,
    max: product(outer.max, inner.max),
    usual,
    seldom: isFew(outer) && isFew(inner),
  };
}

function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** The items of a list come from where the list comes from. */
function listItems(type: Type): Type {
  if (!type.array) return never;
  return type.origins
    ? { ...type.array.items, origins: joinOrigins(type.array.items.origins, type.origins) }
    : type.array.items;
}

/** A member of an object, or of every object of a list. */
export function lookup(type: Type, name: string): Type {
  const origins = type.origins?.map((path) => [...path, name]);
  if (type.any) return origins ? { ...anyType, origins } : anyType;
  const own = type.object ? from(memberOf(type.object, name), origins) : never;
  const inList = type.array ? sequence({ items: streamOf(lookup(listItems(type), name)).items, ...many }) : never;
  const scalar = type.missing || type.null || type.booleans.length > 0 || type.number || type.string;
  return join(own, inList, type.functions.length > 0 ? anyType : never, scalar ? missing : never);
}

function from(type: Type, origins: Type['origins']): Type {
  return origins ? { ...type, origins } : type;
}
