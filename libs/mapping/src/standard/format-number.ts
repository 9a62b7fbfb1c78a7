import { Fault } from '../runtime/fault.ts';
import { isRecord } from '../runtime/function-value.ts';
import type { Run } from '../runtime/run.ts';
import { checkedPicture } from './integers.ts';
import { defaultSigns, digitsOf, numberPictures, type NumberPicture, type Signs } from './number-picture.ts';
import { roundHalfEven } from './numbers.ts';
import { standard } from './standard-function.ts';

interface Form {
  readonly picture: NumberPicture;
  readonly signs: Signs;
  readonly prefix: string;
}

/** Most digits behind the decimal separator that a number can be written with. */
const mostFraction = 100;

type Picture = string | undefined;

function formatNumber(value: number | undefined, given: Picture, options: unknown, run: Run): string | undefined {
  if (value === undefined) return undefined;
  const picture = checkedPicture(given);
  run.budget.characters(2 * picture.length + 400);
  const signs = signsFrom(options);
  const pictures = signs === defaultSigns ? usualPictures(picture) : numberPictures(picture, signs);
  return format(value, formFor(value, pictures, signs));
}

const cached = new Map<string, readonly NumberPicture[]>();
const mostCached = 200;

/** Pictures with the usual signs are read once. */
function usualPictures(picture: string): readonly NumberPicture[] {
  const known = cached.get(picture);
  if (known) return known;
  const pictures = numberPictures(picture, defaultSigns);
  if (cached.size >= mostCached) cached.clear();
  cached.set(picture, pictures);
  return pictures;
}

function signsFrom(options: unknown): Signs {
  if (!isRecord(options)) return defaultSigns;
  const given = Object.entries(options).filter(([name]) => Object.hasOwn(defaultSigns, name));
  return { ...defaultSigns, ...(Object.fromEntries(given) as Partial<Signs>) };
}

/** Without a form of their own, negative numbers take the positive one with a minus sign before it. */
function formFor(value: number, [positive, negative]: readonly NumberPicture[], signs: Signs): Form {
  if (value >= 0) return { picture: positive!, signs, prefix: positive!.prefix };
  if (negative) return { picture: negative, signs, prefix: negative.prefix };
  return { picture: positive!, signs, prefix: signs['minus-sign'] + positive!.prefix };
}

function format(value: number, form: Form): string {
  const { picture } = form;
  const { mantissa, exponent } = scaled(scaledBySign(value, form), picture);
  const digits = padded(plainDigits(mantissa, form), form);
  const grouped = groupFraction(groupWhole(digits, form), form);
  return form.prefix + withoutPoint(grouped, form) + exponentText(exponent, form) + picture.suffix;
}

function scaledBySign(value: number, { picture, signs }: Form): number {
  if (picture.picture.includes(signs.percent)) return value * 100;
  return picture.picture.includes(signs['per-mille']) ? value * 1000 : value;
}

interface Scaled {
  readonly mantissa: number;
  readonly exponent: number | undefined;
}

function scaled(value: number, { minExponent, scale }: NumberPicture): Scaled {
  if (minExponent === 0) return { mantissa: value, exponent: undefined };
  if (!Number.isFinite(value)) throw new Fault('D1001', { value });
  let mantissa = value;
  let exponent = 0;
  if (mantissa === 0) return { mantissa, exponent };
  for (; Math.abs(mantissa) < 10 ** (scale - 1); exponent--) mantissa *= 10;
  for (; Math.abs(mantissa) > 10 ** scale; exponent++) mantissa /= 10;
  return { mantissa, exponent };
}

/** The number's digits in the picture's script, without zeros at either end. */
function plainDigits(mantissa: number, { picture, signs }: Form): string {
  const zero = signs['zero-digit'];
  const point = signs['decimal-separator'];
  const written = inScript(roundHalfEven(mantissa, picture.maxFraction), picture.maxFraction, signs);
  const pointed = written.includes('.') ? written.replace('.', () => point) : written + point;
  let start = 0;
  let end = pointed.length;
  while (start < end && pointed.charAt(start) === zero) start++;
  while (end > start && pointed.charAt(end - 1) === zero) end--;
  return pointed.slice(start, end);
}

function inScript(value: number, fraction: number, signs: Signs): string {
  if (fraction > mostFraction) throw new Fault('JM2004', { value: fraction });
  const written = Math.abs(value).toFixed(fraction);
  if (signs['zero-digit'] === '0') return written;
  const digits = digitsOf(signs);
  return written.replace(/[0-9]/g, (digit) => digits[Number(digit)]!);
}

function padded(text: string, { picture, signs }: Form): string {
  const zero = signs['zero-digit'];
  const point = text.indexOf(signs['decimal-separator']);
  const left = picture.minWhole - point;
  const right = picture.minFraction - (text.length - point - 1);
  return zero.repeat(Math.max(left, 0)) + text + zero.repeat(Math.max(right, 0));
}

function insertAt(text: string, at: number, sign: string): string {
  return text.slice(0, at) + sign + text.slice(at);
}

function groupWhole(text: string, { picture, signs }: Form): string {
  const sign = signs['grouping-separator'];
  const point = text.indexOf(signs['decimal-separator']);
  if (picture.interval === 0)
    return picture.wholeSeparators.reduce((result, place, i) => insertAt(result, point + i - place, sign), text);
  let result = text;
  const count = Math.floor((point - 1) / picture.interval);
  for (let group = 1; group <= count; group++) result = insertAt(result, point - group * picture.interval, sign);
  return result;
}

function groupFraction(text: string, { picture, signs }: Form): string {
  const point = text.indexOf(signs['decimal-separator']);
  return picture.fractionSeparators.reduce(
    (result, place) => insertAt(result, place + point + 1, signs['grouping-separator']),
    text,
  );
}

function withoutPoint(text: string, { picture, signs }: Form): string {
  const sign = signs['decimal-separator'];
  const isBare = !picture.picture.includes(sign) || text.indexOf(sign) === text.length - 1;
  return isBare ? text.slice(0, -1) : text;
}

function exponentText(exponent: number | undefined, { picture, signs }: Form): string {
  if (exponent === undefined) return '';
  const digits = inScript(exponent, 0, signs).padStart(picture.minExponent, signs['zero-digit']);
  return signs['exponent-separator'] + (exponent < 0 ? signs['minus-sign'] : '') + digits;
}

export const formatNumberFunctions = {
  formatNumber: standard<[number | undefined, Picture, unknown]>('<n-so?:s>', 3, ([value, picture, options], run) =>
    formatNumber(value, picture, options, run),
  ),
};
