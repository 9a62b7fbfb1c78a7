import type { FieldsMapping } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { pathKey } from './field-tree.ts';
import { clearField, connectFields, fieldAt, freshTableName, mapperLines, setField } from './mapping-edits.ts';

const empty: FieldsMapping = { kind: 'fields', fields: [] };
const lines = connectFields(empty, { source: ['trigger', 'order', 'items'], target: ['lines'], asList: true });

describe('drawing a line', () => {
  it('feeds the target by the path of the source', () => {
    const after = connectFields(empty, { source: ['trigger', 'name'], target: ['customer', 'name'], asList: false });
    expect(after.fields).toEqual([
      { target: ['customer', 'name'], source: { kind: 'path', path: ['trigger', 'name'] } },
    ]);
  });

  it('takes the place of the line before and keeps its conversion', () => {
    const first = setField(empty, ['n'], () => ({
      target: ['n'],
      source: { kind: 'path', path: ['a'] },
      coercion: { to: 'number' },
    }));
    const after = connectFields(first, { source: ['b'], target: ['n'], asList: false });
    expect(after.fields).toEqual([
      { target: ['n'], source: { kind: 'path', path: ['b'] }, coercion: { to: 'number' } },
    ]);
  });

  it('writes a path inside a list from the item', () => {
    const after = connectFields(lines, {
      source: ['trigger', 'order', 'items', 'sku'],
      target: ['lines', 'code'],
      asList: false,
    });
    expect(fieldAt(after, ['lines', 'code'])?.field.source).toEqual({ kind: 'path', path: ['sku'] });
  });

  it('writes a path from outside the list from the top', () => {
    const after = connectFields(lines, {
      source: ['trigger', 'order', 'id'],
      target: ['lines', 'order'],
      asList: false,
    });
    expect(fieldAt(after, ['lines', 'order'])?.field.source).toEqual({
      kind: 'path',
      path: ['trigger', 'order', 'id'],
      from: 'root',
    });
  });

  it('joins the lists first when one draws straight to a field inside', () => {
    const after = connectFields(empty, {
      source: ['trigger', 'items', 'sku'],
      target: ['lines', 'code'],
      asList: false,
      around: { target: ['lines'], source: ['trigger', 'items'] },
    });
    expect(after.fields).toEqual([
      {
        target: ['lines'],
        source: {
          kind: 'each',
          path: ['trigger', 'items'],
          shape: 'list',
          fields: [{ target: ['code'], source: { kind: 'path', path: ['sku'] } }],
        },
      },
    ]);
  });

  it('drops lines below a target that is now fed as a whole', () => {
    const below = connectFields(empty, { source: ['a'], target: ['customer', 'name'], asList: false });
    expect(connectFields(below, { source: ['b'], target: ['customer'], asList: false }).fields).toHaveLength(1);
  });
});

describe('the lines between the trees', () => {
  it('lead from whole paths, also inside lists', () => {
    const after = connectFields(lines, {
      source: ['trigger', 'order', 'items', 'sku'],
      target: ['lines', 'code'],
      asList: false,
    });
    expect(mapperLines(after)).toEqual([
      { kind: 'each', targetKey: 'lines', sourceKeys: [pathKey(['trigger', 'order', 'items'])] },
      {
        kind: 'path',
        targetKey: pathKey(['lines', 'code']),
        sourceKeys: [pathKey(['trigger', 'order', 'items', 'sku'])],
      },
    ]);
  });

  it('lead from every path an expression reads', () => {
    const mapping = setField(empty, ['t'], () => ({
      target: ['t'],
      source: { kind: 'expression', expression: 'trigger.a.b & " " & steps.read.c & $x.trigger' },
    }));
    expect(mapperLines(mapping)[0]?.sourceKeys).toEqual([
      pathKey(['trigger', 'a', 'b']),
      pathKey(['steps', 'read', 'c']),
    ]);
  });
});

describe('the rest', () => {
  it('clears a line, also inside a list', () => {
    const after = connectFields(lines, {
      source: ['trigger', 'order', 'items', 'sku'],
      target: ['lines', 'code'],
      asList: false,
    });
    expect(fieldAt(clearField(after, ['lines', 'code']), ['lines', 'code'])).toBeUndefined();
    expect(clearField(after, ['lines']).fields).toEqual([]);
  });

  it('names a value table after its field', () => {
    const one = { ...empty, tables: { level: { entries: [], unmatched: { policy: 'fail' as const } } } };
    expect(freshTableName(one, 'level')).toBe('level2');
    expect(freshTableName(one, '优先级')).toBe('table');
  });
});
