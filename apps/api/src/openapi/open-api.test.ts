import { apiRoutes } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './open-api-document.ts';
import type { SchemaNode } from './schema-book.ts';

const document = openApiDocument('1.0.0') as {
  readonly paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        responses: SchemaNode;
        requestBody?: unknown;
        parameters?: { name: string; required: boolean }[];
      }
    >
  >;
  readonly components: { readonly schemas: Record<string, SchemaNode> };
};
const text = JSON.stringify(document);
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe('the OpenAPI document', () => {
  it('has an operation for every route of the contract', () => {
    expect(new Set(operations.map((one) => one.operationId))).toEqual(new Set(Object.keys(apiRoutes)));
  });

  it('refers only to components that it contains', () => {
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    const missing = refs.filter(
      (ref) => !Object.hasOwn(document.components.schemas, ref.replace('#/components/schemas/', '')),
    );
    expect(missing).toEqual([]);
    expect(refs.length).toBeGreaterThan(100);
  });

  it('names the schemas of requests and answers as the contracts do', () => {
    const names = Object.keys(document.components.schemas);
    for (const name of ['CreateFlow', 'FlowPage', 'FlowDocument', 'RunDetail', 'Problem', 'Session'])
      expect(names).toContain(name);
  });

  it('lets a request leave out what has a default, and promises it in the answer', () => {
    const settings = (name: string) => document.components.schemas[name]?.['required'] as string[] | undefined;
    expect(settings('FlowDocument')).toContain('settings');
    expect(settings('FlowDocumentInput')).not.toContain('settings');
  });

  it('tells each query parameter with its type and whether it may be absent', () => {
    const list = operations.find((one) => one.operationId === 'listRuns');
    expect(list?.parameters?.find((one) => one.name === 'limit')).toMatchObject({
      required: false,
      schema: { type: 'integer' },
    });
  });
});
