import type { Context, Fact, Facts } from './context.ts';
import { join, memberOf } from './join.ts';
import { keyOf, partsOf, simplePath } from './path-key.ts';
import { leftOf, type Node } from './syntax.ts';
import { holdsValues, never, type NumberType, type ObjectType, type StringType, type Type } from './type.ts';

type Known = readonly (readonly [readonly string[], Fact])[];

/** What holds in a branch of a condition, beside what held before. */
export function factsWhen(condition: Node, outcome: boolean, context: Context): Facts {
  const facts = new Map(context.facts);
  for (const [parts, fact] of learn(condition, outcome, context)) {
    const key = keyOf(parts);
    facts.set(key, both(facts.get(key), fact));
  }
  return facts;
}

function both(before: Fact | undefined, fact: Fact): Fact {
  const except = [...(before?.except ?? []), ...(fact.except ?? [])];
  return { ...before, ...fact, ...(except.length > 0 ? { except } : {}) };
}

function learn(node: Node, outcome: boolean, context: Context): Known {
  if (node.predicate || node.group) return [];
  switch (node.type) {
    case 'block':
      return node.expressions?.length === 1 && node.expressions[0] ? learn(node.expressions[0], outcome, context) : [];
    case 'function':
      return learnFromCall(node, outcome, context);
    case 'binary':
      return learnFromBinary(node, outcome, context);
    case 'path':
    case 'variable':
      return about(node, outcome ? { present: true, nonNull: true, truthy: true } : {});
    default:
      return [];
  }
}

function about(node: Node | undefined, fact: Fact): Known {
  const parts = node && simplePath(node);
  return parts && Object.keys(fact).length > 0 ? [[parts, fact]] : [];
}

function learnFromCall(node: Node, outcome: boolean, context: Context): Known {
  const name = node.procedure?.type === 'variable' ? String(node.procedure.value) : '';
  const [argument] = node.arguments ?? [];
  if (context.scope.find(name) || node.arguments?.length !== 1) return [];
  if (name === 'exists') return about(argument, outcome ? { present: true } : {});
  if (name === 'not' && argument) return outcome || isNeverMissing(argument) ? learn(argument, !outcome, context) : [];
  if (name === 'boolean' && argument) return learn(argument, outcome, context);
  return [];
}

/** `$not` of missing is missing, so that it does not hold says little about a path. */
function isNeverMissing(node: Node): boolean {
  if (node.type === 'function') return node.procedure?.value === 'exists';
  return node.type === 'binary' && ['=', '!=', 'in', 'and', 'or'].includes(String(node.value));
}

function learnFromBinary(node: Node, outcome: boolean, context: Context): Known {
  const [left, right] = [leftOf(node), node.rhs];
  if (!right) return [];
  if (node.value === 'and' && outcome) return [...learn(left, true, context), ...learn(right, true, context)];
  if (node.value === 'or' && !outcome) return [...learn(left, false, context), ...learn(right, false, context)];
  if (node.value === 'in' && outcome) return learnMembership(left, right);
  const measured = learnMeasure(node, outcome, context);
  if (measured.length > 0) return measured;
  if (node.value === '=' || node.value === '!=') return learnEquality(node, right, outcome, context);
  return outcome && ['<', '<=', '>', '>='].includes(String(node.value))
    ? [...about(left, { present: true, nonNull: true }), ...about(right, { present: true, nonNull: true })]
    : [];
}

function learnMembership(left: Node, right: Node): Known {
  const values = (right.expressions ?? []).map((each) => each.value);
  const isConstant =
    right.type === 'unary' &&
    (right.expressions ?? []).every((each) => each.type === 'string' || each.type === 'number');
  return isConstant ? about(left, { present: true, nonNull: true, only: values as readonly (string | number)[] }) : [];
}

const negations: Readonly<Record<string, string>> = {
  '>': '<=',
  '>=': '<',
  '<': '>=',
  '<=': '>',
  '=': '!=',
  '!=': '=',
};
const mirrored: Readonly<Record<string, string>> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=', '=': '=', '!=': '!=' };

/** `$count(x) > 0`, `$length(x) <= 20`. */
function learnMeasure(node: Node, outcome: boolean, context: Context): Known {
  const [left, right] = [leftOf(node), node.rhs];
  const isTurned = left.type === 'number';
  const [measure, limit] = isTurned ? [right, left] : [left, right];
  const operator = (isTurned ? mirrored : { ...mirrored, '>': '>', '>=': '>=', '<': '<', '<=': '<=' })[
    String(node.value)
  ];
  if (measure?.type !== 'function' || limit?.type !== 'number' || operator === undefined) return [];
  const name = String(measure.procedure?.value);
  if (measure.procedure?.type !== 'variable' || context.scope.find(name) || measure.arguments?.length !== 1) return [];
  const [min, max] = rangeOf((outcome ? operator : negations[operator]) ?? '', Number(limit.value));
  if (name === 'count') return about(measure.arguments[0], min > 0 ? { present: true, atLeast: min } : {});
  return name === 'length' ? about(measure.arguments[0], lengthFact(min, max, outcome)) : [];
}

