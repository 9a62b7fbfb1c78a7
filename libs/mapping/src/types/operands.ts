import type { Context } from './context.ts';
import { describeType } from './describe-type.ts';
import type { Severity } from './finding.ts';
import type { Node } from './syntax.ts';
import { join } from './join.ts';
import {
  kindsOf,
  never,
  nullType,
  boolean,
  numberType,
  stringType,
  arrayType,
  objectType,
  someValue,
  type Kind,
  type Type,
} from './type.ts';

/** One operand or argument and what its place accepts. */
export interface Operand {
  readonly node: Node;
  readonly type: Type;
  readonly accepts: readonly Kind[];
  readonly what: string;
  /** The evaluator takes it all the same, but hardly as it was meant. */
  readonly tolerant?: boolean;
}

const examples: Readonly<Record<Kind, Type>> = {
  null: nullType,
  boolean,
  number: numberType(),
  string: stringType(),
  array: arrayType(someValue),
  object: objectType(new Map()),
  function: { ...never, functions: [{ kind: 'unknown' }] },
};

/** Reports an operand that cannot be taken (error), or not always (warning). */
export function reportOperand(operand: Operand, context: Context): void {
  const { type, accepts } = operand;
  const wrong = kindsOf(type).filter((kind) => !accepts.includes(kind) && !(kind === 'array' && type.array?.seldom));
  if (wrong.length === 0) return;
  const always = wrong.length === kindsOf(type).length && !operand.tolerant;
  report(operand, wrong, always ? 'error' : 'warning', context);
}

function report(operand: Operand, wrong: readonly Kind[], severity: Severity, context: Context): void {
  const onlyList = wrong.every((kind) => kind === 'array');
  const expected = describeType(join(...operand.accepts.map((kind) => examples[kind])));
  const params = { what: operand.what, target: operand.what, expected, actual: describeType(operand.type) };
  const code = onlyList && !operand.accepts.includes('object') ? 'mapping.list-for-single' : 'mapping.wrong-operand';
  context.inference.report({ code, severity, node: operand.node, params });
}
