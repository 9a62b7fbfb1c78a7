import type { Budget } from '../budget.ts';

const romanDigits: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

const romanValues = new Map([
  ['M', 1000],
  ['D', 500],
  ['C', 100],
  ['L', 50],
  ['X', 10],
  ['V', 5],
  ['I', 1],
]);

export function toRoman(value: number, budget: Budget): string {
  budget.characters(Math.ceil(value / 1000) + 16);
  let rest = value;
  let text = '';
  for (const [unit, digits] of romanDigits)
    while (rest >= unit) {
      text += digits;
      rest -= unit;
    }
  return text;
}

/** The value of upper-case Roman digits: one before a greater one is taken away. */
export function fromRoman(text: string): number {
  let sum = 0;
  let greatest = 1;
  for (let at = text.length - 1; at >= 0; at--) {
    const value = romanValues.get(text.charAt(at)) ?? Number.NaN;
    if (value < greatest) sum -= value;
    else {
      greatest = value;
      sum += value;
    }
  }
  return sum;
}

/** 1 is a, 26 is z, 27 is aa. */
export function toLetters(value: number, first: string): string {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(((rest - 1) % 26) + first.charCodeAt(0)) + text;
  return text;
}

export function fromLetters(text: string, first: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++)
    sum += (text.charCodeAt(text.length - i - 1) - first.charCodeAt(0) + 1) * 26 ** i;
  return sum;
}
