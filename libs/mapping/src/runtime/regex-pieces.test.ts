import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Budget } from '../budget.ts';
import { defaultBounds } from '../bounds.ts';
import { Pieces, type Piece } from './regex-pieces.ts';
import { Regex } from './regex.ts';

function piecesOf(pattern: RegExp, text: string): readonly Piece[] | undefined {
  const pieces = Pieces.of(pattern);
  if (!pieces) return undefined;
  const found: Piece[] = [];
  for (let piece = pieces.next(text, 0); piece; piece = pieces.next(text, piece.next)) found.push(piece);
  return found;
}

const all = (pattern: RegExp, text: string, from = 0) =>
  [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].map((each) => [from + each.index, ...each]);

const character = fc.constantFrom('a', 'b', '[ab]', '\\w', '.', '[^a\\n]', '\\d', '-', ' ', '(a|b1)', '(?:ab)');
const times = fc.constantFrom('', '', '', '', '', '+', '*', '?', '+?', '*?', '{2}');
const row = fc.array(
  fc.tuple(character, times).map(([one, often]) => one + often),
  { minLength: 1, maxLength: 4 },
);
const pattern = fc
  .tuple(
    row,
    fc.constantFrom('^', '', '', '', '\\b'),
    fc.constantFrom('$', '', '', '', '\\b'),
    fc.constantFrom('', 'm', 'i', 'im'),
  )
  .map(([parts, start, end, flags]) => new RegExp(`${start}${parts.join('')}${end}`, flags));
const text = fc
  .array(fc.constantFrom('a', 'b', 'B', '1', '-', ' ', '\n', '\r\n', '\u2028', 'ab1', 'abab', '.'), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('a text searched piece by piece', () => {
  test('gives the matches that the whole gives', () => {
    let searched = 0;
    fc.assert(
      fc.property(pattern, text, (regex, subject) => {
        const pieces = piecesOf(regex, subject);
        if (!pieces) return;
        searched++;
        expect(pieces.flatMap((piece) => all(regex, piece.text, piece.start))).toEqual(all(regex, subject));
      }),
      { numRuns: 2_000, seed: 20_261_122 },
    );
    expect(searched).toBeGreaterThan(400);
  });

  test.for([/a*/, /(?=a)b/, /^a+/, /[^]+x/, /a$/])('is not for %s', (regex) => {
    expect(Pieces.of(regex)).toBeUndefined();
  });

  test('passes over pieces without what a match must hold, and what stands behind the last of it', () => {
    const subject = `${'nothing here\n'.repeat(1_000)}order 7 paid by AB to ZZ, done\nnor here`;
    expect(piecesOf(/paid .* to ZZ/, subject)?.map((piece) => piece.text)).toEqual(['order 7 paid by AB to ZZ']);
  });
});

describe('long texts', () => {
  const line = 'order 12 paid 9.50 by customer 4711 to AB bank; mail u1@ex.com';
  const lines = `${`${line}\n`.repeat(20_000)}order 13 paid 1.00 by nobody to ZZ bank`;

  test.for([
    [/paid .* to ZZ/, lines, 1],
    [/paid .* to ZZ/, lines.replaceAll('\n', ' '), 1],
    [/paid .* to (AB|ZZ)/, lines, 20_001],
    [/(\w+ )+bank/, lines, 20_001],
    [/\w+@\w+\.com/, lines.replaceAll('\n', ' '), 20_000],
    [/paid.*QQQ/, lines.replaceAll('\n', ' '), 0],
    [/customer \d+ to .*; mail/, lines.replaceAll('\n', ' '), 1],
    [/order (\d+) .* bank$/m, lines, 1],
  ] as const)('are searched to the end for %s', ([regex, subject, count]) => {
    const next = new Regex(new RegExp(regex.source, `${regex.flags}g`), undefined).search(
      subject,
      new Budget(defaultBounds, () => 0),
    );
    let found = 0;
    for (let match = next(); match; match = next()) {
      expect(subject.slice(match.start, match.end)).toBe(match.match);
      found++;
    }
    expect(found).toBe(count);
  });
});
