import { isDeepStrictEqual } from 'node:util';
import { compile, defaultLibrary, ExpressionError, type Bounds, type FieldFunction } from '@joinery/mapping';
import type { Expected, SuiteCase } from './read-suite.ts';

type Outcome = { readonly value: unknown } | { readonly error: ExpressionError };

/**
 * `$eval` is off in the product. The suite asks for it, so it is given here as a function of its own, made of the same
 * two calls that anybody has.
 */
const evaluation: FieldFunction = {
  name: 'eval',
  signature: '<sx?:x>',
  call: ([source, focus], { input, now }) => {
    if (source === undefined) return undefined;
    const expression = failingWith('D3120', () => compile(source as string));
    return failingWith('D3121', () => expression.evaluate(focus ?? input, now === undefined ? {} : { now }));
  },
};

function failingWith<T>(code: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new ExpressionError({ code, kind: 'runtime', message: (error as Error).message });
  }
}

const library = defaultLibrary.with([evaluation]);

/** The suite holds ranges of ten million numbers, which no mapping needs. */
const suiteBounds: Partial<Bounds> = { elements: 50_000_000, outputBytes: 500_000_000 };

/** The suite counts nested evaluations, we count nested calls: a call is three evaluations in its recursive cases. */
const evaluationsPerCall = 3;

/** Depths below this are meant for the reference's counter alone: not even one call fits into them. */
const leastDepth = 50;

/** Runs a case; gives what is wrong, or undefined when all is as expected. */
export function runCase(suiteCase: SuiteCase): string | undefined {
  const before = structuredClone(suiteCase.input);
  const outcome = evaluate(suiteCase);
  if (!isDeepStrictEqual(before, suiteCase.input)) return 'the input was changed';
  return isExpected(suiteCase.expected, outcome)
    ? undefined
    : `expected ${JSON.stringify(suiteCase.expected)}, got ${told(outcome)}`;
}

function evaluate({ expression, input, bindings, depth, timeLimitMs }: SuiteCase): Outcome {
  const bounds = {
    ...suiteBounds,
    ...(depth !== undefined && depth > leastDepth && { depth: Math.floor(depth / evaluationsPerCall) }),
    ...(timeLimitMs !== undefined && { timeMs: timeLimitMs }),
  };
  try {
    const compiled = compile(expression, { library });
    return { value: compiled.evaluate(input, { bindings, bounds, now: Date.now(), random: Math.random }) };
  } catch (error) {
    if (error instanceof ExpressionError) return { error };
    throw error;
  }
}

function isExpected(expected: Expected, outcome: Outcome): boolean {
  if ('error' in outcome) return expected.kind === 'error' && isError(expected, outcome.error);
  if (expected.kind === 'missing') return outcome.value === undefined;
  return expected.kind === 'value' && isValue(expected, outcome.value);
}

/** What the suite writes for both bounds of its own. */
const boundCode = 'U1001';
const bounds = new Set(['D1011', 'D1012']);

function isError(expected: Expected & { kind: 'error' }, { code, token, position }: ExpressionError): boolean {
  if (expected.code === boundCode) return bounds.has(code);
  const isPlace = expected.position === undefined || expected.position === position;
  return expected.code === code && isPlace && (expected.token === undefined || expected.token === token);
}

function isValue(expected: Expected & { kind: 'value' }, value: unknown): boolean {
  if (!expected.isUnordered) return isDeepStrictEqual(value, expected.value);
  return isDeepStrictEqual(inAnyOrder(value), inAnyOrder(expected.value));
}

function inAnyOrder(value: unknown): readonly string[] {
  return (value as readonly unknown[]).map((item) => JSON.stringify(item)).toSorted();
}

function told(outcome: Outcome): string {
  if ('error' in outcome) return `${outcome.error.code} at ${outcome.error.position}: ${outcome.error.message}`;
  return String(JSON.stringify(outcome.value)).slice(0, 500);
}
