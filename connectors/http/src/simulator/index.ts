import { createHmac, timingSafeEqual } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  createSimulator,
  InvalidCursor,
  pageOf,
  textOf,
  type Simulator,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorOptions,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';

export { exempt, plan } from './conformance-plan.ts';

const client = { id: 'joinery', secret: 'http-client-secret-demo' };
const credentials = {
  password: 'http-password-demo',
  token: 'http-token-demo',
  apiKey: 'http-api-key-demo',
  signing: 'http-signing-secret-demo',
};

const refuse = (reply: SimulatorReply, status: number, code: string, message: string): SimulatorReply =>
  reply.code(status).send({ error: { code, message } });

/** An ordinary REST service with one collection, every usual way to sign in and every usual way of paging. */
export function httpSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator(
    {
      name: 'http',
      title: { zh: 'HTTP 接口', en: 'HTTP API' },
      collections: {
        items: {
          title: { zh: '条目', en: 'Items' },
          key: 'id',
          seed: Array.from({ length: 25 }, (_, n) => ({ id: `I-${1001 + n}`, name: `条目 ${n + 1}` })),
        },
      },
      answers: {
        rateLimited(reply, { retryAfterSeconds }) {
          if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
          return refuse(reply, 429, 'rate_limited', 'Too many requests');
        },
        serverError: (reply, { status = 503 }) => refuse(reply, status, 'unavailable', 'Service unavailable'),
        noSuchPath: (reply) => refuse(reply, 404, 'not_found', 'No such path'),
        badBody: (reply) => refuse(reply, 400, 'bad_json', 'The body is not valid JSON'),
      },
      connection: (url) => ({
        baseUrl: `${url}/api`,
        authentication: 'oauth2',
        tokenUrl: `${url}/oauth/token`,
        clientId: client.id,
        clientSecret: client.secret,
        testPath: '/items',
      }),
      wrongConnection: { clientSecret: 'not-the-secret' },
      routes(app, box) {
        tokenRoute(app, box);
        app.register(async (api) => {
          api.addHook('preValidation', authorise(box));
          itemRoutes(api, box);
        });
      },
    },
    options,
  );
}

function tokenRoute(app: SimulatorApp, box: SimulatorBox): void {
  app.post('/oauth/token', (request, reply) => {
    const form = new URLSearchParams(request.rawBody);
    if (form.get('client_id') !== client.id || form.get('client_secret') !== client.secret) {
      return reply.code(401).send({ error: 'invalid_client', error_description: 'Client authentication failed' });
    }
    return { access_token: box.tokens.issue(client.id, 3600), token_type: 'Bearer', expires_in: 3600 };
  });
}

function authorise(box: SimulatorBox) {
  return async (request: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', request.url);
    if (fault) box.tokens.expireAll();
    if (fault) return refuse(reply, fault.status ?? 401, 'token_expired', 'The token has expired');
    return knows(request, box) ? undefined : refuse(reply, 401, 'unauthorized', 'Authentication failed');
  };
}

function knows(request: SimulatorRequest, box: SimulatorBox): boolean {
  const { authorization = '', 'x-api-key': key, 'x-signature': signature } = request.headers;
  const [scheme, value = ''] = authorization.split(' ');
  if (scheme === 'Basic') return Buffer.from(value, 'base64').toString() === `demo:${credentials.password}`;
  if (scheme === 'Bearer') return value === credentials.token || box.tokens.check(value) === 'valid';
  if (key !== undefined) return key === credentials.apiKey;
  if (typeof signature === 'string') return signedBy(request, signature);
  return (request.query as Record<string, string>)['api_key'] === credentials.apiKey;
}

function signedBy(request: SimulatorRequest, signature: string): boolean {
  const [path = ''] = request.url.split('?');
  const text = [request.headers['x-timestamp'], request.method, path, request.rawBody].join('.');
  const expected = createHmac('sha256', credentials.signing).update(text).digest('hex');
  return expected.length === signature.length && timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
}

interface Item {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, string>>;
  readonly Body: JsonObject;
}

function itemRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const done = new Map<string, JsonObject>();
  box.onReset(() => done.clear());
  app.get<Item>('/api/items', (request, reply) => page(request, reply, box));
  app.get<Item>(
    '/api/items/:id',
    ({ params }, reply) => box.records.get('items', params.id) ?? refuse(reply, 404, 'not_found', 'No such item'),
  );
  app.post<Item>('/api/items', ({ body, headers }, reply) => {
    const key = textOf(headers['idempotency-key'] as string | undefined);
    const before = done.get(key);
    const item = before ?? box.records.upsert('items', { id: box.newId('I-'), ...body });
    if (key !== '') done.set(key, item);
    return reply.code(201).send(item);
  });
  app.put<Item>('/api/items/:id', ({ params, body }) => box.records.upsert('items', { ...body, id: params.id }));
  app.patch<Item>('/api/items/:id', ({ params, body }) => box.records.upsert('items', { ...body, id: params.id }));
  app.delete<Item>('/api/items/:id', ({ params }, reply) => {
    box.records.remove('items', params.id);
    return reply.code(204).send();
  });
  app.post<Item>('/api/search', ({ body }) => ({
    items: box.records.list('items').filter(({ name }) => textOf(name).includes(textOf(body['name']))),
  }));
}

/** One listing in all dialects: by number, by offset, by cursor, by address in the body and by Link header. */
function page(request: SimulatorRequest, reply: SimulatorReply, box: SimulatorBox): unknown {
  const query = request.query as Item['Querystring'];
  const limit = Math.min(Number(query['per_page'] ?? 10), 10);
  const rows = box.records.list('items');
  if (query['page'] !== undefined || query['offset'] !== undefined) {
    const start = query['offset'] === undefined ? (Number(query['page']) - 1) * limit : Number(query['offset']);
    return { items: rows.slice(start, start + limit), total: rows.length };
  }
  try {
    const placeOf = (row: JsonObject): readonly string[] => [textOf(row['id'])];
    const sorted = rows.toSorted((a, b) => (textOf(a['id']) < textOf(b['id']) ? -1 : 1));
    const { items, next } = pageOf({
      rows: sorted,
      limit,
      cursor: query['cursor'],
      placeOf,
      faults: box.faults,
      path: request.url,
    });
    const address = next && `${request.protocol}://${request.host}/api/items?cursor=${next}&per_page=${limit}`;
    if (address) reply.header('link', `<${address}>; rel="next"`);
    return { items, paging: { cursor: next ?? null, next: address ?? null } };
  } catch (error) {
    if (error instanceof InvalidCursor) return refuse(reply, 400, 'bad_cursor', 'The cursor is not known');
    throw error;
  }
}
