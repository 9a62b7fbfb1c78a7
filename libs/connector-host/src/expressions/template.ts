import type { Json } from '@joinery/contracts';
import { templateParts } from '@joinery/connector-sdk';
import { failWith } from '../failures.ts';
import { type Evaluator, evaluator, type EvaluatorOptions } from './evaluator.ts';

/** A compiled template: literal text and expressions in turn. */
export interface Template {
  /** `encode` is applied to each value, never to the literal text. */
  (scope: unknown, encode?: (value: string) => string): string;
}

/**
 * Compiles `/users/{input.id}/files`. Braces inside of an expression balance; strings in it may hold any brace.
 *
 * @throws ExpressionError, or SyntaxError where a brace is left open
 */
export function template(source: string, options: EvaluatorOptions): Template {
  const parts = templateParts(source).map((part) =>
    part.kind === 'text' ? part.text : { source: part.text, value: evaluator(part.text, options) },
  );
  const [only] = parts;
  if (parts.length === 1 && typeof only === 'string') return () => only;
  return (scope, encode = String) =>
    parts.map((part) => (typeof part === 'string' ? part : encode(textOf(part, scope, options)))).join('');
}

function textOf(
  part: { source: string; value: Evaluator },
  scope: unknown,
  { place, connector }: EvaluatorOptions,
): string {
  const value = part.value(scope);
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw failWith('connector.invalid', { connector, detail: `${place}: {${part.source}} is ${describe(value)}` });
}

function describe(value: Json | undefined): string {
  if (value === undefined) return 'missing';
  return value === '' ? 'empty' : 'not a text';
}
