import fc from 'fast-check';

/** Names that expressions ask for and inputs have. Few, so that paths find something. */
export const names = ['a', 'b', 'c', 'items', 'name', '中文'] as const;

const text = fc.constantFrom(
  '',
  'x',
  'Hello World',
  'a,b,c',
  '12',
  '3.5',
  '-7e2',
  '0x1F',
  'A1b2',
  ' pad  me ',
  '中文😀',
  'true',
  '2026-11-22',
  '2026-11-22T04:05:06.007+08:00',
  'hallo hello',
  '100%',
  'a b',
);
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, 3, 10, 0.5, 2.5, -2.5, 0.1, 1e21, 1234567.891, 1510067557121),
  fc.integer({ min: -20, max: 100 }),
);

const scalar = fc.oneof(
  { weight: 3, arbitrary: number },
  { weight: 3, arbitrary: text },
  fc.boolean(),
  fc.constant(null),
);

const { value, record } = fc.letrec<{ value: unknown; record: object; list: unknown[] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: scalar },
    { weight: 3, arbitrary: tie('record') },
    { weight: 2, arbitrary: tie('list') },
  ),
  record: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  list: fc.oneof(
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(tie('record'), { maxLength: 4 }),
    fc.array(number, { maxLength: 5 }),
    fc.array(text, { maxLength: 4 }),
  ),
}));

/** Inputs of JSON, mostly objects and lists of objects as mappings get them. */
export const inputs: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: record },
  { weight: 2, arbitrary: fc.array(record, { maxLength: 4 }) },
  { weight: 2, arbitrary: value },
);
