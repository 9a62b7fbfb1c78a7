import type { Budget } from '../budget.ts';

/** Below this number a merge sort is quicker than counting digits. */
export const fewestForRadix = 200;

const digitBits = 11;
const digits = 1 << digitBits;

/**
 * The order of items by columns of numbers, the first column counting most, in time linear in their number: a stable
 * sort by one digit after the other, the last first. Columns hold no NaN; Infinity stands for missing and comes last.
 */
export function radixPlaces(columns: readonly Float64Array[], count: number, budget: Budget): Uint32Array {
  budget.elements(count);
  let places = new Uint32Array(count);
  for (let i = 0; i < count; i++) places[i] = i;
  let spare = new Uint32Array(count);
  for (const column of columns.toReversed())
    for (const { keys, bits } of wordsOf(column)) {
      for (let shift = 0; shift < bits; shift += digitBits) {
        budget.step(count);
        if (!sortByDigit({ keys, shift, places, spare })) continue;
        [places, spare] = [spare, places];
      }
    }
  return places;
}

/** Part of the keys as whole numbers of so many bits; what counts least comes first. */
interface Word {
  readonly keys: Uint32Array;
  readonly bits: number;
}

/** Whole numbers near each other need few digits; any others are ordered by the bits of their representation. */
function wordsOf(column: Float64Array): readonly Word[] {
  let [least, most, areWhole] = [Infinity, -Infinity, true];
  for (let i = 0; i < column.length; i++) {
    const key = column[i]!;
    if (key === Infinity) continue;
    if (key < least) least = key;
    if (key > most) most = key;
    if (areWhole && !Number.isInteger(key)) areWhole = false;
  }
  const span = most - least;
  return areWhole && span < 2 ** 31 ? [offsets(column, least, span)] : bitWords(column);
}

function offsets(column: Float64Array, least: number, span: number): Word {
  const last = span >= 0 ? span + 1 : 0;
  const keys = new Uint32Array(column.length);
  for (let i = 0; i < column.length; i++) keys[i] = column[i] === Infinity ? last : column[i]! - least;
  return { keys, bits: 32 - Math.clz32(last) };
}

/** The bits of numbers as two words that order as the numbers do. */
function bitWords(column: Float64Array): readonly Word[] {
  const number = new Float64Array(1);
  const halves = new Uint32Array(number.buffer);
  const [low, high] = [new Uint32Array(column.length), new Uint32Array(column.length)];
  for (let i = 0; i < column.length; i++) {
    // Minus zero orders as zero.
    number[0] = column[i]! + 0;
    const isNegative = halves[1]! >>> 31 === 1;
    low[i] = isNegative ? ~halves[0]! : halves[0]!;
    high[i] = isNegative ? ~halves[1]! : halves[1]! ^ 0x80000000;
  }
  return [
    { keys: low, bits: 32 },
    { keys: high, bits: 32 },
  ];
}

interface Pass {
  readonly keys: Uint32Array;
  readonly shift: number;
  readonly places: Uint32Array;
  readonly spare: Uint32Array;
}

/** Into `spare`; false where all have the same digit, so that nothing moves. */
function sortByDigit({ keys, shift, places, spare }: Pass): boolean {
  const starts = new Uint32Array(digits);
  for (let i = 0; i < keys.length; i++) starts[(keys[i]! >>> shift) & (digits - 1)]!++;
  let start = 0;
  for (let digit = 0; digit < digits; digit++) {
    const size = starts[digit]!;
    if (size === keys.length) return false;
    starts[digit] = start;
    start += size;
  }
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    const digit = (keys[place]! >>> shift) & (digits - 1);
    spare[starts[digit]!++] = place;
  }
  return true;
}
