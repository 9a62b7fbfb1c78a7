import type { FieldsMapping } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { fieldTree, pathKey } from './field-tree.ts';
import { neededKeys } from './needed.ts';

const schema = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'string' },
    card: { type: 'object', required: ['title'], properties: { title: { type: 'string' }, url: { type: 'string' } } },
  },
};
const targets = fieldTree({ path: [], name: '', schema, sample: undefined, language: 'en' }).children;
const feeding = (...paths: readonly string[][]): FieldsMapping => ({
  kind: 'fields',
  fields: paths.map((target) => ({ target, source: { kind: 'constant', value: 1 } })),
});

describe('what a mapping still lacks', () => {
  it('is what is required at the top', () => {
    expect([...neededKeys(targets, feeding())]).toEqual(['id']);
    expect([...neededKeys(targets, feeding(['id']))]).toEqual([]);
  });

  it('is required in an optional object only when the object is begun', () => {
    expect([...neededKeys(targets, feeding(['id'], ['card', 'url']))]).toEqual([pathKey(['card', 'title'])]);
    expect([...neededKeys(targets, feeding(['id'], ['card']))]).toEqual([]);
  });
});
