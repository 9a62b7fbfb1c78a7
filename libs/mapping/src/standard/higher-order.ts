import { Fault } from '../runtime/fault.ts';
import { arityOf, type FunctionValue } from '../runtime/function-value.ts';
import { callBack } from '../runtime/invoke.ts';
import type { Run } from '../runtime/run.ts';
import { sequence, type List } from '../runtime/sequence.ts';
import { isTrue } from '../runtime/truth.ts';
import { standard } from './standard-function.ts';

type Maybe<T> = T | undefined;

/** Calls with value, place and whole, as far as the function takes them. */
export function callWith(fn: FunctionValue, args: readonly [unknown, unknown, unknown], run: Run): unknown {
  const arity = arityOf(fn);
  return callBack(fn, arity >= 3 ? args : args.slice(0, Math.max(arity, 1)), run);
}

function map(list: Maybe<List>, fn: FunctionValue, run: Run): Maybe<List> {
  if (list === undefined) return undefined;
  const results: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    const result = callWith(fn, [list[i], i, list], run);
    if (result === undefined) continue;
    run.budget.elements(1);
    results.push(result);
  }
  return sequence(results);
}

function filter(list: Maybe<List>, fn: FunctionValue, run: Run): Maybe<List> {
  if (list === undefined) return undefined;
  const results: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    if (!isTrue(callWith(fn, [list[i], i, list], run))) continue;
    run.budget.elements(1);
    results.push(list[i]);
  }
  return sequence(results);
}

function single(list: Maybe<List>, fn: Maybe<FunctionValue>, run: Run): unknown {
  if (list === undefined) return undefined;
  const found: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    if (fn !== undefined && !isTrue(callWith(fn, [list[i], i, list], run))) continue;
    if (found.length > 0) throw new Fault('D3138', { index: i });
    found.push(list[i]);
  }
  if (found.length === 0) throw new Fault('D3139');
  return found[0];
}

function reduce(list: Maybe<List>, fn: FunctionValue, start: unknown, run: Run): unknown {
  if (list === undefined) return undefined;
  const arity = arityOf(fn);
  if (arity < 2) throw new Fault('D3050', { index: 1 });
  const isSeeded = start !== undefined || list.length === 0;
  let result = isSeeded ? start : list[0];
  for (let i = isSeeded ? 0 : 1; i < list.length; i++)
    result = callBack(fn, [result, list[i], i, list].slice(0, Math.min(Math.max(arity, 2), 4)), run);
  return result;
}

export const higherOrderFunctions = {
  map: standard<[Maybe<List>, FunctionValue]>('<af>', 2, ([list, fn], run) => map(list, fn, run)),
  filter: standard<[Maybe<List>, FunctionValue]>('<af>', 2, ([list, fn], run) => filter(list, fn, run)),
  single: standard<[Maybe<List>, Maybe<FunctionValue>]>('<af?>', 2, ([list, fn], run) => single(list, fn, run)),
  reduce: standard<[Maybe<List>, FunctionValue, unknown]>('<afj?:j>', 3, ([list, fn, start], run) =>
    reduce(list, fn, start, run),
  ),
};
