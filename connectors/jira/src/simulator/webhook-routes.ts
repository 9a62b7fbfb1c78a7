import type { JsonObject } from '@joinery/contracts';
import type { SimulatorApp, SimulatorBox, Subscription } from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';

interface Registration {
  readonly Params: { readonly id: string };
  readonly Body: {
    readonly name?: string;
    readonly url?: string;
    readonly events?: readonly string[];
    readonly secret?: string;
    readonly filters?: JsonObject;
  };
}

const path = '/rest/webhooks/1.0/webhook';

/** The webhooks of administrators. Jira numbers them and never shows their secret. */
export function webhookRoutes(app: SimulatorApp, box: SimulatorBox, url: () => string): void {
  const numbers = new Map<string, string>();
  const wire = ({ id, url: target, events = [] }: Subscription): JsonObject => ({
    name: 'Joinery',
    url: target,
    events: [...events],
    filters: {},
    excludeBody: false,
    enabled: true,
    self: `${url()}${path}/${numbers.get(id) ?? ''}`,
  });
  const found = (number: string): Subscription | undefined =>
    box.subscriptions().find(({ id }) => numbers.get(id) === number);
  app.post<Registration>(path, async ({ body }, reply) => {
    if (!body.name || !body.url) return refuse(reply, 400, 'The webhook needs a name and a url.');
    try {
      const { url: target, events, secret } = body;
      const made = await box.subscribe({ url: target, ...(secret && { secret }), ...(events && { events }) });
      numbers.set(made.id, String(numbers.size + 1));
      return await reply.code(201).send(wire(made));
    } catch {
      return refuse(reply, 400, 'The url is not valid.');
    }
  });
  app.get(path, () => box.subscriptions().map(wire));
  app.get<Registration>(`${path}/:id`, ({ params }, reply) => {
    const webhook = found(params.id);
    return webhook ? wire(webhook) : refuse(reply, 404, 'No webhook with this id.');
  });
  app.delete<Registration>(`${path}/:id`, ({ params }, reply) => {
    const webhook = found(params.id);
    if (!webhook) return refuse(reply, 404, 'No webhook with this id.');
    box.unsubscribe(webhook.id);
    return reply.code(204).send();
  });
}
