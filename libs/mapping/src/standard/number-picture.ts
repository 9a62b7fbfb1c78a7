import { Fault } from '../runtime/fault.ts';
import { regularInterval } from './grouping.ts';

/** Signs of a number picture, each of which a caller may change. */
export interface Signs {
  readonly 'decimal-separator': string;
  readonly 'grouping-separator': string;
  readonly 'exponent-separator': string;
  readonly 'minus-sign': string;
  readonly percent: string;
  readonly 'per-mille': string;
  readonly 'zero-digit': string;
  readonly digit: string;
  readonly 'pattern-separator': string;
}

export const defaultSigns: Signs = {
  'decimal-separator': '.',
  'grouping-separator': ',',
  'exponent-separator': 'e',
  'minus-sign': '-',
  percent: '%',
  'per-mille': '\u2030',
  'zero-digit': '0',
  digit: '#',
  'pattern-separator': ';',
};

/** The ten digits of the picture's script. */
export function digitsOf(signs: Signs): readonly string[] {
  const zero = signs['zero-digit'].charCodeAt(0);
  return Array.from({ length: 10 }, (_, i) => String.fromCharCode(zero + i));
}

/** One half of a picture (for positive or for negative numbers), taken apart. */
interface Parts {
  readonly picture: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly active: string;
  readonly mantissa: string;
  readonly exponent: string | undefined;
  readonly whole: string;
  readonly fraction: string;
}

/** What a half of a picture asks for. */
export interface NumberPicture {
  readonly picture: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Distance of the separators of the whole part, 0 when they stand irregularly. */
  readonly interval: number;
  readonly wholeSeparators: readonly number[];
  readonly fractionSeparators: readonly number[];
  readonly minWhole: number;
  /** Digits in front of the decimal separator of a mantissa. */
  readonly scale: number;
  readonly minFraction: number;
  readonly maxFraction: number;
  readonly minExponent: number;
}

/** Reads a picture such as `#,##0.00;(#,##0.00)`. */
export function numberPictures(picture: string, signs: Signs): readonly NumberPicture[] {
  const halves = picture.split(signs['pattern-separator']);
  if (halves.length > 2) throw new Fault('D3080');
  const reader = new Reader(signs);
  const parts = halves.map((half) => reader.split(half));
  for (const each of parts) reader.check(each);
  return parts.map((each) => reader.analyse(each));
}

class Reader {
  readonly #signs: Signs;
  readonly #digits: readonly string[];
  readonly #active: readonly string[];

