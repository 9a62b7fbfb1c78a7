import type { Call } from '../context.ts';
import { join } from '../join.ts';
import { likeSample, sampleChanged, sampleOf } from '../sample-text.ts';
import { many, sequence, streamOf, type Count } from '../sequences.ts';
import { knownTexts, textLength, textsLength } from '../text-length.ts';
import {
  arrayType,
  boolean,
  isOnly,
  never,
  numberType,
  objectType,
  present,
  someValue,
  stringType,
  stringValue,
  type Type,
} from '../type.ts';
import { always, first, literalNumber, literalText, unlessMissing, type Result } from './result.ts';

const text = unlessMissing(always(stringType()));

/** What a function makes of one text; undefined where its other arguments are not known. */
type Change = (text: string, call: Call) => string | undefined;

/** Text made from known texts one by one, where that is exact; otherwise what `other` says. */
function eachText(change: Change, other: Result): Result {
  return unlessMissing((call) => {
    const results = first(call).string?.values?.map((value) => change(value, call));
    const texts = results?.filter((result) => result !== undefined);
    return texts && texts.length === results?.length ? join(...texts.map(stringValue)) : other(call);
  });
}

/** No longer than what it is made of. */
function noLonger(change: Change): Result {
  return eachText(change, (call) =>
    stringType({
      maxLength: first(call).any ? Infinity : (first(call).string?.maxLength ?? Infinity),
      ...formOf(change, call),
    }),
  );
}

/** How the result is written; nothing where the sample has not what is looked for: others may have it. */
function formOf(change: Change, call: Call): ReturnType<typeof likeSample> {
  const sample = sampleOf(first(call));
  const changed = sampleChanged(sample, (text) => change(text, call));
  return changed === sample ? {} : likeSample(changed);
}

const before: Change = (text, call) => {
  const mark = literalText(call, 1);
  if (mark === undefined) return undefined;
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(0, at);
};

const after: Change = (text, call) => {
  const mark = literalText(call, 1);
  if (mark === undefined) return undefined;
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(at + mark.length);
};

const cut: Change = (text, call) => {
  const [start, length] = [literalNumber(call, 1), literalNumber(call, 2)];
  if (start === undefined || (call.args.length > 2 && length === undefined)) return undefined;
  const characters = Array.from(text);
  const from = characters.length + start < 0 ? 0 : start;
  if (length === undefined) return characters.slice(from).join('');
  if (length <= 0) return '';
  return characters.slice(from, (from >= 0 ? from : characters.length + from) + length).join('');
};

function substring(call: Call): Type {
  const [start = 0, length = Infinity] = [literalNumber(call, 1), literalNumber(call, 2)];
  const own = first(call).string?.maxLength ?? Infinity;
  const rest = start > 0 ? Math.max(0, own - Math.floor(start)) : own;
  const sample = sampleChanged(sampleOf(first(call)), (text) => cut(text, call));
  return stringType({ maxLength: Math.max(0, Math.min(Math.floor(length), rest)), ...likeSample(sample) });
}

/** A text put for a text. */
const put: Change = (text, call) => {
  const [search, by] = [literalText(call, 1), literalText(call, 2)];
  return search && by !== undefined && call.args.length === 3 ? text.replaceAll(search, () => by) : undefined;
};

function padded(call: Call): Type {
  const width = Math.abs(literalNumber(call, 1) ?? Infinity);
  const own = first(call).string;
  return stringType({ maxLength: Math.max(width, own?.maxLength ?? Infinity), minLength: own?.minLength ?? 0 });
}

/** As long as all of the list and what stands in between. */
function joined(call: Call): Type {
  const stream = streamOf(first(call));
  const list = present(first(call)).array;
  const own = list?.texts && isOnly(first(call), 'array') ? list.texts : textsLength(textLength(stream.items), stream);
  const between = textsLength(textLength(call.args[1] ?? never), gapsOf(stream));
  return stringType({
    minLength: own.min + between.min,
    maxLength: own.max + between.max,
    reach: own.reach + between.reach,
  });
}

function gapsOf({ min, max }: Count): Count {
  return { min: Math.max(0, min - 1), max: Math.max(0, max - 1) };
}

function stringOf(call: Call): Type {
  const type = present(first(call));
  const values = knownTexts(type);
  if (values) return join(...values.map(stringValue));
  const { min, max, reach } = textLength(type);
  return stringType({ minLength: min, maxLength: max, reach, ...likeSample(sampleOf(type)) });
}

const match = objectType(
  new Map([
    ['match', stringType()],
    ['index', numberType({ integer: true, min: 0 })],
    ['groups', someValue],
  ]),
  someValue,
);

export const textResults: Readonly<Record<string, Result>> = {
  string: unlessMissing(stringOf),
  substring: eachText(cut, substring),
  substringBefore: noLonger(before),
  substringAfter: noLonger(after),
  lowercase: eachText((value) => value.toLowerCase(), always(stringType())),
  uppercase: eachText((value) => value.toUpperCase(), always(stringType())),
  trim: noLonger((value) => value.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '')),
  length: unlessMissing((call) =>
    numberType({
      integer: true,
      min: first(call).string?.minLength ?? 0,
      max: first(call).string?.maxLength ?? Infinity,
    }),
  ),
  pad: unlessMissing(padded),
  match: (call) => sequence({ items: call.args[1]?.any ? someValue : match, ...many }),
  contains: unlessMissing(always(boolean)),
  replace: eachText(put, (call) => stringType(formOf(put, call))),
  split: unlessMissing(always(arrayType(stringType()))),
  join: unlessMissing(joined),
  base64encode: text,
  base64decode: text,
  encodeUrlComponent: text,
  encodeUrl: text,
  decodeUrlComponent: text,
  decodeUrl: text,
};
