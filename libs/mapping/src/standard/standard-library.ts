import { FunctionValue } from '../runtime/function-value.ts';
import { Signature } from '../runtime/signature.ts';
import { dateFunctions } from './dates.ts';
import { higherOrderFunctions } from './higher-order.ts';
import { integerFunctions } from './integers.ts';
import { listFunctions } from './lists.ts';
import { matchingFunctions } from './matching.ts';
import { numberFunctions } from './numbers.ts';
import { formatNumberFunctions } from './format-number.ts';
import { objectFunctions } from './objects.ts';
import type { StandardFunction } from './standard-function.ts';
import { textFunctions } from './text.ts';
import { Fault } from '../runtime/fault.ts';
import { standard } from './standard-function.ts';

/** Expressions that make expressions are off: what cannot be read before it runs cannot be checked or traced. */
const evaluation = {
  eval: standard<[unknown]>('<sx?:x>', 2, () => {
    throw new Fault('JM2003');
  }),
};

const table: Readonly<Record<string, StandardFunction>> = {
  ...numberFunctions,
  ...formatNumberFunctions,
  ...integerFunctions,
  ...textFunctions,
  ...matchingFunctions,
  ...listFunctions,
  ...higherOrderFunctions,
  ...objectFunctions,
  ...dateFunctions,
  ...evaluation,
};

const values = new Map(Object.entries(table).map(([name, entry]) => [name, valueOf(entry)]));

/** Every function of the JSONata standard by name, without the `$`. */
export const standardFunctionNames: readonly string[] = Object.keys(table);

export function standardFunction(name: string): FunctionValue | undefined {
  return values.get(name);
}

function valueOf({ signature, arity, call }: StandardFunction): FunctionValue {
  const checked = new Signature(signature);
  return new FunctionValue({
    arity,
    parameters: checked.length,
    signature: checked,
    call: (args, input, run) => call(args as readonly never[], run, input),
  });
}
