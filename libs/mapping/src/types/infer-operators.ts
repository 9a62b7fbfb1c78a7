import { join } from './join.ts';
import { reportOperand } from './operands.ts';
import { many, streamOf } from './sequences.ts';
import { leftOf, type Node } from './syntax.ts';
import { factsWhen } from './facts.ts';
import { mayHold, mayNotHold } from './truth.ts';
import { infer, type Context } from './context.ts';
import { describeType } from './describe-type.ts';
import { mayBeEqual, reportEquality } from './equality.ts';
import {
  arrayType,
  boolean,
  missing,
  never,
  numberType,
  numberValue,
  missingAs,
  stringType,
  stringValue,
  type NumberType,
  type Type,
  anyType,
} from './type.ts';
import { likeSample, sampleOf, samplesJoined } from './sample-text.ts';
import { knownTexts, textLength } from './text-length.ts';

/** What an operator yields. */
export function inferBinary(node: Node, context: Context): Type {
  const operator = String(node.value);
  const left = infer(leftOf(node), context);
  if (operator === 'and' || operator === 'or') return inferLogic(node, left, context);
  const right = node.rhs ? infer(node.rhs, context) : anyType;
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return inferArithmetic(node, left, right, context);
    case '=':
    case '!=':
      reportEquality(node, left, right, context);
      return equality(operator, left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return inferComparison(node, left, right, context);
    case '&':
      return inferConcatenation(node, left, right, context);
    case '..':
      return inferRange(node, left, right, context);
    case 'in':
      reportEquality(node, left, join(streamOf(right).items), context);
      return boolean;
    default:
      return anyType;
  }
}

/** What can never be equal is known beforehand; missing is neither equal nor unequal to anything. */
function equality(operator: string, left: Type, right: Type): Type {
  if (left.any || right.any || mayBeEqual(left, right)) return boolean;
  const mayBeMissing = left.missing || right.missing;
  if (operator === '=') return { ...never, booleans: [false] };
  return mayBeMissing ? boolean : { ...never, booleans: [true] };
}

/** The second side is only reached, and so only judged, where the first leaves it open. */
function inferLogic(node: Node, left: Type, context: Context): Type {
  const isAnd = node.value === 'and';
  const facts = factsWhen(leftOf(node), isAnd, context);
  const reached = isAnd ? mayHold(left) : mayNotHold(left);
  const right = node.rhs && reached ? infer(node.rhs, { ...context, facts }) : never;
  const outcomes = isAnd
    ? [mayHold(left) && mayHold(right), mayNotHold(left) || mayNotHold(right)]
    : [mayHold(left) || mayHold(right), mayNotHold(left) && mayNotHold(right)];
  return { ...never, booleans: [true, false].filter((_, index) => outcomes[index]) };
}

/** More texts than this are told by their length only. */
const mostTexts = 32;

const anything: NumberType = { integer: false, min: -Infinity, max: Infinity };

function inferArithmetic(node: Node, left: Type, right: Type, context: Context): Type {
  for (const side of [left, right])
    reportOperand({ node, type: side, accepts: ['number'], what: String(node.value) }, context);
  const [a, b] = [left.number ?? anything, right.number ?? anything];
  const values = left.any || right.any ? undefined : calculated(String(node.value), a.values, b.values);
  const result = values ? join(...values.map(numberValue)) : numberType(arithmetic(String(node.value), a, b));
  return missingAs(missingAs(result, left), right);
}

/** All results, where both sides are known to be few. */
function calculated(
  operator: string,
  left: readonly number[] | undefined,
  right: readonly number[] | undefined,
): readonly number[] | undefined {
  const calculate = calculations[operator];
  if (!left || !right || !calculate || left.length * right.length > mostTexts) return undefined;
  const results = left.flatMap((a) => right.map((b) => calculate(a, b)));
  return results.length > 0 && results.every(Number.isFinite) ? results : undefined;
}

const calculations: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

function arithmetic(operator: string, a: NumberType, b: NumberType): Partial<NumberType> {
  switch (operator) {
    case '+':
      return { integer: a.integer && b.integer, min: a.min + b.min, max: a.max + b.max };
    case '-':
      return { integer: a.integer && b.integer, min: a.min - b.max, max: a.max - b.min };
    case '*':
      return { integer: a.integer && b.integer, ...productRange(a, b) };
    default:
      return {};
  }
}

function productRange(a: NumberType, b: NumberType): { min: number; max: number } {
  const corners = [a.min * b.min, a.min * b.max, a.max * b.min, a.max * b.max].map((each) =>
    Number.isNaN(each) ? 0 : each,
  );
  return { min: Math.min(...corners), max: Math.max(...corners) };
}

export function inferMinus(node: Node, context: Context): Type {
  const type = node.expression ? infer(node.expression, context) : anyType;
  reportOperand({ node, type, accepts: ['number'], what: '-' }, context);
  const own = type.number ?? anything;
  const negated = numberType({ integer: own.integer, min: -own.max, max: -own.min });
  return missingAs(negated, type);
}

function inferComparison(node: Node, left: Type, right: Type, context: Context): Type {
  for (const side of [left, right])
    reportOperand({ node, type: side, accepts: ['number', 'string'], what: String(node.value) }, context);
  reportMixedComparison(node, left, right, context);
  return missingAs(missingAs(boolean, left), right);
}

/** Text is never compared with numbers; the evaluator ends with an error. */
function reportMixedComparison(node: Node, left: Type, right: Type, context: Context): void {
  if (left.any || right.any) return;
  const clash =
    (left.number && !left.string && right.string && !right.number) ||
    (left.string && !left.number && right.number && !right.string);
  if (!clash) return;
  const params = { what: String(node.value), expected: describeType(left), actual: describeType(right) };
  context.inference.report({ code: 'mapping.wrong-operand', severity: 'error', node, params });
}

function inferConcatenation(node: Node, left: Type, right: Type, context: Context): Type {
  const accepts = ['string', 'number', 'boolean', 'null', 'function'] as const;
  for (const side of [left, right]) reportOperand({ node, type: side, accepts, what: '&', tolerant: true }, context);
  const texts = concatenated(left, right);
  if (texts) return join(...texts.map(stringValue));
  const [a, b] = [textLength(left), textLength(right)];
  const form = likeSample(samplesJoined([sampleOf(left), sampleOf(right)]));
  return stringType({ minLength: a.min + b.min, maxLength: a.max + b.max, reach: a.reach + b.reach, ...form });
}

/** All texts that come of it, where both sides are known to be few. */
function concatenated(left: Type, right: Type): readonly string[] | undefined {
  const [before, after] = [textsOf(left), textsOf(right)];
  if (!before || !after || before.length * after.length > mostTexts) return undefined;
  return before.flatMap((one) => after.map((other) => one + other));
}

function textsOf(type: Type): readonly string[] | undefined {
  const texts = knownTexts(type);
  return texts && type.missing ? [...texts, ''] : texts;
}

/** A range of one number is that number. */
function inferRange(node: Node, left: Type, right: Type, context: Context): Type {
  for (const side of [left, right]) reportOperand({ node, type: side, accepts: ['number'], what: '..' }, context);
  const item = numberType({ integer: true, min: left.number?.min ?? -Infinity, max: right.number?.max ?? Infinity });
  return join(missing, item, arrayType(item, { ...many, min: 2, plain: false }));
}
