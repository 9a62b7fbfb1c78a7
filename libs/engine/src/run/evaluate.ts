import { FailureError, type Json, type MappingSource } from '@joinery/contracts';
import { compile, describeExpressionError, ExpressionError, toExpression, type Expression } from '@joinery/mapping';
import type { StepContext } from './step-outcome.ts';

/** Mappings are parts of immutable flow versions, so each is compiled once for as long as its version is in memory. */
const compiled = new WeakMap<MappingSource, Expression>();

/**
 * Evaluates an expression or a mapping of a step over what the step sees. `undefined` is JSONata's missing.
 * The clock stands still at the run's start and random numbers follow from the place, so a resumed run sees the same.
 * @throws FailureError `expression.failed` or `expression.bound`, naming the place
 */
export function evaluate(
  context: Pick<StepContext, 'scope' | 'session' | 'path'>,
  text: string | MappingSource,
  place: string,
): Json | undefined {
  const { scope, session, path } = context;
  try {
    const expression = typeof text === 'string' ? compile(text) : compiledMapping(text);
    return expression.evaluate(scope, {
      now: session.run.startedAt,
      random: () => session.randomAt(`${path}.${place}`)(),
    }) as Json | undefined;
  } catch (error) {
    throw expressionFailure(error, `${path}.${place}`);
  }
}

export function expressionFailure(error: unknown, place: string): unknown {
  if (!(error instanceof ExpressionError)) return error;
  const code = error.kind === 'bound' ? 'expression.bound' : 'expression.failed';
  const reason = { zh: describeExpressionError(error, 'zh'), en: describeExpressionError(error, 'en') };
  const params = error.kind === 'bound' ? { place, bound: reason } : { place, detail: reason };
  return new FailureError({ code, kind: 'invalid', params, place }, { cause: error });
}

function compiledMapping(mapping: MappingSource): Expression {
  const known = compiled.get(mapping);
  if (known) return known;
  const expression = compile(toExpression(mapping));
  compiled.set(mapping, expression);
  return expression;
}
