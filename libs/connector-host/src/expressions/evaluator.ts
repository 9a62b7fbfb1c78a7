import type { Json } from '@joinery/contracts';
import { manifestFunctionsIn } from '@joinery/connector-sdk';
import { compile, ExpressionError, type FieldFunction } from '@joinery/mapping';
import { failWith } from '../failures.ts';

/** A compiled expression of a manifest, with the place it stands at. */
export interface Evaluator {
  (scope: unknown): Json | undefined;
}

export interface EvaluatorOptions {
  /** For a person: `actions.send-message.request.body`. */
  readonly place: string;
  readonly connector: Json;
  readonly functions?: Readonly<Record<string, FieldFunction>>;
  /** Its scope holds secrets: an error then tells the place alone. */
  readonly secret?: boolean;
}

/** @throws ExpressionError of kind `syntax`, when the manifest is loaded and never later */
export function evaluator(source: string, options: EvaluatorOptions): Evaluator {
  const expression = compile(source);
  const constant = constantOf(expression.ast);
  if (constant !== undefined) return () => constant;
  const called = manifestFunctionsIn(source);
  const functions = called ? { ...called, ...options.functions } : options.functions;
  return (scope) => {
    try {
      const now = Date.now();
      return expression.evaluate(
        scope,
        functions ? { now, random: Math.random, functions } : { now, random: Math.random },
      ) as Json | undefined;
    } catch (error) {
      throw evaluationFailure(error, options);
    }
  };
}

function constantOf(ast: unknown): Json | undefined {
  const node = ast as { readonly type?: string; readonly value?: Json };
  return node.type === 'string' || node.type === 'number' || node.type === 'value' ? node.value : undefined;
}

function evaluationFailure(error: unknown, { place, connector, secret }: EvaluatorOptions) {
  const reason = error instanceof ExpressionError && !secret ? `: ${error.message}` : '';
  return failWith('connector.response-invalid', { connector, detail: `${place}${reason}` });
}
