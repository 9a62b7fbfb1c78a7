import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Linearity } from './regex-linearity.ts';

const limit = 20_000_000;
const prose = 'The quick brown fox, user123@example.com; 2026-11-22 paid 1,234.50 (ref #991).\n张三的工单 '.repeat(
  3_000,
);
const cost = (regex: RegExp, text: string) => new Linearity(regex).costOn(text, 0, limit);

describe('what a regex may cost', () => {
  test.for([
    /\s+/,
    /,\s*/,
    /\d{4}-\d{2}-\d{2}/,
    /[^,]+/,
    /foo|bar|baz/,
    /^\s+|\s+$/,
    /"[^"]*"/,
    /(\d+),(\d+)/,
    /#(\d+)\)/i,
    /[A-Z]\w*/,
    /^\w+ \w+/,
  ])('is little on prose of a few hundred thousand characters: %s', (regex) => {
    expect(cost(regex, prose)).toBeLessThan(limit);
  });

  test.for([
    [/(a+)+$/, 'a'],
    [/(a|a|aa)*b/, 'a'],
    [/a*a*b/, 'a'],
    [/.*.*=.*/, 'a'],
    [/\d+\d+x/, '1'],
    [/a+b/, 'a'],
    [/\s+$/, ' '],
    [/[ab]*[bc]*d/, 'b'],
    [/x*y/, 'x'],
    [/(?:a?){30}a{30}/, 'a'],
    [/(x+x+)+y/, 'x'],
    [/^a+|b*b*c/, 'b'],
    [/\w+@\w+\.com/, 'a'],
    [/a{1,9999}b/, 'a'],
    [/[^]*x/, 'a'],
    [/A*a*b/i, 'a'],
    [/^a*b/m, 'a'],
  ] as const)('is too much for %s on a run of its characters', ([regex, character]) => {
    expect(cost(regex, character.repeat(200_000))).toBe(Infinity);
  });

  test('is unknown for look-around, back references and repeated groups', () => {
    for (const regex of [/(?=a)a/, /(?<!a)b/, /(a)\1/, /(ab)*/, /(?:ab)?c/, /(?<n>a)\k<n>/])
      expect(cost(regex, 'ab')).toBe(Infinity);
  });
});

const character = fc.constantFrom('a', 'b', '[ab]', '\\w', '.', '[^a]', '\\d', '-', '\\s');
const times = fc.constantFrom('', '', '', '+', '*', '?', '+?', '*?', '{2}', '{1,3}', '{2,}');
const row = fc.array(
  fc.tuple(character, times).map(([one, often]) => one + often),
  { minLength: 1, maxLength: 5 },
);
const pattern = fc.oneof(
  row.map((parts) => parts.join('')),
  fc.tuple(row, row).map(([first, second]) => `${first.join('')}|${second.join('')}`),
  fc
    .tuple(row, fc.constantFrom('^', '', '\\b'), fc.constantFrom('$', '', '\\b'))
    .map(([parts, start, end]) => `${start}(${parts.join('')})${end}`),
);
const text = fc.array(fc.constantFrom('a', 'b', '1', '-', ' ', 'aaaaaaaa', 'abababab'), { maxLength: 40 });

test('is never more than what is told: counted by an engine that backtracks', () => {
  fc.assert(
    fc.property(pattern, text, (source, parts) => {
      const subject = parts.join('');
      const told = cost(new RegExp(source), subject);
      if (told === Infinity) return;
      expect(countedSteps(source, subject)).toBeLessThanOrEqual(told + subject.length + 1);
    }),
    { numRuns: 3_000, seed: 20_261_122 },
  );
}, 60_000);

/** Characters that a plain backtracking engine looks at while it searches a text for all matches. */
function countedSteps(source: string, subject: string): number {
  const alternatives = parse(source);
  let steps = 0;
  const tried = (items: readonly Part[], index: number, at: number): number | undefined => {
    const item = items[index];
    if (!item) return at;
    if (item.kind === 'condition') return item.holds(subject, at) ? tried(items, index + 1, at) : undefined;
    const repeat = (count: number, here: number): number | undefined => {
      const more = () => {
        if (count >= item.max) return undefined;
        steps++;
        return here < subject.length && item.takes(subject[here]!) ? repeat(count + 1, here + 1) : undefined;
      };
      const enough = () => (count >= item.min ? tried(items, index + 1, here) : undefined);
      return item.isLazy ? (enough() ?? more()) : (more() ?? enough());
    };
    return repeat(0, at);
  };
  for (let start = 0; start <= subject.length;) {
    let end: number | undefined;
    for (const items of alternatives) if ((end = tried(items, 0, start)) !== undefined) break;
    start = end === undefined || end === start ? start + 1 : end;
  }
  return steps;
}

type Part =
  | { readonly kind: 'condition'; readonly holds: (subject: string, at: number) => boolean }
  | {
      readonly kind: 'item';
      readonly takes: (character: string) => boolean;
      readonly min: number;
      readonly max: number;
      readonly isLazy: boolean;
    };

const part = /(\^|\$|\\b|[()])|(\[[^\]]*\]|\\.|[^\\])(?:([+*?])|\{(\d)(,?)(\d?)\})?(\??)/g;

function parse(source: string): readonly (readonly Part[])[] {
  return source.split('|').map((alternative) =>
    [...alternative.matchAll(part)].flatMap(([, sign, one, often, least, comma, most, lazy]): Part[] => {
      if (sign === '(' || sign === ')') return [];
      if (sign) return [{ kind: 'condition', holds: (subject, at) => holdsAt(sign, subject, at) }];
      const single = new RegExp(`^${one}$`);
      const min = least ? Number(least) : often === '+' || !often ? 1 : 0;
      const max = least ? (comma ? Number(most || Infinity) : min) : often && often !== '?' ? Infinity : 1;
      return [{ kind: 'item', takes: (each) => single.test(each), min, max, isLazy: lazy === '?' }];
    }),
  );
}

function holdsAt(sign: string, subject: string, at: number): boolean {
  if (sign === '^') return at === 0;
  if (sign === '$') return at === subject.length;
  const isWord = (index: number) => /\w/.test(subject[index] ?? '');
  return isWord(at - 1) !== isWord(at);
}
