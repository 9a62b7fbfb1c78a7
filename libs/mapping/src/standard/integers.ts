import type { Budget } from '../budget.ts';
import { Fault } from '../runtime/fault.ts';
import { separateBefore } from './grouping.ts';
import { integerPicture, type DecimalPicture, type IntegerPicture } from './integer-picture.ts';
import { toWords } from './number-words.ts';
import { toLetters, toRoman } from './numerals.ts';
import { parserOf } from './integer-parser.ts';
import { standard } from './standard-function.ts';

/** Longest picture that is read. */
const longestPicture = 1_000;

/** The second argument of a function that cannot do without it. */
export function checkedPicture(picture: string | undefined): string {
  if (picture === undefined) throw new Fault('T0410', { index: 2, inserts: { index: 2 } });
  if (picture.length > longestPicture) throw new Fault('JM2004', { value: picture });
  return picture;
}

/** A whole number written as the picture says. */
export function formatInteger(value: number, picture: IntegerPicture, budget: Budget): string {
  if (!Number.isFinite(value) && picture.primary !== 'decimal') throw new Fault('D1001', { value });
  const text = unsigned(Math.abs(value), picture, budget);
  return value < 0 ? `-${text}` : text;
}

function unsigned(value: number, picture: IntegerPicture, budget: Budget): string {
  switch (picture.primary) {
    case 'letters':
      return toLetters(value, picture.casing === 'upper' ? 'A' : 'a');
    case 'roman':
      return cased(toRoman(value, budget), picture.casing === 'upper' ? 'upper' : 'lower');
    case 'words':
      return cased(toWords(value, picture.ordinal), picture.casing);
    case 'decimal':
      return decimal(value, picture, budget);
    case 'sequence':
      throw new Fault('D3130', { value: picture.token });
  }
}

function cased(text: string, casing: IntegerPicture['casing']): string {
  if (casing === 'upper') return text.toUpperCase();
  return casing === 'lower' ? text.toLowerCase() : text;
}

function decimal(value: number, picture: DecimalPicture, budget: Budget): string {
  budget.characters(picture.mandatoryDigits + picture.separators.length);
  const digits = String(value).padStart(picture.mandatoryDigits, '0');
  const grouped = separated(inScript(digits, picture.zero), picture);
  return picture.ordinal ? grouped + ordinalEnding(grouped) : grouped;
}

function inScript(digits: string, zero: number): string {
  if (zero === 0x30) return digits;
  return Array.from(digits, (digit) => String.fromCodePoint(digit.codePointAt(0)! + zero - 0x30)).join('');
}

function separated(digits: string, { regular, separators }: DecimalPicture): string {
  if (!regular)
    return separators.toReversed().reduce((text, each) => separateBefore(text, each.character, each.position), digits);
  let text = digits;
  for (let group = Math.floor((digits.length - 1) / regular.position); group > 0; group--)
    text = separateBefore(text, regular.character, group * regular.position);
  return text;
}

const endings: Readonly<Record<string, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };

function ordinalEnding(text: string): string {
  return (text.at(-2) !== '1' && endings[text.at(-1) ?? '']) || 'th';
}

export const integerFunctions = {
  formatInteger: standard<[number | undefined, string | undefined]>('<n-s:s>', 2, ([value, picture], run) =>
    value === undefined
      ? undefined
      : formatInteger(Math.floor(value), integerPicture(checkedPicture(picture)), run.budget),
  ),
  parseInteger: standard<[string | undefined, string | undefined]>('<s-s:n>', 2, ([text, picture], run) => {
    if (text === undefined) return undefined;
    run.budget.characters(text.length);
    return parserOf(integerPicture(checkedPicture(picture))).parse(text);
  }),
};
