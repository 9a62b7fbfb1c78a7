import type { Budget } from '../budget.ts';
import { FunctionValue } from '../runtime/function-value.ts';
import type { Code } from '../runtime/run.ts';
import { Mark, marksOf, sequence, type List } from '../runtime/sequence.ts';

type Members = Readonly<Record<string, unknown>>;

/** `*`: the values of all members, lists among them flattened all the way. */
export const wildcard: Code = (input, frame) => {
  const value = Array.isArray(input) && marksOf(input) & Mark.wrapper ? (input[0] as unknown) : input;
  if (typeof value !== 'object' || value === null || value instanceof FunctionValue) return sequence([]);
  const results: unknown[] = [];
  let isPlain = false;
  for (const key of Object.keys(value)) {
    const member = (value as Members)[key];
    isPlain ||= Array.isArray(member);
    addFlat(results, member, frame.run.budget);
  }
  // Joining a list makes a list of the sequence: one item in it stays a list of one.
  return isPlain ? results : sequence(results);
};

function addFlat(results: unknown[], value: unknown, budget: Budget): void {
  budget.elements(1);
  if (Array.isArray(value)) for (const item of value as List) addFlat(results, item, budget);
  else results.push(value);
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
