import type { Context } from './context.ts';
import { describeType } from './describe-type.ts';
import type { Message } from './finding.ts';
import type { Node } from './syntax.ts';
import { kindsOf, mayBe, type NumberType, type StringType, type Type } from './type.ts';

/** Reports an equality whose sides can never be equal. Missing is equal to nothing. */
export function reportEquality(node: Node, left: Type, right: Type, context: Context): void {
  if (node.value === '!=' || left.any || right.any || mayBeEqual(left, right)) return;
  if (context.inference.guards.has(node)) return;
  const params = { left: valuesOf(left), right: valuesOf(right) };
  context.inference.report({ code: 'mapping.always-false', severity: 'warning', node, params });
}

/** Whether the two types share a value. */
export function mayBeEqual(left: Type, right: Type): boolean {
  return kindsOf(left).some((kind) => {
    if (!mayBe(right, kind)) return false;
    if (kind === 'string') return shareStrings(left.string, right.string);
    if (kind === 'number') return shareNumbers(left.number, right.number);
    if (kind === 'boolean') return left.booleans.some((each) => right.booleans.includes(each));
    return true;
  });
}

function shareStrings(a: StringType | undefined, b: StringType | undefined): boolean {
  if (!a || !b) return true;
  if (a.values && b.values) return a.values.some((each) => b.values?.includes(each));
  return a.minLength <= b.maxLength && b.minLength <= a.maxLength;
}

function shareNumbers(a: NumberType | undefined, b: NumberType | undefined): boolean {
  if (!a || !b) return true;
  if (a.values && b.values) return a.values.some((each) => b.values?.includes(each));
  const fractional = (one: NumberType, other: NumberType) =>
    one.integer && other.values?.every((each) => !Number.isInteger(each));
  if (fractional(a, b) || fractional(b, a)) return false;
  return a.min <= b.max && b.min <= a.max;
}

function valuesOf(type: Type): Message {
  const values = [...(type.string?.values ?? []).map((each) => JSON.stringify(each)), ...(type.number?.values ?? [])];
  if (values.length === 0) return describeType(type);
  const text = values.slice(0, 6).join(', ');
  return { zh: text, en: text };
}
