import type { Budget } from '../budget.ts';
import { Mark, marksOf, sequence, type List } from './sequence.ts';

/** An own member; missing for anything that is not an object. Never what an object inherits. */
export function ownMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

const objectPrototype: unknown = Object.prototype;

/**
 * Reads own members of this name as quickly as an object allows: one that inherits from nothing but `Object.prototype`
 * cannot inherit a name which that has not.
 */
export function memberReader(name: string): (value: unknown) => unknown {
  if (name in Object.prototype) return (value) => ownMember(value, name);
  return (value) =>
    typeof value === 'object' && value !== null && (value as Inheriting).__proto__ === objectPrototype
      ? (value as Record<string, unknown>)[name]
      : ownMember(value, name);
}

interface Inheriting {
  readonly __proto__: unknown;
}

/** The list that the only item has under a name, where it is a plain one. */
export function soleList(items: List, name: string, budget: Budget): List | undefined {
  if (items.length !== 1) return undefined;
  const [item] = items;
  const member = Array.isArray(item) ? undefined : ownMember(item, name);
  if (!Array.isArray(member) || marksOf(member) !== 0) return undefined;
  budget.step();
  return member;
}

/** The member of an object, or the sequence of the members of a list's items. */
export function lookUp(value: unknown, name: string, budget: Budget): unknown {
  if (!Array.isArray(value)) return ownMember(value, name);
  const found: unknown[] = [];
  budget.step(value.length);
  for (let i = 0; i < value.length; i++) {
    const item: unknown = value[i];
    const member = Array.isArray(item) ? lookUp(item, name, budget) : ownMember(item, name);
    if (member !== undefined) addFlat(found, member, budget);
  }
  return sequence(found);
}

function addFlat(found: unknown[], member: unknown, budget: Budget): void {
  budget.elements(Array.isArray(member) ? member.length : 1);
  if (Array.isArray(member)) for (let i = 0; i < member.length; i++) found.push(member[i]);
  else found.push(member);
}

/** Adds what a step yields for one item: lists are flattened into the sequence, lists built as such are not. */
export function addStepResult(results: unknown[], result: unknown, budget: Budget): void {
  if (Array.isArray(result) && !(marksOf(result) & Mark.constructed)) return addFlat(results, result, budget);
  budget.elements(1);
  results.push(result);
}

/** Whether what the last step yielded is one plain list, which then is the path's value as it is. */
export function isPlainList(value: unknown): value is List {
  return Array.isArray(value) && !(marksOf(value) & Mark.sequence);
}
