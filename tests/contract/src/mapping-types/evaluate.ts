import type { Json } from '@joinery/contracts';
import { compile, ExpressionError } from '@joinery/mapping';
import { isDeepStrictEqual } from 'node:util';
import jsonata from 'jsonata';
import { Random } from './random.ts';

export type Evaluated = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** Evaluates with our evaluator. What is no JSON (a function, NaN) says nothing. */
export function evaluateOurs(expression: string, input: Json, seed: number): Evaluated {
  try {
    const random = new Random(seed);
    const bounds = { timeMs: 500, steps: 2_000_000 };
    const value = compile(expression).evaluate(input, { now: seed, random: () => random.next(), bounds });
    return isJson(value) ? { ok: true, value } : { ok: false };
  } catch (error) {
    if (error instanceof ExpressionError) return { ok: false };
    throw error;
  }
}

/**
 * Evaluates with the reference. Results that are no JSON (NaN), and runs in which it changed its own input (grouping
 * an empty list puts a hole into it), say nothing.
 */
export async function evaluateReference(expression: string, input: Json): Promise<Evaluated> {
  try {
    const own = structuredClone(input);
    const value: unknown = await jsonata(expression, { timeout: 500, stack: 200 }).evaluate(own);
    return isDeepStrictEqual(own, input) && isJson(value) ? { ok: true, value: plain(value) } : { ok: false };
  } catch {
    return { ok: false };
  }
}

function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((each) => each !== undefined && isJson(each));
  return typeof value !== 'object' || value === null || isFunctionValue(value) || Object.values(value).every(isJson);
}

function plain(value: unknown): unknown {
  if (isFunctionValue(value)) return () => undefined;
  if (Array.isArray(value)) return Array.from(value, plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

function isFunctionValue(value: unknown): boolean {
  if (typeof value === 'function') return true;
  return typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value);
}
