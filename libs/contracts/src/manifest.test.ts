import { expect, test } from 'vitest';
import { ConnectorManifestSchema, connectorManifestJsonSchema } from './manifest.ts';

const text = { zh: '示例', en: 'Example' };
const smallest = {
  name: 'acme',
  version: '1.0.0',
  title: text,
  description: text,
  categories: ['generic'],
  hosts: ['api.acme.test'],
  connection: { fields: { type: 'object' }, auth: [{ scheme: 'none' }] },
};

test('a manifest needs little and its defaults are filled in', () => {
  const manifest = ConnectorManifestSchema.parse(smallest);
  expect(manifest).toMatchObject({ format: 'joinery.connector/1', actions: {}, triggers: {}, errors: [] });
});

test('a member that does not exist is refused, with its place', () => {
  const { error } = ConnectorManifestSchema.safeParse({ ...smallest, connection: { ...smallest.connection, atuh: 1 } });
  expect(error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', path: ['connection'] });
});

test('an error rule without a condition is refused', () => {
  const { error } = ConnectorManifestSchema.safeParse({ ...smallest, errors: [{ when: {}, meaning: 'transient' }] });
  expect(error?.issues[0]?.path).toEqual(['errors', 0, 'when']);
});

test('the JSON Schema describes the whole manifest', () => {
  const schema = connectorManifestJsonSchema();
  expect(schema['required']).toEqual(['name', 'version', 'title', 'description', 'categories', 'hosts', 'connection']);
  expect(JSON.stringify(schema)).toContain('token-exchange');
});