function lengthFact(min: number, max: number, outcome: boolean): Fact {
  // What does not hold may be for want of a text.
  const there = outcome ? { present: true, nonNull: true } : {};
  return {
    ...there,
    ...(min > 0 ? { minLength: min } : {}),
    ...(max < Infinity ? { maxLength: Math.max(0, max) } : {}),
  };
}

/** The whole numbers that compare so. */
function rangeOf(operator: string, limit: number): readonly [min: number, max: number] {
  switch (operator) {
    case '>':
      return [Math.floor(limit) + 1, Infinity];
    case '>=':
      return [Math.ceil(limit), Infinity];
    case '<':
      return [0, Math.ceil(limit) - 1];
    case '<=':
      return [0, Math.floor(limit)];
    case '=':
      return [limit, limit];
    default:
      return [limit === 0 ? 1 : 0, Infinity];
  }
}

/** `x = v` that holds, and `x != v` that does not: but for `!=` a missing side also fails. */
function learnEquality(node: Node, right: Node, outcome: boolean, context: Context): Known {
  const left = leftOf(node);
  const [subject, constant] = isConstant(right) ? [left, right] : [right, left];
  if (!isConstant(constant)) return [];
  const typed = typeCall(subject, context);
  if (typed && node.value === '=' && outcome) return about(typed, { present: true, kind: String(constant.value) });
  const value = constant.value as string | number | boolean | null;
  return about(subject, equalityFact(node.value === '=', outcome, value));
}

function equalityFact(isEqual: boolean, outcome: boolean, value: string | number | boolean | null): Fact {
  if (isEqual && outcome) return value === null ? { present: true } : { present: true, nonNull: true, only: [value] };
  if (!isEqual && outcome)
    return value === null ? { present: true, nonNull: true } : { present: true, except: [value] };
  if (isEqual) return value === null ? { nonNull: true } : { except: [value] };
  return value === null ? {} : { nonNull: true, only: [value] };
}

function isConstant(node: Node): boolean {
  return (node.type === 'string' || node.type === 'number' || node.type === 'value') && !node.predicate;
}

/** The argument of `$type(…)`. */
function typeCall(node: Node, context: Context): Node | undefined {
  const isType = node.type === 'function' && node.procedure?.value === 'type' && node.arguments?.length === 1;
  return isType && !context.scope.find('type') ? node.arguments?.[0] : undefined;
}

/** A type with what is known of its path taken into account. */
export function applyFact(key: string | undefined, type: Type, context: Context): Type {
  const fact = key === undefined ? undefined : context.facts.get(key);
  return fact ? narrow(type, fact) : type;
}

/** The values of a type that agree with a fact. */
export function narrow(type: Type, fact: Fact): Type {
  const present = fact.present && type.missing ? { ...type, missing: false } : type;
  if (present.any) return present;
  const kept = fact.kind ? ofKind(present, fact.kind) : present;
  const nonNull = fact.nonNull && kept.null ? { ...kept, null: false } : kept;
  const limited = fact.only ? onlyValues(nonNull, fact.only) : nonNull;
  const excepted = fact.except ? exceptValues(limited, fact.except) : limited;
  const measured = measuredValues(excepted, fact);
  return fact.truthy ? truthyValues(measured) : measured;
}

function measuredValues(type: Type, { atLeast = 0, minLength = 0, maxLength = Infinity }: Fact): Type {
  const array = type.array && { ...type.array, min: Math.max(atLeast, type.array.min) };
  const string = type.string && {
    ...type.string,
    minLength: Math.max(minLength, type.string.minLength),
    maxLength: Math.min(maxLength, type.string.maxLength),
  };
  return { ...type, array, string };
}

function ofKind(type: Type, kind: string): Type {
  const kept: Partial<Record<string, Partial<Type>>> = {
    string: { string: type.string },
    number: { number: type.number },
    boolean: { booleans: type.booleans },
    null: { null: type.null },
    array: { array: type.array },
    object: { object: type.object },
  };
  const part = kept[kind];
  const sequence = type.array?.plain === false ? { array: type.array } : {};
  return part ? { ...never, missing: type.missing, ...sequence, ...part } : type;
}

