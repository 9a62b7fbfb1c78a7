import { Fault } from '../runtime/fault.ts';
import { standard } from './standard-function.ts';

type Maybe<T> = T | undefined;
type Numbers = readonly number[];

/** Half to even; `precision` shifts the decimal point in the text, where no binary noise can creep in. */
export function roundHalfEven(value: number, precision = 0): number {
  const shifted = precision ? shift(value, precision) : value;
  let rounded = Math.round(shifted);
  if (Math.abs(rounded - shifted) === 0.5 && Math.abs(rounded % 2) === 1) rounded -= 1;
  const result = precision ? shift(rounded, -precision) : rounded;
  return Object.is(result, -0) ? 0 : result;
}

function shift(value: number, places: number): number {
  const [mantissa, exponent] = value.toString().split('e');
  return Number(`${mantissa}e${exponent ? Number(exponent) + places : places}`);
}

function total(numbers: Numbers): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

function extreme(numbers: Maybe<Numbers>, better: (a: number, b: number) => number): Maybe<number> {
  if (numbers === undefined || numbers.length === 0) return undefined;
  let best = numbers[0]!;
  for (const number of numbers) best = better(best, number);
  return best;
}

const decimal = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
// Only the first and the last form are anchored, as in the reference: what gets through and is no number becomes NaN.
const prefixed = /^0x[0-9a-f]+|0o[0-7]+|0b[01]+$/i;

export function toNumber(value: unknown): Maybe<number> {
  if (value === undefined || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const number = Number(value);
    if (Number.isFinite(number) && decimal.test(value)) return number;
    if (prefixed.test(value)) return number;
  }
  throw new Fault('D3030', { value, index: 1 });
}

function power(base: Maybe<number>, exponent: Maybe<number>): Maybe<number> {
  if (base === undefined) return undefined;
  const result = base ** (exponent as number);
  if (!Number.isFinite(result)) throw new Fault('D3061', { value: base, index: 1, inserts: { exp: exponent } });
  return result;
}

function squareRoot(value: Maybe<number>): Maybe<number> {
  if (value === undefined) return undefined;
  if (value < 0) throw new Fault('D3060', { value, index: 1 });
  return Math.sqrt(value);
}

function inBase(value: Maybe<number>, radix: Maybe<number>): Maybe<string> {
  if (value === undefined) return undefined;
  const base = radix === undefined ? 10 : roundHalfEven(radix);
  if (base < 2 || base > 36) throw new Fault('D3100', { value: base });
  return roundHalfEven(value).toString(base);
}

function random(_: readonly [], run: { readonly random: (() => number) | undefined }): number {
  if (!run.random) throw new Fault('JM2002');
  return run.random();
}

export const numberFunctions = {
  sum: standard<[Maybe<Numbers>]>('<a<n>:n>', 1, ([list]) => list && total(list)),
  count: standard<[Maybe<readonly unknown[]>]>('<a:n>', 1, ([list]) => list?.length ?? 0),
  max: standard<[Maybe<Numbers>]>('<a<n>:n>', 1, ([list]) => extreme(list, Math.max)),
  min: standard<[Maybe<Numbers>]>('<a<n>:n>', 1, ([list]) => extreme(list, Math.min)),
  average: standard<[Maybe<Numbers>]>('<a<n>:n>', 1, ([list]) =>
    list && list.length > 0 ? total(list) / list.length : undefined,
  ),
  number: standard<[unknown]>('<(nsb)-:n>', 1, ([value]) => toNumber(value)),
  floor: standard<[Maybe<number>]>('<n-:n>', 1, ([value]) => (value === undefined ? value : Math.floor(value))),
  ceil: standard<[Maybe<number>]>('<n-:n>', 1, ([value]) => (value === undefined ? value : Math.ceil(value))),
  round: standard<[Maybe<number>, Maybe<number>]>('<n-n?:n>', 2, ([value, precision]) =>
    value === undefined ? value : roundHalfEven(value, precision),
  ),
  abs: standard<[Maybe<number>]>('<n-:n>', 1, ([value]) => (value === undefined ? value : Math.abs(value))),
  sqrt: standard<[Maybe<number>]>('<n-:n>', 1, ([value]) => squareRoot(value)),
  power: standard<[Maybe<number>, Maybe<number>]>('<n-n:n>', 2, ([base, exponent]) => power(base, exponent)),
  random: standard<[]>('<:n>', 0, random),
  formatBase: standard<[Maybe<number>, Maybe<number>]>('<n-n?:s>', 2, ([value, radix]) => inBase(value, radix)),
};
