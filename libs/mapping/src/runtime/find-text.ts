import type { Budget } from '../budget.ts';

/** Below this product the platform's search is quick even at its worst. */
const nativeLimit = 4_000_000;

/** `text.indexOf(wanted, from)` in time linear in the text, whatever both are. */
export function findText(text: string, wanted: string, from: number, budget: Budget): number {
  budget.step(1 + ((text.length - from) >> 8));
  if (wanted.length < 8 || (text.length - from) * wanted.length <= nativeLimit) return text.indexOf(wanted, from);
  return findByPrefixes(text, wanted, from, budget);
}

/** Knuth, Morris and Pratt: never looks back in the text. */
function findByPrefixes(text: string, wanted: string, from: number, budget: Budget): number {
  const borders = bordersOf(wanted, budget);
  let matched = 0;
  for (let at = from; at < text.length; at++) {
    if ((at & 255) === 0) budget.step(16);
    while (matched > 0 && text.charCodeAt(at) !== wanted.charCodeAt(matched)) matched = borders[matched - 1]!;
    if (text.charCodeAt(at) === wanted.charCodeAt(matched)) matched++;
    if (matched === wanted.length) return at + 1 - matched;
  }
  return -1;
}

function bordersOf(wanted: string, budget: Budget): Int32Array {
  budget.elements(wanted.length >> 2);
  const borders = new Int32Array(wanted.length);
  let matched = 0;
  for (let at = 1; at < wanted.length; at++) {
    while (matched > 0 && wanted.charCodeAt(at) !== wanted.charCodeAt(matched)) matched = borders[matched - 1]!;
    if (wanted.charCodeAt(at) === wanted.charCodeAt(matched)) matched++;
    borders[at] = matched;
  }
  return borders;
}