  constructor(signs: Signs) {
    this.#signs = signs;
    this.#digits = digitsOf(signs);
    this.#active = [
      ...this.#digits,
      signs['decimal-separator'],
      signs['exponent-separator'],
      signs['grouping-separator'],
      signs.digit,
      signs['pattern-separator'],
    ];
  }

  split(picture: string): Parts {
    const units = picture.split('');
    const isBody = (sign: string) => this.#active.includes(sign) && sign !== this.#signs['exponent-separator'];
    const first = units.findIndex(isBody);
    const prefix = picture.slice(0, Math.max(first, 0));
    const suffix = first < 0 ? '' : picture.slice(units.findLastIndex(isBody) + 1);
    const active = picture.slice(prefix.length, picture.length - suffix.length);
    const { mantissa, exponent } = this.#splitExponent(picture, active, prefix, suffix);
    const point = mantissa.indexOf(this.#signs['decimal-separator']);
    return {
      picture,
      prefix,
      suffix,
      active,
      mantissa,
      exponent,
      whole: point < 0 ? mantissa : mantissa.slice(0, point),
      fraction: point < 0 ? suffix : mantissa.slice(point + 1),
    };
  }

  #splitExponent(picture: string, active: string, prefix: string, suffix: string) {
    const at = picture.indexOf(this.#signs['exponent-separator'], prefix.length);
    if (at < 0 || at > picture.length - suffix.length) return { mantissa: active, exponent: undefined };
    // The place counts from the start of the picture and is used on its active part, as in the reference.
    return { mantissa: active.slice(0, at), exponent: active.slice(at + 1) };
  }

  /** Throws for the last rule that is broken, as the reference does. */
  check(parts: Parts): void {
    const broken = this.#rules(parts).findLast(([isBroken]) => isBroken);
    if (broken) throw new Fault(broken[1]);
  }

  #rules(parts: Parts): readonly (readonly [isBroken: boolean, code: string])[] {
    const { picture, whole, fraction, exponent } = parts;
    const { percent, digit, 'per-mille': perMille, 'grouping-separator': grouping } = this.#signs;
    const point = picture.indexOf(this.#signs['decimal-separator']);
    const isRelative = picture.includes(percent) || picture.includes(perMille);
    const optionalWhole = whole.indexOf(digit);
    const optionalFraction = fraction.lastIndexOf(digit);
    const isBesidePoint = picture.charAt(point - 1) === grouping || picture.charAt(point + 1) === grouping;
    return [
      [point !== picture.lastIndexOf(this.#signs['decimal-separator']), 'D3081'],
      [picture.indexOf(percent) !== picture.lastIndexOf(percent), 'D3082'],
      [picture.indexOf(perMille) !== picture.lastIndexOf(perMille), 'D3083'],
      [picture.includes(percent) && picture.includes(perMille), 'D3084'],
      [!parts.mantissa.split('').some((sign) => this.#digits.includes(sign) || sign === digit), 'D3085'],
      [!parts.active.split('').every((sign) => this.#active.includes(sign)), 'D3086'],
      [point >= 0 && isBesidePoint, 'D3087'],
      [point < 0 && whole.charAt(whole.length - 1) === grouping && grouping !== '', 'D3088'],
      [picture.includes(grouping + grouping), 'D3089'],
      [optionalWhole >= 0 && this.#countDigits(whole.slice(0, optionalWhole)) > 0, 'D3090'],
      [optionalFraction >= 0 && this.#countDigits(fraction.slice(optionalFraction)) > 0, 'D3091'],
      [exponent !== undefined && exponent.length > 0 && isRelative, 'D3092'],
      [exponent !== undefined && (exponent === '' || this.#countDigits(exponent) < exponent.length), 'D3093'],
    ];
  }

  #countDigits(text: string): number {
    return text.split('').filter((sign) => this.#digits.includes(sign)).length;
  }

  #countPlaces(text: string): number {
    return text.split('').filter((sign) => this.#digits.includes(sign) || sign === this.#signs.digit).length;
  }

  analyse(parts: Parts): NumberPicture {
    const wholeSeparators = this.#separators(parts, parts.whole, (text, at) => text.slice(at));
    return {
      picture: parts.picture,
      prefix: parts.prefix,
      suffix: parts.suffix,
      interval: regularInterval(wholeSeparators),
      wholeSeparators,
      fractionSeparators: this.#separators(parts, parts.fraction, (text, at) => text.slice(0, at)),
      scale: this.#countDigits(parts.whole),
      minExponent: parts.exponent === undefined ? 0 : this.#countDigits(parts.exponent),
      ...this.#sizes(parts),
    };
  }

  /** Digits on one side of each separator. Later ones are looked for in the whole part, as in the reference. */
  #separators({ whole }: Parts, part: string, side: (text: string, at: number) => string): readonly number[] {
    const sign = this.#signs['grouping-separator'];
    const places: number[] = [];
    for (let at = part.indexOf(sign); at >= 0 && places.length <= part.length; at = whole.indexOf(sign, at + 1))
      places.push(this.#countPlaces(side(part, at)));
    return places;
  }

  #sizes({ whole, fraction, exponent }: Parts): Pick<NumberPicture, 'minWhole' | 'minFraction' | 'maxFraction'> {
    let minWhole = this.#countDigits(whole);
    let minFraction = this.#countDigits(fraction);
    let maxFraction = this.#countPlaces(fraction);
    const hasExponent = exponent !== undefined;
    if (minWhole === 0 && maxFraction === 0) {
      if (hasExponent) minFraction = maxFraction = 1;
      else minWhole = 1;
    }
    if (hasExponent && minWhole === 0 && whole.includes(this.#signs.digit)) minWhole = 1;
    if (minWhole === 0 && minFraction === 0) minFraction = 1;
    return { minWhole, minFraction, maxFraction };
  }
}
