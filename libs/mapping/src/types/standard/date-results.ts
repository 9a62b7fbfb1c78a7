import type { Call } from '../context.ts';
import { dateTimeFormat } from '../date-picture.ts';
import { numberType, optional, stringType, type Type } from '../type.ts';
import { always, first, literalText, unlessMissing, type Result } from './result.ts';

const integer = numberType({ integer: true });

function fromMillis(call: Call): Type {
  const picture = call.args.length > 1 ? literalText(call, 1) : '';
  return stringType({ format: picture === undefined ? undefined : dateTimeFormat(picture) });
}

export const dateResults: Readonly<Record<string, Result>> = {
  toMillis: (call) => (call.args.length > 1 || first(call).missing ? optional(integer) : integer),
  fromMillis: unlessMissing(fromMillis),
  now: (call) =>
    stringType({
      format: literalText(call, 0) === undefined ? 'date-time' : dateTimeFormat(literalText(call, 0) ?? ''),
    }),
  millis: always(integer),
};
