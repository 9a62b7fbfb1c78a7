import { describe, expect, it } from 'vitest';
import { lineage } from './lineage.ts';

const of = (mapping: Parameters<typeof lineage>[0]) =>
  Object.fromEntries(
    lineage(mapping).map(({ target, sources }) => [target.join('.'), sources.map((path) => path.join('.')).toSorted()]),
  );

describe('lineage', () => {
  it('names the whole path of a line, not the steps on the way', () => {
    expect(of('{"name": account.owner.name}')).toEqual({ name: ['account.owner.name'] });
  });

  it('follows variables, functions and conditions into the field that they feed', () => {
    expect(of('($full := first & last; {"name": $uppercase($full), "vip": level = "A" ? yes : no})')).toEqual({
      name: ['first', 'last'],
      vip: ['level', 'no', 'yes'],
    });
  });

  it('knows the item of a list, its filter and the root inside of it', () => {
    expect(of('{"lines": [items[qty > 0].{"sku": sku, "order": $$.no}]}')).toEqual({
      lines: ['items', 'items.qty'],
      'lines.sku': ['items.sku'],
      'lines.order': ['no'],
    });
  });

  it('follows lambdas and the parent operator', () => {
    expect(of('{"a": $map(items, function($i) { $i.sku }), "b": orders.lines.(%.no)}')).toEqual({
      a: ['items', 'items.sku'],
      b: ['orders.lines', 'orders.no'],
    });
  });

  it('reads documents as it reads expressions', () => {
    const fields = [{ target: ['a', 'b'], source: { kind: 'path' as const, path: ['x', 0, 'y'] } }];
    expect(of({ kind: 'fields', fields })).toEqual({ a: [], 'a.b': ['x.y'] });
  });

  it('gives the reads of an expression without fields under the empty target', () => {
    expect(of('$sum(items.price)')).toEqual({ '': ['items.price'] });
  });
});
