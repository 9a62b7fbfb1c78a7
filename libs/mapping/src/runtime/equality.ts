import type { Budget } from '../budget.ts';
import { FunctionValue } from './function-value.ts';

/** Deep equality of JSON; functions are equal to themselves only. */
export function isDeepEqual(first: unknown, second: unknown, budget: Budget): boolean {
  if (first === second) return true;
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) return false;
  if (Array.isArray(first) && Array.isArray(second)) return areListsEqual(first, second, budget);
  if (first instanceof FunctionValue || second instanceof FunctionValue) return false;
  return areMembersEqual(first as Members, second as Members, budget);
}

type Members = Readonly<Record<string, unknown>>;

function areListsEqual(first: readonly unknown[], second: readonly unknown[], budget: Budget): boolean {
  if (first.length !== second.length) return false;
  for (let i = 0; i < first.length; i++) {
    budget.step();
    if (!isDeepEqual(first[i], second[i], budget)) return false;
  }
  return true;
}

function areMembersEqual(first: Members, second: Members, budget: Budget): boolean {
  // A list beside an object is never equal: its `length` is a member that no JSON object shares by accident.
  if (Array.isArray(first) !== Array.isArray(second)) return false;
  const keys = Object.keys(first);
  if (keys.length !== Object.keys(second).length) return false;
  for (const key of keys) {
    budget.step();
    if (!Object.hasOwn(second, key) || !isDeepEqual(first[key], second[key], budget)) return false;
  }
  return true;
}
