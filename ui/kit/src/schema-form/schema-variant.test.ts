import { describe, expect, it } from 'vitest';
import { schemaVariant } from './schema-variant.ts';

const schema = {
  type: 'object',
  required: ['url'],
  properties: {
    url: {},
    authentication: { enum: ['basic', 'key', 'key-query', 'none'], default: 'basic' },
    username: {},
    password: {},
    key: {},
    note: {},
  },
  oneOf: [
    { properties: { authentication: { const: 'basic' } }, required: ['username', 'password'] },
    { properties: { authentication: { enum: ['key', 'key-query'] } }, required: ['key'] },
    { properties: { authentication: { const: 'none' } } },
  ],
};
const variant = (value: Record<string, string>) => {
  const { required, hidden } = schemaVariant(schema, value);
  return { required: [...required], hidden: [...hidden] };
};

describe('the variant of a form', () => {
  it('follows what is chosen', () => {
    expect(variant({ authentication: 'key-query' })).toEqual({
      required: ['url', 'key'],
      hidden: ['username', 'password'],
    });
    expect(variant({ authentication: 'none' })).toEqual({ required: ['url'], hidden: ['username', 'password', 'key'] });
  });

  it('takes the default where nothing is chosen yet', () => {
    expect(variant({})).toEqual({ required: ['url', 'username', 'password'], hidden: ['key'] });
  });

  it('hides nothing in a schema without alternatives', () => {
    expect(schemaVariant({ required: ['a'], properties: { a: {}, b: {} } }, {})).toEqual({
      required: new Set(['a']),
      hidden: new Set(),
    });
  });
});
