import { Fault } from '../runtime/fault.ts';
import type { DecimalPicture, IntegerPicture } from './integer-picture.ts';
import { fromWords, numberWords } from './number-words.ts';
import { fromLetters, fromRoman } from './numerals.ts';

/** What a number of a picture looks like, and how to read it. */
export interface IntegerParser {
  readonly regex: string;
  parse(text: string): number;
}

export function parserOf(picture: IntegerPicture): IntegerParser {
  const isUpper = picture.casing === 'upper';
  switch (picture.primary) {
    case 'letters':
      return { regex: isUpper ? '[A-Z]+' : '[a-z]+', parse: (text) => fromLetters(text, isUpper ? 'A' : 'a') };
    case 'roman':
      return {
        regex: isUpper ? '[MDCLXVI]+' : '[mdclxvi]+',
        parse: (text) => fromRoman(isUpper ? text : text.toUpperCase()),
      };
    case 'words':
      return { regex: `(?:${numberWords.join('|')}|and|[\\-, ])+`, parse: (text) => fromWords(text.toLowerCase()) };
    case 'decimal':
      return { regex: digitsRegex(picture), parse: (text) => parseDigits(text, picture) };
    case 'sequence':
      throw new Fault('D3130', { value: picture.token });
  }
}

function digitsRegex(picture: DecimalPicture): string {
  const count = picture.parseWidth ? `{${picture.parseWidth}}` : '+';
  return `[0-9]${count}${picture.ordinal ? '(?:th|st|nd|rd)' : ''}`;
}

function parseDigits(text: string, picture: DecimalPicture): number {
  const bare = picture.ordinal ? text.slice(0, -2) : text;
  const signs = picture.regular ? [','] : picture.separators.map((each) => each.character);
  const digits = signs.reduce((rest, sign) => rest.replaceAll(sign, ''), bare);
  // Without a base, as in the reference: `0x1F` is read as hexadecimal.
  return Number.parseInt(picture.zero === 0x30 ? digits : westernDigits(digits, picture.zero));
}

function westernDigits(digits: string, zero: number): string {
  return digits
    .split('')
    .map((digit) => String.fromCodePoint(Math.max(digit.charCodeAt(0) - zero + 0x30, 0)))
    .join('');
}
