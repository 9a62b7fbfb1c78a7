import type { EachShape, FieldSource, MappingField } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { compile } from '../index.ts';
import { toExpression } from './index.ts';

function map(fields: readonly MappingField[], input: unknown): unknown {
  return compile(toExpression({ kind: 'fields', fields, tables })).evaluate(input);
}

const tables = {
  level: {
    entries: [
      { from: 'A', to: 'VIP' },
      { from: 'B', to: 'normal' },
    ],
    unmatched: { policy: 'keep' as const },
  },
};
const path = (...names: (string | number)[]): FieldSource => ({ kind: 'path', path: names });
const to = (source: FieldSource, more: Partial<MappingField> = {}): readonly MappingField[] => [
  { target: ['x'], source, ...more },
];

describe('what a drawn mapping does', () => {
  it('keeps missing, null and empty apart', () => {
    expect(map(to(path('a')), {})).toEqual({});
    expect(map(to(path('a')), { a: null })).toEqual({ x: null });
    expect(map(to(path('a')), { a: '' })).toEqual({ x: '' });
    expect(map(to(path('a')), { a: [] })).toEqual({ x: [] });
  });

  it.each([
    ['missing', {}, 'd'],
    ['missing', { a: null }, null],
    ['null', { a: null }, 'd'],
    ['null', { a: '' }, ''],
    ['empty', { a: '' }, 'd'],
    ['empty', { a: 0 }, 0],
  ] as const)('stands in when %s: %j gives %j', (when, input, x) => {
    expect(map(to(path('a'), { fallback: { when, value: 'd' } }), input)).toEqual({ x });
  });

  it('applies the fallback before the coercion, so that both ways end in the target type', () => {
    const field = { fallback: { when: 'empty', value: '0' }, coercion: { to: 'number' } } as const;
    expect(map(to(path('a'), field), { a: '' })).toEqual({ x: 0 });
    expect(map(to(path('a'), field), { a: '12' })).toEqual({ x: 12 });
  });

  it.each([
    ['list', {}, undefined],
    ['list', { l: null }, null],
    ['list', { l: [] }, []],
    ['list', { l: [{ n: 1 }] }, [{ y: 1 }]],
    ['list-or-empty', {}, []],
    ['list-or-missing', { l: [] }, undefined],
    ['list-or-missing', { l: [{ n: 1 }] }, [{ y: 1 }]],
    ['as-found', { l: { n: 1 } }, { y: 1 }],
  ] as const)('makes a %s of %j', (shape: EachShape, input, x) => {
    const fields = [{ target: ['y'], source: path('n') }];
    const result = map(to({ kind: 'each', path: ['l'], shape, fields }), input);
    expect(result).toEqual(x === undefined ? {} : { x });
  });

  it('reaches the root and the item around from inside a list', () => {
    const inner: MappingField[] = [
      { target: ['order'], source: { kind: 'path', path: ['no'], from: 'outer' } },
      { target: ['shop'], source: { kind: 'path', path: ['shop'], from: 'root' } },
    ];
    const lines: FieldSource = { kind: 'each', path: ['lines'], shape: 'list-or-empty', fields: inner };
    const orders: FieldSource = {
      kind: 'each',
      path: ['orders'],
      shape: 'list',
      fields: [{ target: ['lines'], source: lines }],
    };
    expect(
      map(to(orders), {
        shop: 's',
        orders: [
          { no: 1, lines: [{}] },
          { no: 2, lines: [{}, {}] },
        ],
      }),
    ).toEqual({
      x: [
        { lines: [{ order: 1, shop: 's' }] },
        {
          lines: [
            { order: 2, shop: 's' },
            { order: 2, shop: 's' },
          ],
        },
      ],
    });
  });

  it('reads value tables in both directions', () => {
    const forward: FieldSource = { kind: 'table', path: ['a'], table: 'level' };
    expect(map(to(forward), { a: 'A' })).toEqual({ x: 'VIP' });
    expect(map(to(forward), { a: '?' })).toEqual({ x: '?' });
    expect(map(to({ ...forward, direction: 'backward' }), { a: 'normal' })).toEqual({ x: 'B' });
  });

  it('keeps one element a list where the target wants one', () => {
    expect(map(to(path('l', 'n'), { coercion: { to: 'list' } }), { l: [{ n: 1 }] })).toEqual({ x: [1] });
  });
});
