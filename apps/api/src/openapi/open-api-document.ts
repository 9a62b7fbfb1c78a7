import { apiRoutes, ProblemSchema, type Route } from '@joinery/contracts';
import type { z } from 'zod';
import { statusOf } from '../http/handles.decorator.ts';
import { SchemaBook, type SchemaNode } from './schema-book.ts';

/** The whole API as OpenAPI 3.1, made from the same table of routes that the server binds its handlers to. */
export function openApiDocument(version: string): SchemaNode {
  const book = new SchemaBook();
  const operations = Object.entries<Route>(apiRoutes).map(([name, route]) => ({
    route,
    operation: operationOf(name, route, book),
  }));
  const { schemas, settle } = book.components();
  const paths: Record<string, Record<string, SchemaNode>> = {};
  for (const { route, operation } of operations) {
    (paths[`/api/v1${route.path}`] ??= {})[route.method.toLowerCase()] = settle(operation);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Joinery', version, license: { name: 'Apache-2.0' } },
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'joinery',
          description: 'Changes also carry the header x-csrf-token.',
        },
        token: { type: 'http', scheme: 'bearer', description: 'An API token: jn_…' },
      },
    },
  };
}

function operationOf(name: string, route: Route, book: SchemaBook): SchemaNode {
  return {
    operationId: name,
    summary: route.summary,
    tags: [route.path.split('/')[1] ?? ''],
    ...policyOf(route),
    ...parametersOf(route, book),
    ...(route.body ? { requestBody: { required: true, content: json(book.write(route.body, 'input')) } } : {}),
    responses: {
      [statusOf(route)]: answerOf(route, book),
      default: {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: book.write(ProblemSchema, 'output') } },
      },
    },
  };
}

function policyOf({ policy }: Route): SchemaNode {
  if ('public' in policy) return { security: [] };
  return 'permission' in policy ? { 'x-permission': policy.permission } : {};
}

function parametersOf(route: Route, book: SchemaBook): SchemaNode {
  const parameters = [...parametersIn('path', route.params, book), ...parametersIn('query', route.query, book)];
  return parameters.length > 0 ? { parameters } : {};
}

type ObjectNode = { readonly properties?: Readonly<Record<string, SchemaNode>>; readonly required?: readonly string[] };

function parametersIn(place: 'path' | 'query', schema: z.ZodType | undefined, book: SchemaBook): readonly SchemaNode[] {
  if (!schema) return [];
  // Texts are made into numbers on the way in, so the type is that of the result; what may be absent is told by the input.
  const { properties = {} } = book.inline(schema, 'output') as ObjectNode;
  const { required = [] } = book.inline(schema, 'input') as ObjectNode;
  return Object.entries(properties).map(([name, node]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: node,
  }));
}

function answerOf(route: Route, book: SchemaBook): SchemaNode {
  if (route.events) {
    return {
      description: 'Server-sent events',
      content: { 'text/event-stream': { schema: book.write(route.events, 'output') } },
    };
  }
  if (!route.response) return { description: 'Done' };
  return { description: 'Done', content: json(book.write(route.response, 'output')) };
}

const json = (schema: SchemaNode): SchemaNode => ({ 'application/json': { schema } });
