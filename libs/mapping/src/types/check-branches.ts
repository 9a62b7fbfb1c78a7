import { factsWhen, narrow } from './facts.ts';
import type { Context } from './context.ts';
import type { FindingDraft } from './finding.ts';
import { inferExpression } from './infer-expression.ts';
import { keyOf, simplePath } from './path-key.ts';
import { leftOf, pairsOf, type Node } from './syntax.ts';
import { present, type Type } from './type.ts';

/** Values of an enumeration that a chain of conditions, a look-up or a value table leaves without an answer. */
export function coverageFindings(ast: Node, input: Type): readonly FindingDraft[] {
  const drafts: FindingDraft[] = [];
  const observe = (node: Node, context: Context): void => {
    const left = unansweredValues(node, context);
    if (left.length > 0) drafts.push(draftOf(node, left));
  };
  inferExpression(ast, input, { observe });
  return drafts;
}

function unansweredValues(node: Node, context: Context): readonly unknown[] {
  if (node.type === 'condition') return node.else ? [] : leftOver(node, context);
  return node.type === 'function' ? unanswered(node, context) : [];
}

function draftOf(node: Node, left: readonly unknown[]): FindingDraft {
  const values = left
    .slice(0, 8)
    .map((each) => JSON.stringify(each))
    .join(', ');
  return { code: 'mapping.enum-uncovered', severity: 'warning', node, params: { values } };
}

/** What an enumeration may still be where the last condition of a chain does not hold and nothing is said for it. */
function leftOver(node: Node, context: Context): readonly unknown[] {
  const subject = node.condition && comparedPath(node.condition);
  if (!subject || !node.condition || !isAnswer(node.then)) return [];
  const type = typeAt(subject, context);
  const fact = factsWhen(node.condition, false, context).get(keyOf(subject));
  return fact?.except ? valuesOf(narrow(type, fact)) : [];
}

/** A value for a value; `type = "company" ? taxNumber` means the others to have none. */
function isAnswer(node: Node | undefined): boolean {
  if (node?.type === 'block') return node.expressions?.length === 1 && isAnswer(node.expressions[0]);
  return node?.type === 'string' || node?.type === 'number' || node?.type === 'value';
}

/** The simple path in `path = constant`, and in alternatives of it. */
function comparedPath(condition: Node): readonly string[] | undefined {
  if (condition.type === 'block')
    return condition.expressions?.length === 1 && condition.expressions[0]
      ? comparedPath(condition.expressions[0])
      : undefined;
  if (condition.type !== 'binary') return undefined;
  if (condition.value === 'or') return comparedPath(leftOf(condition));
  if (condition.value !== '=') return undefined;
  return simplePath(leftOf(condition)) ?? (condition.rhs && simplePath(condition.rhs));
}

function typeAt(parts: readonly string[], context: Context): Type {
  const [origin = '', ...names] = parts;
  const first: Node = { type: 'variable', value: origin === 'item:' ? '' : origin.slice(1) };
  const steps = names.map((name): Node => ({ type: 'name', value: name }));
  const node: Node =
    steps.length === 0 ? first : { type: 'path', steps: origin === 'item:' ? steps : [first, ...steps] };
  return context.inference.visit(node, {
    ...context,
    inference: { ...context.inference, report: () => undefined, observe: () => undefined },
  });
}

function valuesOf(type: Type): readonly unknown[] {
  return type.any ? [] : [...(type.string?.values ?? []), ...(type.number?.values ?? [])];
}

/** `$lookup({…}, key)` and value tables whose policy leaves values out or fails. */
function unanswered(node: Node, context: Context): readonly unknown[] {
  const name = String(node.procedure?.value);
  const [first, second] = node.arguments ?? [];
  if (!first || !second) return [];
  if (name === 'lookup')
    return first.type === 'unary' && first.value === '{' ? outside(typeOf(second, context), literalKeys(first)) : [];
  if (name !== 'toTable' && name !== 'fromTable') return [];
  const table = typeOf(second, context).object?.members;
  const entries = table?.get('entries')?.array?.items.object?.members.get(name === 'toTable' ? 'from' : 'to');
  const policy = table?.get('unmatched')?.object?.members.get('policy')?.string?.values?.[0];
  if (!entries || policy === 'value') return [];
  return policy === 'keep' ? [] : outside(typeOf(first, context), [...valuesOf(entries), ...entries.booleans]);
}

function literalKeys(object: Node): readonly unknown[] {
  return pairsOf(object).map(([key]) => key.value);
}

function outside(type: Type, answered: readonly unknown[]): readonly unknown[] {
  const own = present(type);
  const items = own.array ? own.array.items : own;
  return [...valuesOf(own), ...(own.array ? valuesOf(items) : [])].filter((value) => !answered.includes(value));
}

function typeOf(node: Node, context: Context): Type {
  return context.inference.visit(node, {
    ...context,
    inference: { ...context.inference, report: () => undefined, observe: () => undefined },
  });
}