/** Lists compare as wholes, so a comparison with a scalar says they are not lists. */
function onlyValues(type: Type, values: readonly (string | number | boolean)[]): Type {
  const strings = values.filter((each) => typeof each === 'string');
  const numbers = values.filter((each) => typeof each === 'number');
  return {
    ...type,
    // A sequence of one compares as its one value.
    array: type.array?.plain === false ? type.array : undefined,
    object: undefined,
    functions: [],
    string: type.string && strings.length > 0 ? keepStrings(type.string, strings) : undefined,
    number: type.number && numbers.length > 0 ? keepNumbers(type.number, numbers) : undefined,
    booleans: type.booleans.filter((each) => values.includes(each)),
  };
}

function keepStrings(type: StringType, values: readonly string[]): StringType | undefined {
  const left = type.values ? type.values.filter((each) => values.includes(each)) : values;
  return left.length === 0 ? undefined : { ...type, values: left };
}

function keepNumbers(type: NumberType, values: readonly number[]): NumberType | undefined {
  const left = type.values ? type.values.filter((each) => values.includes(each)) : values;
  return left.length === 0 ? undefined : { ...type, values: left };
}

function exceptValues(type: Type, values: readonly (string | number | boolean)[]): Type {
  const string = type.string?.values ? dropped(type.string, values) : type.string;
  const number = type.number?.values ? dropped(type.number, values) : type.number;
  return { ...type, string, number, booleans: type.booleans.filter((each) => !values.includes(each)) };
}

function dropped<T extends StringType | NumberType>(type: T, values: readonly unknown[]): T | undefined {
  const left = (type.values ?? []).filter((each) => !values.includes(each));
  return left.length === 0 ? undefined : { ...type, values: left };
}

function truthyValues(type: Type): Type {
  const string = type.string && { ...type.string, minLength: Math.max(1, type.string.minLength) };
  const array = type.array && { ...type.array, min: Math.max(1, type.array.min) };
  return { ...type, string, array, functions: [], booleans: type.booleans.filter(Boolean) };
}

/** What a predicate says about the members of the items it lets through. */
export function factsOfItem(predicate: Node, context: Context): Known {
  return learn(predicate, true, context).filter(([parts]) => parts[0] === 'item:');
}

/** An item's type with the facts of a predicate worked into its members. */
export function narrowItem(type: Type, known: Known): Type {
  return known.reduce((item, [parts, fact]) => narrowMember(item, parts.slice(1), fact), type);
}

interface MemberFact {
  readonly name: string;
  readonly rest: readonly string[];
  readonly fact: Fact;
}

/** Of the alternatives of an object those whose member may be as the fact says. */
function fitting(object: ObjectType, { name, rest, fact }: MemberFact): ObjectType {
  const variants = object.variants?.filter((each) => {
    const member = narrowMember(memberOf(each, name), rest, fact);
    return holdsValues(member) || (member.missing && !fact.present);
  });
  if (!variants || variants.length === 0 || variants.length === object.variants?.length) return object;
  return join(...variants.map((each) => ({ ...never, object: each }))).object ?? object;
}

/** What a function says about the items it is true for. */
export function factsOfFunction(fn: Type): Known {
  const [lambda] = fn.functions;
  if (fn.any || fn.functions.length !== 1 || lambda?.kind !== 'lambda') return [];
  const { node, context } = lambda;
  const parameter = `$${String(node.arguments?.[0]?.value)}`;
  return node.body ? learn(node.body, true, context).filter(([parts]) => parts[0] === parameter) : [];
}

/** The context value with what is known of its members taken into account. */
export function knownInput({ input, facts }: Context): Type {
  if (!input.object?.variants || input.array || facts.size === 0) return input;
  const known = [...facts].map(([key, fact]) => [partsOf(key), fact] as const);
  return narrowItem(
    input,
    known.filter(([parts]) => parts[0] === 'item:' && parts.length > 1),
  );
}

function narrowMember(type: Type, names: readonly string[], fact: Fact): Type {
  const [name, ...rest] = names;
  if (name === undefined) return narrow(type, fact);
  if (type.any || type.array) return type;
  const object = type.object && fitting(type.object, { name, rest, fact });
  const member = object?.members.get(name);
  if (!object) return type;
  // What has the member is an object.
  const holder = fact.present ? { ...never, origins: type.origins, doc: type.doc, object } : type;
  if (!member) return holder;
  const members = new Map(object.members).set(
    name,
    narrowMember(fact.present ? { ...member, missing: false } : member, rest, fact),
  );
  return { ...holder, object: { ...object, members } };
}
