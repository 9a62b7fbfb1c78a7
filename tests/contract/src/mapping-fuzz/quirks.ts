import { mendedCopies, ownFunctions, wholePartials } from './heal.ts';
import type { Failed, Outcome, Treatment } from './outcome.ts';
import { contains, type TreeNode } from './tree.ts';

/** A case where the two do not agree. */
export interface Difference {
  readonly source: string;
  readonly tree: TreeNode | undefined;
  readonly input: unknown;
  readonly reference: Outcome;
  readonly ours: Outcome;
}

/**
 * A known trait of the reference that explains a difference. One that can be taken away explains exactly the
 * differences that are gone without it; any other one those that look as it makes them.
 */
export interface Quirk {
  readonly name: string;
  readonly sentence: string;
  readonly without?: Treatment;
  readonly explains?: (difference: Difference) => boolean;
}

type BothFailed = Difference & { readonly reference: Failed; readonly ours: Failed };

function haveBothFailed(difference: Difference): difference is BothFailed {
  return difference.reference.kind === 'failed' && difference.ours.kind === 'failed';
}

function hasNode(tree: TreeNode | undefined, isSuch: (node: TreeNode) => boolean): boolean {
  return tree !== undefined && contains(tree, isSuch);
}

/** A regex that the parser has turned into an empty object. With it `$match` never ends in the reference. */
const hasLostRegex = (tree: TreeNode): boolean =>
  contains(tree, (node) => node.type === 'regex' && !(node.value instanceof RegExp));

/** Applied partially, `$match` takes something else than a regex, and never ends either. */
const hasPartialMatch = (tree: TreeNode): boolean =>
  contains(tree, (node) => node.type === 'partial' && node.procedure?.value === 'match');

/** Whether the reference, so treated, may run for ever. */
export function mayNeverEnd(tree: TreeNode, { heals }: Pick<Treatment, 'heals'> = { heals: [] }): boolean {
  return (
    (hasLostRegex(tree) && !heals.includes(mendedCopies)) || (hasPartialMatch(tree) && !heals.includes(wholePartials))
  );
}

/** The place of a call of a variable that the expression binds: the reference keeps it on the function. */
function isPlaceOfOwnFunction(difference: Difference): boolean {
  if (!haveBothFailed(difference) || difference.reference.code !== difference.ours.code) return false;
  const isHandedOn = (node: TreeNode) => node.type === 'apply' || node.thunk === true || isCallWithFunction(node);
  return hasNode(difference.tree, (node) => node.type === 'bind') && hasNode(difference.tree, isHandedOn);
}

function isCallWithFunction(node: TreeNode): boolean {
  return node.type === 'function' && (node.arguments ?? []).some((each) => each.type === 'variable');
}

/** The places of the two calls in `function($f, $g) { function($x){ $g($f($x)) } }`. */
const compositionPlaces: Readonly<Record<string, number>> = { f: 39, g: 35 };

function isPlaceInComposition(difference: Difference): boolean {
  if (!haveBothFailed(difference)) return false;
  const { reference, ours, tree } = difference;
  const isThere = reference.position === compositionPlaces[String(reference.token)];
  return reference.code === ours.code && isThere && hasNode(tree, (node) => node.type === 'apply');
}

function ordersTuples(tree: TreeNode | undefined): boolean {
  return hasNode(tree, (node) => {
    const steps = node.steps ?? [];
    const order = steps.findIndex((step) => step.type === 'sort');
    const isRead = node.group !== undefined || steps.slice(order).some((step) => step.stages !== undefined);
    return order >= 0 && isRead && steps.some((step) => step.tuple === true);
  });
}

/** An object made from a list, where the input or the expression has an empty one. */
function makesObjectOfEmptyList(tree: TreeNode | undefined, input: unknown): boolean {
  const isObject = (node: TreeNode) => (node.type === 'unary' && node.value === '{') || node.group !== undefined;
  const isEmpty = (node: TreeNode) => node.type === 'unary' && node.value === '[' && node.expressions?.length === 0;
  return hasNode(tree, isObject) && (hasNode(tree, isEmpty) || hasEmptyList(input));
}

function hasEmptyList(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (Array.isArray(value) && value.length === 0) || Object.values(value).some(hasEmptyList);
}

