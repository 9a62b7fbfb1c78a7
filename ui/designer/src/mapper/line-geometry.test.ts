import { describe, expect, it } from 'vitest';
import { fieldTree, pathKey, visibleRows } from './field-tree.ts';
import { drawnLines, rowHeight, shownRange } from './line-geometry.ts';

const tree = (name: string) =>
  fieldTree({ path: [name], name, schema: undefined, sample: { a: 1, b: { c: 2 } }, language: 'en' });
const rows = (closed: readonly string[] = []) => visibleRows([tree('x')], new Set(closed));
const line = { kind: 'path' as const, targetKey: pathKey(['x', 'a']), sourceKeys: [pathKey(['x', 'b', 'c'])] };
const view = { scrollTop: 0, height: 400 };

describe('lines between the trees', () => {
  it('lead from row to row', () => {
    const [drawn] = drawnLines({ lines: [line], sourceRows: rows(), targetRows: rows(), source: view, target: view });
    expect(drawn).toMatchObject({ fromY: 3.5 * rowHeight, toY: 1.5 * rowHeight, hidden: false });
  });

  it('begin at the branch where the field is folded away', () => {
    const [drawn] = drawnLines({
      lines: [line],
      sourceRows: rows([pathKey(['x', 'b'])]),
      targetRows: rows(),
      source: view,
      target: view,
    });
    expect(drawn?.fromY).toBe(2.5 * rowHeight);
  });

  it('stop at the border where one end is scrolled away, and vanish where both are', () => {
    const away = { scrollTop: 1000, height: 400 };
    expect(
      drawnLines({ lines: [line], sourceRows: rows(), targetRows: rows(), source: away, target: view })[0],
    ).toMatchObject({ fromY: 0, hidden: true });
    expect(drawnLines({ lines: [line], sourceRows: rows(), targetRows: rows(), source: away, target: away })).toEqual(
      [],
    );
  });
});

describe('the shown range', () => {
  it('is bounded by what there is', () => {
    expect(shownRange(5, view)).toEqual({ first: 0, last: 5 });
    expect(shownRange(1000, { scrollTop: 3600, height: 360 })).toEqual({ first: 94, last: 116 });
  });
});
