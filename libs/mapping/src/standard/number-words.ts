const ones =
  'Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen'.split(
    ' ',
  );
const oneths =
  'Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth'.split(
    ' ',
  );
const tens = 'Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety Hundred'.split(' ');
const magnitudes = 'Thousand Million Billion Trillion'.split(' ');

/** A whole number in English words, as a count or as a place in an order. */
export function toWords(value: number, ordinal: boolean): string {
  return words(value, false, ordinal);
}

function words(value: number, isTail: boolean, ordinal: boolean): string {
  if (value <= 19) return (isTail ? ' and ' : '') + (ordinal ? oneths : ones)[value];
  if (value < 100) return (isTail ? ' and ' : '') + belowHundred(value, ordinal);
  const [unit, name] = magnitudeOf(value);
  const count = Math.floor(value / unit);
  const rest = value - count * unit;
  const head = `${isTail ? ', ' : ''}${words(count, false, false)} ${name}`;
  if (rest > 0) return head + words(rest, true, ordinal);
  return ordinal ? `${head}th` : head;
}

function belowHundred(value: number, ordinal: boolean): string {
  const word = tens[Math.floor(value / 10) - 2]!;
  const rest = value % 10;
  if (rest > 0) return `${word}-${words(rest, false, ordinal)}`;
  return ordinal ? tenth(word) : word;
}

function tenth(word: string): string {
  return `${word.slice(0, -1)}ieth`;
}

function magnitudeOf(value: number): readonly [unit: number, name: string] {
  if (value < 1000) return [100, 'Hundred'];
  const power = Math.min(Math.floor(Math.log10(value) / 3), magnitudes.length);
  return [10 ** (power * 3), magnitudes[power - 1]!];
}

const valueOfWord = new Map<string, number>();
ones.forEach((word, value) => valueOfWord.set(word.toLowerCase(), value));
oneths.forEach((word, value) => valueOfWord.set(word.toLowerCase(), value));
tens.forEach((word, index) => {
  valueOfWord.set(word.toLowerCase(), (index + 2) * 10);
  valueOfWord.set(tenth(word.toLowerCase()), (index + 2) * 10);
});
valueOfWord.set('hundredth', 100);
magnitudes.forEach((word, index) => {
  valueOfWord.set(word.toLowerCase(), 10 ** ((index + 1) * 3));
  valueOfWord.set(`${word.toLowerCase()}th`, 10 ** ((index + 1) * 3));
});

/** Every word that a number in words may have. */
export const numberWords: readonly string[] = [...valueOfWord.keys()];

/** The number that lower-case words say; NaN when one of them is none of ours. */
export function fromWords(text: string): number {
  const sums = [0];
  for (const word of text.split(/,\s|\sand\s|[\s\\-]/)) {
    const value = valueOfWord.get(word) ?? Number.NaN;
    const last = sums.pop()!;
    if (!(value < 100)) sums.push(last * value);
    else if (last >= 1000) sums.push(last, value);
    else sums.push(last + value);
  }
  return sums.reduce((sum, value) => sum + value, 0);
}
