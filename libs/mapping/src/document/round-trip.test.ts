import { MappingSourceSchema, type MappingField, type FieldsMapping, type FieldSource } from '@joinery/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromExpression, inWritingOrder, toExpression } from './index.ts';
import { sameMeaning } from './stands-alone.ts';

const name = fc.oneof(
  fc.constantFrom('a', 'b', '客户', 'first name', 'and', 'null', 'x`y', '"q"', ''),
  fc.string({ maxLength: 6 }),
);
const path = fc
  .tuple(name, fc.array(fc.oneof(name, fc.integer({ min: -2, max: 3 })), { maxLength: 3 }))
  .map(([first, rest]) => [first, ...rest]);
const reference = fc
  .record({
    path: fc.oneof({ weight: 6, arbitrary: path }, { weight: 1, arbitrary: fc.constant([]) }),
    from: fc.constantFrom('item', 'root'),
  })
  .map(({ path: segments, from }) =>
    from === 'root' ? { path: segments, from: 'root' as const } : { path: segments },
  );
const json = fc.jsonValue({ maxDepth: 2 }).map((value): unknown => JSON.parse(JSON.stringify(value)));

const expressions = [
  'a & " " & b',
  '$sum(lines.(qty * price))',
  'a /* why */ + 1',
  '  x\n  .y ?? "z"',
  'tags[type="k"].name',
  '$map(a, function($v) { $v })',
  '/[a-z{}]+/i',
];
const source = fc.oneof(
  reference.map((each): FieldSource => ({ kind: 'path', ...each })),
  json.map((value): FieldSource => ({ kind: 'constant', value: value as never })),
  fc.constantFrom(...expressions).map((text): FieldSource => ({ kind: 'expression', expression: text.trim() })),
  reference.map((each): FieldSource => ({ kind: 'table', ...each, table: 'level' })),
  reference.map((each): FieldSource => ({ kind: 'table', ...each, table: 'level', direction: 'backward' })),
);
const coercion = fc.constantFrom(
  { to: 'number' as const },
  { to: 'list' as const },
  { to: 'date-time' as const, zone: 'Asia/Shanghai', format: 'yyyy-MM-dd HH:mm' },
  { to: 'date' as const, zone: 'UTC' },
);
const fallback = fc.record({
  when: fc.constantFrom('missing' as const, 'null' as const, 'empty' as const),
  value: json.map((each) => each as never),
});

function fields(inner: fc.Arbitrary<FieldSource>): fc.Arbitrary<readonly MappingField[]> {
  const field = fc.record(
    {
      target: fc.array(name, { minLength: 1, maxLength: 3 }),
      source: inner,
      coercion,
      fallback,
      note: fc.constantFrom('why', '为什么', ' * '),
    },
    { requiredKeys: ['target', 'source'] },
  );
  return fc.array(field, { maxLength: 6 }).map(withoutConflicts).map(inWritingOrder);
}

/** A target is filled once, and is a value or an object. */
function withoutConflicts(list: readonly MappingField[]): readonly MappingField[] {
  const clashes = (one: MappingField, other: MappingField) =>
    one.target.every((part, index) => index >= other.target.length || part === other.target[index]);
  return list.filter((field, index) => !list.slice(0, index).some((earlier) => clashes(field, earlier)));
}

const each = fields(source).chain((inner) =>
  reference.chain((ref) =>
    fc
      .constantFrom('list', 'list-or-empty', 'list-or-missing', 'as-found')
      .map((shape): FieldSource => ({ kind: 'each', ...ref, shape, fields: inner })),
  ),
);
const tables = {
  level: {
    entries: [
      { from: 'A', to: 1 },
      { from: null, to: '"x"' },
    ],
    unmatched: { policy: 'fail' as const },
  },
};
const document = fields(fc.oneof({ weight: 5, arbitrary: source }, { weight: 2, arbitrary: each })).map(
  (list): FieldsMapping => ({ kind: 'fields', fields: list, tables }),
);

describe('mapping document and expression', () => {
  it('recovers every document from the expression it compiles to', () => {
    fc.assert(
      fc.property(document, (mapping) => {
        expect(MappingSourceSchema.safeParse(mapping).success).toBe(true);
        expect(fromExpression(toExpression(mapping))).toEqual(mapping);
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it('keeps the meaning of hand-written expressions, whatever it can draw of them', () => {
    const written = [
      '{"a": b, "list": lines.{"x": y}, "n": {"m": $number(q), "k": 1}}',
      '{ /* remark */ "a": b /* odd */, "c": d[type = "x"].{"e": f}[0] }',
      '{ "a": 1, /* lonely */ }',
      '($x := 1; {"a": $x})',
      'lines.{"a": b}',
      '{"a": b, "c": -5, "d": [1, 2], "e": [$x, 2], "f": "it\\u0027s", "g": \'x\'}',
      '{$type(a): b}',
      '/* head */ {"a": b}',
      '{"a": %}',
      '{"a": b ~> $uppercase, "b": a ? b : c, "d": (a; b), "e": `x y`.z[-1]}',
      '{"a": {}, "b": {/* x */}, "c": {"d": [] }}',
    ];
    for (const text of written) {
      const back = toExpression(fromExpression(text));
      expect(back === text || sameMeaning(back, text), text).toBe(true);
    }
  });

  it('keeps remarks and spaces inside a line that it cannot draw', () => {
    const mapping = fromExpression('{"a": b  /* because */ & "x", "c": d}');
    expect(mapping).toEqual({
      kind: 'fields',
      fields: [
        { target: ['a'], source: { kind: 'expression', expression: 'b  /* because */ & "x"' } },
        { target: ['c'], source: { kind: 'path', path: ['d'] } },
      ],
    });
  });

  it.each(['a, "b": c', 'a /*', 'a)', '(a', '', 'a; b', 'a} + {"x": 1'])(
    'refuses the expression %j, which would break out of its line',
    (expression) => {
      const mapping: FieldsMapping = {
        kind: 'fields',
        fields: [{ target: ['x'], source: { kind: 'expression', expression } }],
      };
      expect(() => toExpression(mapping)).toThrow('mapping.expression-invalid');
    },
  );

  it('refuses a target that is filled twice, or as a value and as an object', () => {
    const field = (...target: string[]): MappingField => ({ target, source: { kind: 'path', path: ['a'] } });
    expect(() => toExpression({ kind: 'fields', fields: [field('a'), field('a')] })).toThrow('mapping.target-conflict');
    expect(() => toExpression({ kind: 'fields', fields: [field('a'), field('a', 'b')] })).toThrow(
      'mapping.target-conflict',
    );
  });
});
