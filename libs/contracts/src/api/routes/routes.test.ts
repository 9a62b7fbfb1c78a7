import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiRoutes } from './index.ts';
import type { Route } from './route.ts';

const table = Object.entries(apiRoutes) as [string, Route][];

describe('the table of routes', () => {
  it('names every path parameter in its params schema, and no other', () => {
    for (const [name, route] of table) {
      const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = route.params instanceof z.ZodObject ? Object.keys(route.params.shape) : [];
      expect(new Set(declared), name).toEqual(new Set(inPath));
    }
  });

  it('has no two routes for one method and path', () => {
    const keys = table.map(([, route]) => `${route.method} ${route.path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('gives an audit name to every route that changes something', () => {
    const asking = new Set([
      'testConnectionForm',
      'testConnection',
      'askConnectorOptions',
      'askConnectorSchema',
      'askConnectorObject',
      'askSampleRecords',
      'validateFlow',
      'validateSync',
    ]);
    const silent = table.filter(([name, route]) => route.method !== 'GET' && !route.audit && !asking.has(name));
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('answers every list as items with the cursor of the next page', () => {
    for (const [name, route] of table.filter(([key]) => key.startsWith('list'))) {
      expect(route.response instanceof z.ZodObject && Object.keys(route.response.shape), name).toEqual([
        'items',
        'next',
      ]);
    }
  });

  it('can be written as JSON Schema, whole', () => {
    for (const [name, route] of table) {
      for (const schema of [route.body, route.query, route.params, route.response, route.events]) {
        if (schema) expect(() => z.toJSONSchema(schema, { io: 'input' }), name).not.toThrow();
      }
    }
  });
});
