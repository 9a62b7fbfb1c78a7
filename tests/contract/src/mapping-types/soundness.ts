import type { Json, JsonObject } from '@joinery/contracts';
import { inferType, typeAllows } from '@joinery/mapping';
import { evaluateOurs, evaluateReference } from './evaluate.ts';
import { Random } from './random.ts';
import { randomExpression } from './random-expression.ts';
import { randomSchema } from './random-schema.ts';
import { randomValue } from './random-value.ts';

/** One random pair of expression and input, as its seed gives it. */
export interface SoundnessCase {
  readonly seed: number;
  readonly expression: string;
  readonly schema: JsonObject;
  readonly input: Json;
}

export type Outcome =
  | { readonly kind: 'sound'; readonly isAny: boolean }
  | { readonly kind: 'failed' }
  | { readonly kind: 'unsound'; readonly result: unknown };

export function soundnessCase(seed: number): SoundnessCase {
  const random = new Random(seed);
  const schema = randomSchema(random);
  const expression = randomExpression(random);
  return { seed, expression, schema, input: randomValue(schema, random) };
}

/** A result must be in the inferred type; an evaluation that fails has no result. Ours and the reference are asked. */
export async function checkSoundness({ seed, expression, schema, input }: SoundnessCase): Promise<Outcome> {
  const results = [evaluateOurs(expression, input, seed), await evaluateReference(expression, input)];
  const values = results.flatMap((each) => (each.ok ? [each.value] : []));
  if (values.length === 0) return { kind: 'failed' };
  const type = inferType(expression, schema);
  const outside = values.findIndex((value) => !typeAllows(type, value));
  return outside < 0 ? { kind: 'sound', isAny: type.any } : { kind: 'unsound', result: values[outside] };
}
