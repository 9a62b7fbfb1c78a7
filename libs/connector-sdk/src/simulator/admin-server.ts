import Fastify, { type FastifyReply } from 'fastify';
import type { JsonObject } from '@joinery/contracts';
import { faultKinds, type Fault } from './faults.ts';
import type { Simulator } from './simulator.ts';
import type { SubscriptionRequest } from './subscriptions.ts';
import type { SimulatorApp } from './vendor-server.ts';

interface CollectionParams {
  readonly Params: { readonly collection: string; readonly id: string };
  readonly Body: JsonObject;
}

/**
 * The `/__simulator` face of a simulator over HTTP: the same as the object, for what is not in this process.
 * It has no login, so it answers programs on this machine only and no web page at all.
 */
export function adminServer(simulator: Simulator): SimulatorApp {
  const app = Fastify({ logger: false, forceCloseConnections: true });
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    const host = request.hostname;
    const local = host === '127.0.0.1' || host === 'localhost';
    if (!local || request.headers.origin !== undefined)
      return problem(reply, 403, 'Only programs on this machine may look in here.');
    return undefined;
  });
  app.setErrorHandler((error: Error & { readonly statusCode?: number }, _request, reply) => {
    const status = error instanceof RangeError ? 404 : (error.statusCode ?? 400);
    return problem(reply, status, error.message);
  });
  app.register(async (face) => routes(face, simulator), { prefix: '/__simulator' });
  return app;
}

function routes(app: SimulatorApp, simulator: Simulator): void {
  app.get('/', () => ({
    name: simulator.name,
    title: simulator.title,
    collections: simulator.collections(),
    connection: simulator.connection(),
  }));
  recordRoutes(app, simulator);
  app.get('/inbox', () => ({ items: simulator.inbox() }));
  app.delete('/inbox', (_request, reply) => done(reply, () => simulator.clearInbox()));
  app.get('/requests', () => ({ items: simulator.requests() }));
  app.get('/faults', () => ({ items: simulator.faults() }));
  app.post<{ Body: Fault }>('/faults', (request, reply) => {
    if (!faultKinds.includes(request.body.kind))
      return problem(reply, 400, `Unknown fault. Known are: ${faultKinds.join(', ')}.`);
    simulator.setFault(request.body);
    return reply.code(201).send({ items: simulator.faults() });
  });
  app.delete('/faults', (_request, reply) => done(reply, () => simulator.clearFaults()));
  app.get('/subscriptions', () => ({ items: simulator.subscriptions() }));
  app.post<{ Body: SubscriptionRequest }>('/subscriptions', async (request, reply) =>
    reply.code(201).send(await simulator.subscribe(request.body)),
  );
  app.delete<{ Params: { id: string } }>('/subscriptions/:id', (request, reply) =>
    simulator.unsubscribe(request.params.id) ? reply.code(204).send() : problem(reply, 404, 'No such subscription.'),
  );
  app.get('/deliveries', () => ({ items: simulator.deliveries() }));
  app.post('/reset', (_request, reply) => done(reply, () => simulator.reset()));
}

function recordRoutes(app: SimulatorApp, simulator: Simulator): void {
  const all = '/collections/:collection/records';
  app.get('/collections', () => ({ items: simulator.collections() }));
  app.get<CollectionParams>(all, (request) => ({ items: simulator.records(request.params.collection) }));
  app.post<CollectionParams>(all, (request, reply) =>
    reply.code(201).send(simulator.upsert(request.params.collection, request.body)),
  );
  app.get<CollectionParams>(`${all}/:id`, (request, reply) => {
    const { collection, id } = request.params;
    return simulator.record(collection, id) ?? problem(reply, 404, `No record “${id}” in ${collection}.`);
  });
  app.put<CollectionParams>(`${all}/:id`, (request) => {
    const { collection, id } = request.params;
    const { key = 'id' } = simulator.collections().find(({ name }) => name === collection) ?? {};
    return simulator.upsert(collection, { ...request.body, [key]: id });
  });
  app.delete<CollectionParams>(`${all}/:id`, (request, reply) => {
    const { collection, id } = request.params;
    return simulator.remove(collection, id)
      ? reply.code(204).send()
      : problem(reply, 404, `No record “${id}” in ${collection}.`);
  });
}

function done(reply: FastifyReply, act: () => void): unknown {
  act();
  return reply.code(204).send();
}

function problem(reply: FastifyReply, status: number, detail: string): unknown {
  return reply.code(status).type('application/problem+json').send({ status, detail });
}
