import type { Budget } from '../budget.ts';
import { FunctionValue } from '../runtime/function-value.ts';
import type { Code } from '../runtime/run.ts';
import { Mark, marksOf, sequence, type List } from '../runtime/sequence.ts';
import type { Step } from './steps.ts';

type Members = Readonly<Record<string, unknown>>;

/** `*`: the values of all members, lists among them flattened all the way. */
export const wildcard: Code = (input, frame) => {
  const value = Array.isArray(input) && marksOf(input) & Mark.wrapper ? (input[0] as unknown) : input;
  const results: unknown[] = [];
  // Joining a list makes a list of the sequence: one item in it stays a list of one.
  return addMembers(results, value, frame.run.budget) ? results : sequence(results);
};

/** `*` for each of many items, straight into one sequence. */
export function wildcardStep(isLast: boolean): Step {
  return (items, { run }) => {
    const results: unknown[] = [];
    let [givers, isPlain] = [0, false];
    for (let i = 0; i < items.length; i++) {
      const before = results.length;
      const isList = addMembers(results, items[i], run.budget);
      if (results.length === before && !isList) continue;
      givers++;
      isPlain = isList;
    }
    return isLast && isPlain && givers === 1 ? results : sequence(results);
  };
}

/** Adds what the members of an object hold, and tells whether a list was among them. */
function addMembers(results: unknown[], value: unknown, budget: Budget): boolean {
  if (typeof value !== 'object' || value === null || value instanceof FunctionValue) return false;
  const keys = Object.keys(value);
  budget.elements(1 + keys.length);
  let hasList = false;
  for (let i = 0; i < keys.length; i++) {
    const member = (value as Members)[keys[i]!];
    if (Array.isArray(member)) {
      hasList = true;
      addFlat(results, member, budget);
    } else results.push(member);
  }
  return hasList;
}

function addFlat(results: unknown[], list: List, budget: Budget): void {
  budget.elements(1 + list.length);
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (Array.isArray(item)) addFlat(results, item, budget);
    else results.push(item);
  }
}

/** `**`: the value and everything inside it. */
export const descendants: Code = (input, frame) => {
  if (input === undefined) return undefined;
  const results: unknown[] = [];
  addDescendants(results, input, frame.run.budget);
  return results.length === 1 ? results[0] : sequence(results);
};

function addDescendants(results: unknown[], value: unknown, budget: Budget): void {
  budget.elements(1);
  if (Array.isArray(value)) {
    for (const item of value as List) addDescendants(results, item, budget);
    return;
  }
  results.push(value);
  if (typeof value !== 'object' || value === null || value instanceof FunctionValue) return;
  for (const key of Object.keys(value)) addDescendants(results, (value as Members)[key], budget);
}