/** A wildcard inside a list that is the first step of a path. */
function readsMarks(tree: TreeNode | undefined): boolean {
  return hasNode(tree, (node) => {
    const first = node.steps?.[0];
    const isList = first?.type === 'unary' && first.value === '[';
    return isList && contains(first, (inner) => inner.type === 'wildcard');
  });
}

function transformsElsewhere(tree: TreeNode | undefined): boolean {
  return hasNode(tree, (node) => {
    const start = node.type === 'transform' ? (node.pattern?.steps?.[0] ?? node.pattern) : undefined;
    return start !== undefined && start.type !== 'name' && start.type !== 'wildcard' && start.type !== 'descendant';
  });
}

/** An error of the platform with this text in the reference. */
function crashes(difference: Difference, message: RegExp): boolean {
  const { reference } = difference;
  return reference.kind === 'failed' && reference.code === undefined && message.test(reference.message);
}

function failsWith({ ours }: Difference, ...codes: readonly string[]): boolean {
  return ours.kind === 'failed' && codes.includes(ours.code ?? '');
}

function isPartialString({ tree, reference }: Difference): boolean {
  const isString = (node: TreeNode) => node.type === 'partial' && node.procedure?.value === 'string';
  return reference.kind === 'failed' && reference.code === 'S0208' && hasNode(tree, isString);
}

/** With its signature it refuses what gets through without: wrong arguments, and nothing where there is no context either. */
function isPartialRefused(difference: Difference): boolean {
  return failsWith(difference, 'T0410', 'T0411') && hasNode(difference.tree, (node) => node.type === 'partial');
}

