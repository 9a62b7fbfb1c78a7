import type { ConnectorDetail } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { objectSchema, recordSchema } from './record-schema.ts';

describe('the form of a record', () => {
  it('shows what the record has before what it might have', () => {
    const declared = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } };
    expect(Object.keys(recordSchema(declared, { b: 'x', own: 1 })['properties'] as object)).toEqual(['b', 'own', 'a']);
  });

  it('tells the kind of a field from its value where nothing is declared', () => {
    const schema = recordSchema(undefined, { open: true, count: 2, tags: ['a'], person: { name: 'x' } });
    expect(schema['properties']).toEqual({
      open: { type: 'boolean' },
      count: { type: 'number' },
      tags: { type: 'array', items: { type: 'string' } },
      person: { type: 'object', properties: { name: { type: 'string' } } },
    });
  });

  it('finds the object of a collection by its name', () => {
    const connector = {
      objects: [{ name: 'ticket', title: { zh: '', en: '' }, schema: { type: 'object' }, idField: 'id' }],
    } as unknown as ConnectorDetail;
    expect(objectSchema(connector, 'tickets')).toEqual({ type: 'object' });
    expect(objectSchema(connector, 'robots')).toBeUndefined();
  });
});
