import type { JsonObject } from '@joinery/contracts';
import { offsetPageOf, textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { noSuchIssue, refuse } from './answers.ts';
import { issueOf } from './issue-routes.ts';
import { transitions } from './seed.ts';
import { documentFault, jiraTime, wireStatus } from './wire.ts';

interface Part {
  readonly Params: { readonly key: string };
  readonly Querystring: { readonly startAt?: string; readonly maxResults?: string };
  readonly Body: JsonObject;
}

/** What hangs on an issue: its transitions, its comments, its web links. */
export function issuePartRoutes(app: SimulatorApp, box: SimulatorBox, url: () => string): void {
  const path = '/rest/api/3/issue/:key';
  transitionRoutes(app, box, `${path}/transitions`);
  commentRoutes(app, box, `${path}/comment`);
  app.post<Part>(`${path}/remotelink`, ({ params, body }, reply) => {
    const issue = issueOf(box, params.key);
    if (!issue) return refuse(reply, 404, noSuchIssue);
    const { globalId, object = {} } = body as { globalId?: string; object?: JsonObject };
    if (textOf(object['url']) === '' || textOf(object['title']) === '') {
      return refuse(reply, 400, [], { object: "'url' and 'title' are required" });
    }
    const before = box.records.find(
      'remote-links',
      (row) => row['issueId'] === issue['id'] && globalId !== undefined && row['globalId'] === globalId,
    );
    const link = box.records.upsert('remote-links', {
      ...(before && { id: before['id'] ?? null }),
      issueId: issue['id'] ?? null,
      globalId: globalId ?? null,
      object,
    });
    return reply
      .code(before ? 200 : 201)
      .send({ id: link['id'], self: `${url()}/rest/api/3/issue/${params.key}/remotelink/${textOf(link['id'])}` });
  });
}

function transitionRoutes(app: SimulatorApp, box: SimulatorBox, path: string): void {
  const possible = (issue: JsonObject) =>
    transitions.filter(({ from }) => (from as readonly string[]).includes(textOf(issue['status'])));
  app.get<Part>(path, ({ params }, reply) => {
    const issue = issueOf(box, params.key);
    if (!issue) return refuse(reply, 404, noSuchIssue);
    return {
      expand: 'transitions',
      transitions: possible(issue).map(({ id, name, to }) => ({
        id,
        name,
        to: wireStatus(to),
        hasScreen: false,
        isAvailable: true,
      })),
    };
  });
  app.post<Part>(path, ({ params, body }, reply) => {
    const issue = issueOf(box, params.key);
    if (!issue) return refuse(reply, 404, noSuchIssue);
    const id = textOf((body['transition'] as JsonObject | undefined)?.['id']);
    if (id === '') return refuse(reply, 400, "Missing 'transition' identifier");
    const chosen = possible(issue).find((each) => each.id === id);
    if (!chosen) return refuse(reply, 400, `Transition id '${id}' is not valid for this issue.`);
    const { resolution } = (body['fields'] ?? {}) as { resolution?: JsonObject };
    box.records.upsert('issues', {
      id: issue['id'] ?? null,
      status: chosen.to,
      resolution: chosen.to === 'Done' ? (resolution?.['name'] ?? 'Done') : null,
    });
    return reply.code(204).send();
  });
}

function commentRoutes(app: SimulatorApp, box: SimulatorBox, path: string): void {
  const wire = ({ id = '', author, body = null, created, updated }: JsonObject): JsonObject => ({
    id,
    body,
    author: box.records.get('users', textOf(author)) ?? null,
    created: jiraTime(textOf(created)),
    updated: jiraTime(textOf(updated)),
  });
  app.get<Part>(path, ({ params, query, url }, reply) => {
    const issue = issueOf(box, params.key);
    if (!issue) return refuse(reply, 404, noSuchIssue);
    const rows = box.records.list('comments').filter((row) => row['issueId'] === issue['id']);
    const startAt = Number(query.startAt ?? 0);
    const maxResults = Math.min(100, Number(query.maxResults ?? 50));
    const { items } = offsetPageOf({ rows, limit: maxResults, offset: startAt, faults: box.faults, path: url });
    return { startAt, maxResults, total: rows.length, comments: items.map(wire) };
  });
  app.post<Part>(path, ({ params, body }, reply) => {
    const issue = issueOf(box, params.key);
    if (!issue) return refuse(reply, 404, noSuchIssue);
    const fault = documentFault(body['body']);
    if (fault || !body['body']) return refuse(reply, 400, [], { comment: fault ?? 'Comment body can not be empty!' });
    return reply
      .code(201)
      .send(wire(box.records.upsert('comments', { issueId: issue['id'] ?? null, body: body['body'] })));
  });
}