/** All that the reference does and we mean to do differently. */
export const quirks: readonly Quirk[] = [
  {
    name: 'lost-by-copy',
    sentence: 'The reference copies the left side of ?? and ?: as JSON, where a regex becomes an empty object.',
    without: { heals: [mendedCopies], inOrder: false },
  },
  {
    name: 'lost-signature',
    sentence: 'In such a copy the signature of a function is a plain object: calling it crashes.',
    explains: (difference) => crashes(difference, /^signature\.validate is not a function/),
  },
  {
    name: 'partial-built-in',
    sentence:
      'A built-in function applied partially loses its signature in the reference: arguments of wrong types get through, single values are not made lists, and $string cannot be applied partially at all. Here the signature stays.',
    without: { heals: [wholePartials], inOrder: false },
    explains: (difference) => isPartialString(difference) || isPartialRefused(difference),
  },
  {
    name: 'parallel-parts',
    sentence:
      'The reference evaluates the items of a list and the values of an object at the same time: of several errors another one may come first, and a variable bound in one item is not yet bound in the next.',
    without: { heals: [], inOrder: true },
  },
  {
    name: 'stale-place',
    sentence:
      'The reference writes the place of a call onto the function itself. Called again by ~>, by a higher-order function or in tail position, the function reports the place of an earlier call, even one of another expression.',
    without: { heals: [ownFunctions], inOrder: false },
    explains: isPlaceOfOwnFunction,
  },
  {
    name: 'place-inside-a-composition',
    sentence:
      'The reference makes `$f ~> $g` of a source text of its own; what fails in there has its place in that text, which nobody can see.',
    explains: (difference) => isPlaceInComposition(difference),
  },
  {
    name: 'number-outside-json',
    sentence:
      'The reference gives back Infinity and NaN as results. Here a result is JSON: they are D1001, also before an error further on.',
    explains: ({ reference, ours }) =>
      ours.kind === 'failed' &&
      ours.code === 'D1001' &&
      ours.token === undefined &&
      (reference.kind === 'value' ? !reference.isJson : reference.kind === 'failed'),
  },
  {
    name: 'call-of-a-value',
    sentence:
      'Calling null, a number or nothing crashes the reference where it notes the place of the call: T1006 here.',
    explains: (difference) =>
      crashes(difference, /^Cannot (?:set|create) propert(?:ies|y) .*(?:token|position)/) &&
      failsWith(difference, 'T1006'),
  },
  {
    name: 'function-in-a-message',
    sentence:
      'An error about a value that holds a function, or that a transform put into itself, crashes the reference while it writes its message.',
    explains: (difference) =>
      crashes(difference, /^Converting circular structure to JSON/) &&
      hasNode(difference.tree, ({ type }) => type === 'lambda' || type === 'transform' || type === 'partial') &&
      difference.ours.kind === 'failed',
  },
  {
    name: 'circular-transform',
    sentence: 'A transform that puts the changed object into itself gives a circular value in the reference.',
    explains: (difference) =>
      crashes(difference, /^Converting circular structure to JSON|^Maximum call stack/) &&
      hasNode(difference.tree, (node) => node.type === 'transform') &&
      failsWith(difference, 'D1011'),
  },
  {
    name: 'transform-of-a-value',
    sentence:
      'A transform whose pattern finds nothing, null, a text, a number or a truth crashes the reference; here these stay.',
    explains: (difference) =>
      crashes(
        difference,
        /^Cannot create property .* on (?:boolean|number|string)|^Cannot set properties of (?:null|undefined)/,
      ) && hasNode(difference.tree, (node) => node.type === 'transform'),
  },
  {
    name: 'function-in-a-tail-call',
    sentence:
      'In tail position the reference hands a function to a built-in function unwrapped, which then cannot call it.',
    explains: (difference) =>
      crashes(difference, /\.apply is not a function|reading 'apply'|is not a function/) &&
      hasNode(difference.tree, (node) => node.thunk === true),
  },
  {
    name: 'nothing-to-look-for',
    sentence: '$split, $replace and $match crash in the reference where what they look for is missing.',
    explains: (difference) =>
      crashes(difference, /reading 'apply'/) && /\$(?:split|replace|match)\b/.test(difference.source),
  },
  {
    name: 'moment-outside-time',
    sentence: 'Of a moment that no calendar has, or a zone that is none, the reference writes NaN, or it crashes.',
    explains: (difference) => failsWith(difference, 'JM2005') && /\$(?:fromMillis|now)\b/.test(difference.source),
  },
  {
    name: 'missing-argument',
    sentence: 'A picture that is missing, or the function of $sift, crashes the reference; here it is T0410.',
    explains: (difference) =>
      crashes(difference, /^Cannot read properties of undefined \(reading '(?:lastIndexOf|split|arity)'\)/) &&
      failsWith(difference, 'T0410'),
  },
  {
    name: 'regex-of-an-object',
    sentence: 'A regex called with an object crashes the reference, as its objects have no text; here it is searched.',
    explains: (difference) =>
      crashes(difference, /^Cannot convert object to primitive value/) &&
      hasNode(difference.tree, (node) => node.type === 'regex'),
  },
  {
    name: 'order-of-null',
    sentence: 'Ordering null crashes the reference; here it stays null.',
    explains: (difference) =>
      crashes(difference, /^Cannot read properties of null \(reading 'length'\)/) &&
      hasNode(difference.tree, (node) => node.type === 'sort'),
  },
  {
    name: 'stack-runs-out',
    sentence:
      'The reference recurses until the stack of the process runs out (Roman digits of large numbers); here a bound ends it.',
    explains: (difference) =>
      crashes(difference, /^Maximum call stack/) && failsWith(difference, 'D1011', 'JM1001', 'JM1002', 'JM1003'),
  },
  {
    name: 'malformed-regex',
    sentence: 'The parser lets the platform say that a regex is malformed; here it is JM0005.',
    explains: (difference) =>
      crashes(difference, /^Invalid regular expression|^Invalid flags/) && failsWith(difference, 'JM0005'),
  },
  {
    name: 'ordered-tuples',
    sentence:
      'In the reference an order-by turns a stream of tuples (@, #, %) into a plain list: later filters and groups see the tuples themselves.',
    explains: ({ tree }) => ordersTuples(tree),
  },
  {
    name: 'filled-empty-list',
    sentence:
      'In the reference an object that is made of an empty list puts an item into that list, also into the input.',
    explains: ({ tree, input }) => makesObjectOfEmptyList(tree, input),
  },
  {
    name: 'marks-as-members',
    sentence:
      'The context of a list that is the first step of a path is a sequence; a wildcard in there reads the marks that the reference keeps on it as if they were members.',
    explains: ({ tree }) => readsMarks(tree),
  },
  {
    name: 'transform-elsewhere',
    sentence:
      'A transform whose pattern reaches beyond the copy changes the input or a variable in the reference. Here nothing but the copy changes.',
    explains: ({ tree }) => transformsElsewhere(tree),
  },
];
