import type { SyncDocument } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { blankDocument } from './blank-document.ts';
import { fieldPairs, putPair, removePair } from './pairs.ts';

const copy = (target: string, path: string) => ({ target: [target], source: { kind: 'path' as const, path: [path] } });

const document: SyncDocument = {
  ...blankDocument('UTC'),
  mappings: {
    aToB: { kind: 'fields', fields: [copy('name', 'Name'), copy('level', 'Level')] },
    bToA: { kind: 'fields', fields: [copy('Name', 'name'), copy('Site', 'website')] },
  },
  fields: [{ a: ['Name'], b: ['name'], owner: 'a' }],
};

describe('the fields of a sync', () => {
  it('are one pair where a line goes each way, and one way where only one does', () => {
    expect(fieldPairs(document)).toMatchObject([
      { a: ['Name'], b: ['name'], way: 'both', owner: 'a' },
      { a: ['Level'], b: ['level'], way: 'a-to-b' },
      { a: ['Site'], b: ['website'], way: 'b-to-a' },
    ]);
  });

  it('show what an expression makes beside the line that reads it back', () => {
    const made: SyncDocument = {
      ...document,
      mappings: {
        aToB: {
          kind: 'fields',
          fields: [{ target: ['name'], source: { kind: 'expression', expression: '$trim(Name)' } }],
        },
        bToA: { kind: 'fields', fields: [copy('Name', 'name')] },
      },
    };
    expect(fieldPairs(made)).toMatchObject([{ a: ['Name'], b: ['name'], way: 'both', made: { b: 'expression' } }]);
    expect(fieldPairs(putPair(made, fieldPairs(made)[0], { a: ['Name'], b: ['name'], way: 'a-to-b' }))).toMatchObject([
      { b: ['name'], way: 'a-to-b', made: { b: 'expression' } },
    ]);
  });

  it('keep their place when one is changed, and lose both lines and the rule when it is removed', () => {
    const [name] = fieldPairs(document);
    const moved = putPair(document, name, { a: ['Title'], b: ['name'], way: 'both', owner: 'b' });
    expect(fieldPairs(moved).map(({ a, way, owner }) => [a?.[0], way, owner])).toEqual([
      ['Title', 'both', 'b'],
      ['Level', 'a-to-b', undefined],
      ['Site', 'b-to-a', undefined],
    ]);
    const removed = removePair(document, name!);
    expect(fieldPairs(removed)).toHaveLength(2);
    expect(removed.fields).toEqual([]);
  });

  it('go one way only where the sync does', () => {
    expect(fieldPairs({ ...document, direction: 'a-to-b' }).map((pair) => pair.way)).toEqual(['a-to-b', 'a-to-b']);
  });
});
