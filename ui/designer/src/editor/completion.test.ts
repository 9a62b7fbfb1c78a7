import { describe, expect, it } from 'vitest';
import { fieldTree } from '../mapper/field-tree.ts';
import { fieldsAt } from './completion.ts';

const roots = [
  fieldTree({
    path: ['trigger'],
    name: 'trigger',
    title: '触发器',
    schema: undefined,
    sample: { ticket: { id: 1 } },
    language: 'zh',
  }),
  fieldTree({
    path: ['steps', 'read'],
    name: 'read',
    title: '读取',
    schema: undefined,
    sample: { name: 'a' },
    language: 'zh',
  }),
];
const names = (...path: string[]) => fieldsAt(roots, path).map((field) => field.name);

describe('completion', () => {
  it('begins with what there is to read', () => {
    expect(names()).toEqual(['trigger', 'steps']);
  });

  it('follows a path into the data', () => {
    expect(names('trigger')).toEqual(['ticket']);
    expect(names('trigger', 'ticket')).toEqual(['id']);
    expect(names('steps')).toEqual(['read']);
    expect(names('steps', 'read')).toEqual(['name']);
  });

  it('offers nothing where a path leads nowhere', () => {
    expect(names('trigger', 'nothing')).toEqual([]);
    expect(names('unknown')).toEqual([]);
  });
});
