import type { JsonObject } from '@joinery/contracts';
import type { SimulatorApp, SimulatorBox, Subscription } from '@joinery/connector-sdk/simulator';
import { notFound, refuse } from './answers.ts';

interface Registration {
  readonly Params: { readonly id: string };
  readonly Body: { readonly url?: string; readonly secret?: string; readonly events?: readonly string[] };
}

/** Where receivers of events register themselves. The secret is never shown again. */
export function webhookRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.post<Registration>('/api/v1/webhooks', async ({ body }, reply) => {
    const { url, secret, events } = body;
    if (!url || !secret)
      return refuse(reply, { status: 422, code: 'validation_failed', message: 'url and secret are required' });
    try {
      return await reply.code(201).send(shown(await box.subscribe({ url, secret, ...(events && { events }) })));
    } catch {
      return refuse(reply, { status: 422, code: 'url_refused', message: 'Events cannot be sent to this address' });
    }
  });
  app.get('/api/v1/webhooks', () => ({ items: box.subscriptions().map(shown), nextCursor: null }));
  app.get<Registration>('/api/v1/webhooks/:id', ({ params }, reply) => {
    const found = box.subscriptions().find(({ id }) => id === params.id);
    return found ? shown(found) : refuse(reply, notFound(params.id));
  });
  app.delete<Registration>('/api/v1/webhooks/:id', ({ params }, reply) =>
    box.unsubscribe(params.id) ? reply.code(204).send() : refuse(reply, notFound(params.id)),
  );
}

function shown({ id, url, events, createdAt }: Subscription): JsonObject {
  return { id, url, events: events ? [...events] : ['*'], createdAt };
}
