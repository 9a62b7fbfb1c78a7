import type { Call } from '../context.ts';
import { join } from '../join.ts';
import { reportManyDigits } from '../many-digits.ts';
import { sequence, streamOf } from '../sequences.ts';
import { never, numberType, stringType, type NumberType, type Type } from '../type.ts';
import { always, first, literalNumber, unlessMissing, type Result } from './result.ts';

const text = unlessMissing(always(stringType()));
const decimal = unlessMissing(always(numberType()));
const number: NumberType = { integer: false, min: -Infinity, max: Infinity };

function rounded(change: (value: number) => number): Result {
  return unlessMissing((call) => {
    const { min, max } = first(call).number ?? number;
    return numberType({ integer: true, min: change(min), max: change(max) });
  });
}

function numberOf(call: Call): Type {
  const type = first(call);
  const own = type.any ? undefined : type.number;
  const others = type.any || type.string || type.booleans.length > 0;
  return others || !own ? numberType() : { ...never, number: own };
}

function extreme(call: Call): Type {
  const stream = streamOf(first(call));
  const own = stream.items.number ?? number;
  const type = numberType({ integer: own.integer, min: own.min, max: own.max, values: own.values, step: own.step });
  return join(type, { ...sequence({ ...stream, items: never, max: Math.min(stream.max, 1) }), array: undefined });
}

function averaged(call: Call): Type {
  return join(numberType(), { ...sequence({ ...streamOf(first(call)), items: never, max: 1 }), array: undefined });
}

/** To a whole number or to decimals it stays between the whole neighbours of its bounds. */
function roundedTo(call: Call): Type {
  const decimals = call.args.length > 1 ? literalNumber(call, 1) : 0;
  if (decimals === undefined || decimals < 0) return numberType();
  const { integer, min, max } = first(call).number ?? number;
  const bounds = { min: Math.floor(min), max: Math.ceil(max) };
  return decimals < 1
    ? numberType({ integer: true, ...bounds })
    : numberType({ integer, ...bounds, step: 10 ** -Math.floor(decimals) });
}

function sum(call: Call): Type {
  return numberType({ integer: streamOf(first(call)).items.number?.integer ?? false });
}

function counted(call: Call): Type {
  const stream = streamOf(first(call));
  return numberType({ integer: true, min: stream.min, max: stream.max });
}

export const numberResults: Readonly<Record<string, Result>> = {
  sum: unlessMissing(sum),
  count: counted,
  max: extreme,
  min: extreme,
  average: averaged,
  number: unlessMissing((call) => {
    reportManyDigits(call);
    return numberOf(call);
  }),
  floor: rounded(Math.floor),
  ceil: rounded(Math.ceil),
  round: unlessMissing(roundedTo),
  abs: unlessMissing((call) => numberType({ integer: first(call).number?.integer ?? false, min: 0 })),
  sqrt: decimal,
  power: decimal,
  random: always(numberType({ min: 0, max: 1 })),
  formatNumber: text,
  formatBase: text,
  formatInteger: text,
  parseInteger: decimal,
};
