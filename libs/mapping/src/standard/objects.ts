import { setMember, cloneJson } from '../runtime/clone.ts';
import { Fault } from '../runtime/fault.ts';
import { FunctionValue, isFunctionValue, isRecord } from '../runtime/function-value.ts';
import { lookUp } from '../runtime/look-up.ts';
import type { Run } from '../runtime/run.ts';
import { Mark, marksOf, sequence, type List } from '../runtime/sequence.ts';
import { hasMembers, isNumeric, isTrue } from '../runtime/truth.ts';
import { callWith } from './higher-order.ts';
import { standard } from './standard-function.ts';

type Maybe<T> = T | undefined;
type Members = Record<string, unknown>;

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null && !(value instanceof FunctionValue) ? Object.keys(value) : [];
}

function keys(value: unknown, run: Run): List {
  if (!Array.isArray(value)) return sequence(isRecord(value) ? paidKeys(value, run) : []);
  const seen: Members = Object.create(null) as Members;
  const collect = (item: unknown): void => {
    if (Array.isArray(item)) item.forEach(collect);
    else if (isRecord(item)) for (const key of paidKeys(item, run)) seen[key] = true;
    run.budget.step();
  };
  value.forEach(collect);
  return sequence(Object.keys(seen));
}

function paidKeys(value: Members, run: Run): string[] {
  const names = Object.keys(value);
  run.budget.elements(names.length);
  return names;
}

/** An object for each member. Of a list the objects of all its items, as a plain list. */
function spread(value: unknown, run: Run): unknown {
  if (Array.isArray(value)) return spreadList(value, run);
  return isRecord(value) ? sequence(membersApart(value, run)) : value;
}

function membersApart(value: Members, run: Run): Members[] {
  return paidKeys(value, run).map((key) => {
    const one: Members = {};
    setMember(one, key, value[key]);
    return one;
  });
}

function spreadList(list: List, run: Run): List {
  const results: unknown[] = [];
  let isTouched = false;
  for (let i = 0; i < list.length; i++) {
    const part = spread(list[i], run);
    if (part === undefined) continue;
    isTouched = true;
    for (const item of Array.isArray(part) ? part : [part]) results.push(item);
    run.budget.elements(1);
  }
  return isTouched ? results : sequence(results);
}

function merge(list: Maybe<List>, run: Run): unknown {
  if (list === undefined) return undefined;
  const merged: Members = {};
  for (const item of list)
    for (const key of keysOf(item)) {
      run.budget.elements(1);
      setMember(merged, key, (item as Members)[key]);
    }
  return merged;
}

function each(value: unknown, fn: FunctionValue, run: Run): List {
  const results: unknown[] = [];
  for (const key of keysOf(value)) {
    const result = callWith(fn, [(value as Members)[key], key, value], run);
    if (result === undefined) continue;
    run.budget.elements(1);
    results.push(result);
  }
  return sequence(results);
}

/** The context of an input that is a list is a list around it. */
function unwrapped(value: unknown): unknown {
  return Array.isArray(value) && marksOf(value) & Mark.wrapper ? value[0] : value;
}

function sift(value: unknown, fn: FunctionValue | undefined, run: Run): unknown {
  const kept: Members = {};
  for (const key of keysOf(value)) {
    if (!fn) throw new Fault('T0410', { index: 2, inserts: { index: 2 } });
    const member = (value as Members)[key];
    if (!isTrue(callWith(fn, [member, key, value], run))) continue;
    run.budget.elements(1);
    setMember(kept, key, member);
  }
  return hasMembers(kept) ? kept : undefined;
}

function typeOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (isNumeric(value)) return 'number';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value;
  if (Array.isArray(value)) return 'array';
  return isFunctionValue(value) ? 'function' : 'object';
}

function fail(message: Maybe<string>): never {
  throw new Fault('D3137', { inserts: { message: message || '$error() function evaluated' } });
}

function assert(condition: unknown, message: Maybe<string>): undefined {
  if (!condition) throw new Fault('D3141', { inserts: { message: message || '$assert() statement failed' } });
  return undefined;
}

export const objectFunctions = {
  boolean: standard<[unknown]>('<x-:b>', 1, ([value]) => (value === undefined ? value : isTrue(value))),
  not: standard<[unknown]>('<x-:b>', 1, ([value]) => (value === undefined ? value : !isTrue(value))),
  exists: standard<[unknown]>('<x:b>', 1, ([value]) => value !== undefined),
  type: standard<[unknown]>('<x:s>', 1, ([value]) => typeOf(value)),
  keys: standard<[unknown]>('<x-:a<s>>', 1, ([value], run) => keys(value, run)),
  lookup: standard<[unknown, string]>('<x-s:x>', 2, ([value, key], run) => lookUp(value, String(key), run.budget)),
  spread: standard<[unknown]>('<x-:a<o>>', 1, ([value], run) => spread(value, run)),
  merge: standard<[Maybe<List>]>('<a<o>:o>', 1, ([list], run) => merge(list, run)),
  each: standard<[unknown, FunctionValue]>('<o-f:a>', 2, ([value, fn], run) => each(value, fn, run)),
  sift: standard<[unknown, FunctionValue | undefined]>('<o-f?:o>', 2, ([value, fn], run) => sift(value, fn, run)),
  clone: standard<[unknown]>('<(oa)-:o>', 1, ([value], run) =>
    value === undefined ? value : cloneJson(unwrapped(value), run.budget),
  ),
  error: standard<[Maybe<string>]>('<s?:x>', 1, ([message]) => fail(message)),
  assert: standard<[unknown, Maybe<string>]>('<bs?:x>', 2, ([condition, message]) => assert(condition, message)),
};
