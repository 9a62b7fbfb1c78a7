import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox, type Subscription } from '@joinery/connector-sdk/simulator';
import { notFound, refuse } from './answers.ts';
import { joineryUser } from './collections.ts';
import { inProject, one } from './issue-routes.ts';
import { listPage } from './list-page.ts';

interface Asked {
  readonly Params: { readonly project: string; readonly iid: string; readonly hook: string };
  readonly Body: JsonObject | undefined;
}

const path = '/api/v4/projects/:project';

/** Who we are and what we may see; notes; webhooks. */
export function otherRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.get('/api/v4/user', () => joineryUser);
  app.get('/api/v4/projects', (request, reply) => listPage(box.records.list('projects'), request, reply, box));
  app.get<Asked>(path, ({ params }, reply) => inProject(box, params.project, reply, (project) => project));
  noteRoutes(app, box);
  hookRoutes(app, box);
}

function noteRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.get<Asked>(`${path}/issues/:iid/notes`, (request, reply) =>
    one(box, request.params, reply, (issue) =>
      listPage(
        box.records.list('notes').filter((note) => note['noteable_id'] === issue['id']),
        request,
        reply,
        box,
      ),
    ),
  );
  app.post<Asked>(`${path}/issues/:iid/notes`, ({ params, body = {} }, reply) =>
    one(box, params, reply, (issue) => {
      if (textOf(body['body']) === '') return reply.code(400).send({ error: 'body is missing' });
      const note = {
        body: body['body'] ?? '',
        internal: body['internal'] === true,
        noteable_id: issue['id'] ?? null,
        noteable_iid: issue['iid'] ?? null,
      };
      return reply.code(201).send(box.records.upsert('notes', note));
    }),
  );
}

/** Event types by the switches of a webhook. */
const switches = { issues_events: 'Issue Hook', note_events: 'Note Hook' } as const;

function hookRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const numbers = new Map<string, number>();
  const wire = ({ id, url, events = [], createdAt }: Subscription): JsonObject => ({
    id: numbers.get(id) ?? 0,
    url,
    created_at: createdAt,
    push_events: false,
    ...Object.fromEntries(Object.entries(switches).map(([name, type]) => [name, events.includes(type)])),
    enable_ssl_verification: true,
  });
  const found = (number: string) => box.subscriptions().find(({ id }) => String(numbers.get(id)) === number);
  app.post<Asked>(`${path}/hooks`, async ({ params, body = {} }, reply) =>
    inProject(box, params.project, reply, async () => {
      const events = Object.entries(switches).flatMap(([name, type]) => (body[name] === true ? [type] : []));
      try {
        const made = await box.subscribe({ url: textOf(body['url']), token: textOf(body['token']), events });
        numbers.set(made.id, numbers.size + 1);
        return await reply.code(201).send(wire(made));
      } catch {
        return refuse(reply, 422, { url: ['is blocked: URL is not allowed'] });
      }
    }),
  );
  app.get<Asked>(`${path}/hooks`, (request, reply) => listPage(box.subscriptions().map(wire), request, reply, box));
  app.get<Asked>(`${path}/hooks/:hook`, ({ params }, reply) => {
    const hook = found(params.hook);
    return hook ? wire(hook) : refuse(reply, 404, notFound('Hook'));
  });
  app.delete<Asked>(`${path}/hooks/:hook`, ({ params }, reply) => {
    const hook = found(params.hook);
    if (!hook) return refuse(reply, 404, notFound('Hook'));
    box.unsubscribe(hook.id);
    return reply.code(204).send();
  });
}
