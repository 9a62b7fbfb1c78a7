import type { Budget } from '../budget.ts';
import { Fault } from './fault.ts';
import { FunctionValue } from './function-value.ts';
import { roundedTo15 } from './stringify.ts';

/** Sets an own member, also one named `__proto__`. */
export function setMember(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}

/**
 * A deep copy as `$clone` makes it: as if through JSON text, so numbers keep fifteen digits, functions become empty
 * text and what is missing is left out. Every object made is shown to `onCopy`.
 */
export function cloneJson(value: unknown, budget: Budget, onCopy?: (copy: object) => void): unknown {
  if (typeof value === 'number') return clonedNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof FunctionValue) return '';
  if (Array.isArray(value)) {
    budget.elements(value.length);
    const list = value.map((item: unknown) => (item === undefined ? null : cloneJson(item, budget, onCopy)));
    onCopy?.(list);
    return list;
  }
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    budget.elements(1);
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) setMember(copy, key, cloneJson(member, budget, onCopy));
  }
  onCopy?.(copy);
  return copy;
}

function clonedNumber(value: number): number | null {
  if (Number.isNaN(value)) return null;
  if (!Number.isFinite(value)) throw new Fault('D1001', { value });
  return roundedTo15(value);
}
