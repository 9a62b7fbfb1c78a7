import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { notFound, refuse } from './answers.ts';
import { listPage } from './list-page.ts';

interface Asked {
  readonly Params: { readonly project: string; readonly iid: string };
  readonly Querystring: Readonly<Record<string, string | undefined>>;
  readonly Body: JsonObject | undefined;
}

const path = '/api/v4/projects/:project/issues';

/** Issues of a project: list, read, create, change, delete. */
export function issueRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.get<Asked>(path, (request, reply) =>
    inProject(box, request.params.project, reply, (project) => {
      const order = request.query['order_by'] === 'updated_at' ? 'updated_at' : 'created_at';
      const sign = request.query['sort'] === 'asc' ? 1 : -1;
      const rows = issuesOf(box, project)
        .filter((row) => matches(row, request.query))
        .toSorted((a, b) => sign * compared(a, b, order));
      return listPage(
        rows.map((row) => wireIssue(row, box)),
        request,
        reply,
        box,
      );
    }),
  );
  app.post<Asked>(path, ({ params, body }, reply) =>
    inProject(box, params.project, reply, (project) => {
      const { title } = body ?? {};
      if (title === undefined) return reply.code(400).send({ error: 'title is missing' });
      const fault = draftFault(body ?? {});
      if (fault) return refuse(reply, 400, fault);
      return reply
        .code(201)
        .send(
          wireIssue(
            box.records.upsert('issues', { ...drafted(body ?? {}, box), project_id: project['id'] ?? null }),
            box,
          ),
        );
    }),
  );
  app.get<Asked>(`${path}/:iid`, ({ params }, reply) => one(box, params, reply, (row) => wireIssue(row, box)));
  app.put<Asked>(`${path}/:iid`, ({ params, body }, reply) =>
    one(box, params, reply, (row) => {
      const fault = draftFault(body ?? {});
      if (fault) return refuse(reply, 400, fault);
      return wireIssue(
        box.records.upsert('issues', { ...drafted(body ?? {}, box, row), iid: row['iid'] ?? null }),
        box,
      );
    }),
  );
  app.delete<Asked>(`${path}/:iid`, ({ params }, reply) =>
    one(box, params, reply, (row) => {
      box.records.remove('issues', textOf(row['iid']));
      return reply.code(204).send();
    }),
  );
}

/** By number or by path. */
export function inProject(
  box: SimulatorBox,
  id: string,
  reply: SimulatorReply,
  work: (project: JsonObject) => unknown,
): unknown {
  const project = box.records.find('projects', (row) => textOf(row['id']) === id || row['path_with_namespace'] === id);
  return project ? work(project) : refuse(reply, 404, notFound('Project'));
}

export function one(
  box: SimulatorBox,
  { project, iid }: Asked['Params'],
  reply: SimulatorReply,
  work: (issue: JsonObject) => unknown,
): unknown {
  return inProject(box, project, reply, (found) => {
    const issue = issuesOf(box, found).find((row) => textOf(row['iid']) === iid);
    return issue ? work(issue) : refuse(reply, 404, notFound('Issue'));
  });
}

function issuesOf({ records }: SimulatorBox, project: JsonObject): readonly JsonObject[] {
  return records.list('issues').filter((row) => row['project_id'] === project['id']);
}

export function wireIssue(row: JsonObject, { records }: SimulatorBox): JsonObject {
  const project = records.get('projects', textOf(row['project_id']));
  return {
    ...row,
    web_url: `${textOf(project?.['web_url'])}/-/issues/${textOf(row['iid'])}`,
    references: { short: `#${textOf(row['iid'])}` },
  };
}

function matches(
  row: JsonObject,
  { state = 'all', labels, search, updated_after: after, in: where = 'title,description' }: Asked['Querystring'],
): boolean {
  const held = (row['labels'] ?? []) as readonly string[];
  const words = where.split(',').map((name) => textOf(row[name]).toLowerCase());
  return (
    (state === 'all' || row['state'] === state) &&
    (!labels || labels.split(',').every((label) => held.includes(label))) &&
    (!search || words.some((text) => text.includes(search.toLowerCase()))) &&
    (!after || Date.parse(textOf(row['updated_at'])) >= Date.parse(after))
  );
}

function compared(a: JsonObject, b: JsonObject, order: string): number {
  const [left, right] = [textOf(a[order]), textOf(b[order])];
  return left === right ? Number(a['id']) - Number(b['id']) : left < right ? -1 : 1;
}

function draftFault(draft: JsonObject): JsonObject | undefined {
  if ('title' in draft && textOf(draft['title']).trim() === '') return { title: ["can't be blank"] };
  if (textOf(draft['title']).length > 255) return { title: ['is too long (maximum is 255 characters)'] };
  return undefined;
}

/** Labels come as a text with commas, people by their ids, the state by an event. */
function drafted(draft: JsonObject, { records }: SimulatorBox, before: JsonObject = {}): JsonObject {
  const { labels, add_labels: add, remove_labels: remove, assignee_ids: ids, state_event: event, ...rest } = draft;
  const held = labels === undefined ? ((before['labels'] ?? []) as readonly string[]) : split(labels);
  const left = [...new Set([...held, ...split(add)])].filter((label) => !split(remove).includes(label));
  const people = Array.isArray(ids) ? ids.flatMap((id) => records.get('users', textOf(id)) ?? []) : undefined;
  const state = event === 'close' ? 'closed' : event === 'reopen' ? 'opened' : undefined;
  return { ...rest, labels: left, ...(people && { assignees: people }), ...(state && { state }) };
}

function split(labels: JsonObject[string] | undefined): readonly string[] {
  const parts = Array.isArray(labels) ? labels.map(textOf) : textOf(labels).split(',');
  return parts.map((label) => label.trim()).filter((label) => label !== '');
}
