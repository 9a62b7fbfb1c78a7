import { describe, expect, it } from 'vitest';
import { fieldTree, quietBranches, sampleText, visibleRows } from './field-tree.ts';

const schema = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'string', 'x-title': { zh: '标识', en: 'Id' } },
    items: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
  },
};
const tree = fieldTree({
  path: ['trigger'],
  name: 'trigger',
  schema,
  sample: { id: 'a', extra: 1, items: [{ sku: 'x', qty: 2 }] },
  language: 'zh',
});

describe('a tree of fields', () => {
  it('joins what the schema says with what the sample shows', () => {
    expect(tree.children.map((child) => [child.title, child.type, child.required, child.sample])).toEqual([
      ['标识', 'string', true, 'a'],
      ['items', 'object', false, [{ sku: 'x', qty: 2 }]],
      ['extra', 'number', false, 1],
    ]);
  });

  it('goes through lists to the fields of an item', () => {
    const items = tree.children[1]!;
    expect(items.isList).toBe(true);
    expect(items.children.map((child) => [child.path.join('.'), child.sample])).toEqual([
      ['trigger.items.sku', 'x'],
      ['trigger.items.qty', 2],
    ]);
  });

  it('shows what is open, and what matches with what is above it', () => {
    expect(visibleRows([tree], new Set())).toHaveLength(6);
    expect(visibleRows([tree], new Set([tree.children[1]!.key]))).toHaveLength(4);
    expect(visibleRows([tree], new Set(), '标识').map((row) => row.node.name)).toEqual(['trigger', 'id']);
  });

  it('folds branches of which the sample holds nothing', () => {
    const deep = {
      type: 'object',
      properties: {
        seen: { type: 'object', properties: { a: {} } },
        unseen: { type: 'object', properties: { b: {} } },
      },
    };
    const root = fieldTree({
      path: ['trigger'],
      name: 'trigger',
      schema: deep,
      sample: { seen: { a: 1 } },
      language: 'en',
    });
    expect([...quietBranches([root])]).toEqual([root.children[1]!.key]);
  });

  it('says a sample in few characters', () => {
    expect(sampleText('x'.repeat(100))).toHaveLength(81);
    expect([sampleText([1, 2]), sampleText({ a: 1 }), sampleText(null), sampleText(false)]).toEqual([
      '[2]',
      '{…}',
      'null',
      'false',
    ]);
  });
});
