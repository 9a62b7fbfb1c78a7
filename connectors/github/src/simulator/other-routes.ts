import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox, type Subscription } from '@joinery/connector-sdk/simulator';
import { invalid, notFound, refuse } from './answers.ts';
import { joineryUser } from './collections.ts';
import { type Asked, inRepository, one, path } from './issue-routes.ts';
import { listPage, sorted } from './list-page.ts';
import { wireComment, wireRepository } from './wire.ts';

/** Who we are and what we may see; comments; webhooks. */
export function otherRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.get('/user', () => joineryUser);
  app.get<Asked>(path, ({ params: { owner, name } }, reply) => {
    const repository = box.records.get('repositories', `${owner}/${name}`);
    return repository ? wireRepository(repository) : notFound(reply);
  });
  for (const [part, collection] of [
    ['labels', 'labels'],
    ['assignees', 'users'],
  ] as const)
    app.get<Asked>(`${path}/${part}`, (request, reply) => listPage(box.records.list(collection), request, reply, box));
  commentRoutes(app, box);
  hookRoutes(app, box);
}

function commentRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const { records } = box;
  app.get<Asked>(`${path}/issues/comments`, (request, reply) =>
    inRepository(box, request.params, reply, () => {
      const rows = sorted(records.list('comments'), { direction: 'asc', ...request.query });
      return listPage(
        rows.map((row) => wireComment(row, box)),
        request,
        reply,
        box,
      );
    }),
  );
  app.get<Asked>(`${path}/issues/:number/comments`, (request, reply) =>
    one(box, request.params, reply, (issue) => {
      const rows = records.list('comments').filter((row) => row['issue_number'] === issue['number']);
      return listPage(
        rows.map((row) => wireComment(row, box)),
        request,
        reply,
        box,
      );
    }),
  );
  app.post<Asked>(`${path}/issues/:number/comments`, ({ params, body = {} }, reply) =>
    one(box, params, reply, (issue) => {
      if (textOf(body['body']).trim() === '')
        return invalid(reply, { resource: 'IssueComment', field: 'body', code: 'missing_field' });
      const made = records.upsert('comments', { body: body['body'] ?? null, issue_number: issue['number'] ?? null });
      return reply.code(201).send(wireComment(made, box));
    }),
  );
  app.get<Asked>(`${path}/issues/comments/:id`, ({ params }, reply) => {
    const row = records.get('comments', params.id);
    return row ? wireComment(row, box) : notFound(reply);
  });
  app.patch<Asked>(`${path}/issues/comments/:id`, ({ params, body = {} }, reply) => {
    const row = records.get('comments', params.id);
    if (!row) return notFound(reply);
    return wireComment(records.upsert('comments', { id: row['id'] ?? null, body: body['body'] ?? null }), box);
  });
  app.delete<Asked>(`${path}/issues/comments/:id`, ({ params }, reply) =>
    records.remove('comments', params.id) ? reply.code(204).send() : notFound(reply),
  );
}

function hookRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const numbers = new Map<string, number>();
  const wire = ({ id, url, events = [], createdAt }: Subscription): JsonObject => ({
    id: numbers.get(id) ?? 0,
    type: 'Repository',
    name: 'web',
    active: true,
    events: [...events],
    config: { url, content_type: 'json', insecure_ssl: '0', secret: '********' },
    created_at: createdAt,
  });
  const found = (number: string) => box.subscriptions().find(({ id }) => String(numbers.get(id)) === number);
  app.post<Asked>(`${path}/hooks`, async ({ body = {} }, reply) => {
    const config = (body['config'] ?? {}) as JsonObject;
    const events = ((body['events'] ?? ['push']) as readonly string[]).map(String);
    const url = textOf(config['url']);
    if (box.subscriptions().some((other) => other.url === url && String(other.events) === String(events)))
      return refuse(reply, 422, 'Validation Failed', {
        errors: [{ resource: 'Hook', code: 'custom', message: 'Hook already exists on this repository' }],
      });
    try {
      const made = await box.subscribe({ url, secret: textOf(config['secret']), events });
      numbers.set(made.id, numbers.size + 1);
      return await reply.code(201).send(wire(made));
    } catch {
      return invalid(reply, { resource: 'Hook', field: 'url', code: 'custom', message: 'url is not allowed' });
    }
  });
  app.get<Asked>(`${path}/hooks`, (request, reply) => listPage(box.subscriptions().map(wire), request, reply, box));
  app.get<Asked>(`${path}/hooks/:id`, ({ params }, reply) => {
    const hook = found(params.id);
    return hook ? wire(hook) : notFound(reply);
  });
  app.delete<Asked>(`${path}/hooks/:id`, ({ params }, reply) => {
    const hook = found(params.id);
    if (!hook) return notFound(reply);
    box.unsubscribe(hook.id);
    return reply.code(204).send();
  });
}
