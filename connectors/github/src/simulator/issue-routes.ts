import type { Json, JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { invalid, notFound, refuse } from './answers.ts';
import { listPage, sorted } from './list-page.ts';
import { list, numbered, wireIssue } from './wire.ts';

export interface Asked {
  readonly Params: { readonly owner: string; readonly name: string; readonly number: string; readonly id: string };
  readonly Querystring: Readonly<Record<string, string | undefined>>;
  readonly Body: JsonObject | undefined;
}

export const path = '/repos/:owner/:name';

/** Issues of a repository, with its pull requests among them. Nothing is deleted by this interface. */
export function issueRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.get<Asked>(`${path}/issues`, (request, reply) =>
    inRepository(box, request.params, reply, (repository) => {
      const all = [...box.records.list('issues'), ...box.records.list('pulls')].filter(
        (row) => row['repository'] === repository['full_name'] && matches(row, request.query),
      );
      const rows = sorted(all, request.query).map((row) => wireIssue(row, box));
      return listPage(rows, request, reply, box);
    }),
  );
  app.post<Asked>(`${path}/issues`, ({ params, body = {} }, reply) =>
    inRepository(box, params, reply, (repository) => {
      const draft = { title: '', ...body };
      return (
        fault(draft, box, reply) ??
        reply.code(201).send(stored(box, draft, { repository: repository['full_name'] ?? null }))
      );
    }),
  );
  app.get<Asked>(`${path}/issues/:number`, ({ params }, reply) =>
    one(box, params, reply, (row) => wireIssue(row, box)),
  );
  app.patch<Asked>(`${path}/issues/:number`, ({ params, body = {} }, reply) =>
    one(
      box,
      params,
      reply,
      (row) => fault(body, box, reply) ?? stored(box, body, { number: row['number'] ?? null, ...reason(body, row) }),
    ),
  );
  labelRoutes(app, box);
}

function labelRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const relabel = (row: JsonObject, labels: readonly string[]): Json =>
    stored(box, { labels }, { number: row['number'] ?? null })['labels'] ?? [];
  app.post<Asked>(`${path}/issues/:number/labels`, ({ params, body = {} }, reply) =>
    one(box, params, reply, (row) =>
      reply.send(relabel(row, [...new Set([...list(row['labels']), ...list(body['labels'])])])),
    ),
  );
  app.delete<Asked>(`${path}/issues/:number/labels/:id`, ({ params }, reply) =>
    one(box, params, reply, (row) => {
      const held = list(row['labels']);
      if (!held.includes(params.id)) return refuse(reply, 404, 'Label does not exist');
      return reply.send(
        relabel(
          row,
          held.filter((name) => name !== params.id),
        ),
      );
    }),
  );
}

/** A repository that is not there or not to be seen is not found; one may have its issues disabled. */
export function inRepository(
  { records }: SimulatorBox,
  { owner, name }: Asked['Params'],
  reply: SimulatorReply,
  work: (repository: JsonObject) => unknown,
): unknown {
  const repository = records.get('repositories', `${owner}/${name}`);
  if (!repository) return notFound(reply);
  return repository['has_issues'] === false
    ? refuse(reply, 410, 'Issues are disabled for this repo')
    : work(repository);
}

export function one(
  box: SimulatorBox,
  params: Asked['Params'],
  reply: SimulatorReply,
  work: (issue: JsonObject) => unknown,
): unknown {
  return inRepository(box, params, reply, (repository) => {
    const issue = numbered(box, params.number);
    if (issue?.['repository'] !== repository['full_name'] || !issue) return notFound(reply);
    return issue['deleted'] === true ? refuse(reply, 410, 'This issue was deleted') : work(issue);
  });
}

function matches(row: JsonObject, { state = 'open', labels, assignee }: Asked['Querystring']): boolean {
  const held = list(row['labels']);
  return (
    row['deleted'] !== true &&
    (state === 'all' || row['state'] === state) &&
    (!labels || labels.split(',').every((label) => held.includes(label))) &&
    (!assignee || list(row['assignees']).includes(assignee))
  );
}

function fault(draft: JsonObject, { records }: SimulatorBox, reply: SimulatorReply): SimulatorReply | undefined {
  const about = { resource: 'Issue' };
  if ('title' in draft && textOf(draft['title']).trim() === '')
    return invalid(reply, { ...about, field: 'title', code: 'missing_field' });
  if (textOf(draft['title']).length > 256) return invalid(reply, { ...about, field: 'title', code: 'custom' });
  const stranger = list(draft['assignees']).find((login) => !records.get('users', login));
  return stranger === undefined
    ? undefined
    : invalid(reply, { ...about, field: 'assignees', code: 'invalid', value: stranger });
}

const taken = ['title', 'body', 'state', 'state_reason', 'labels', 'assignees', 'milestone'];

/** Labels that do not exist yet are made. */
function stored(box: SimulatorBox, draft: JsonObject, fixed: JsonObject): JsonObject {
  for (const name of list(draft['labels']))
    if (!box.records.get('labels', name)) box.records.upsert('labels', { name });
  const fields = Object.fromEntries(Object.entries(draft).filter(([name]) => taken.includes(name)));
  return wireIssue(box.records.upsert('issues', { ...fields, ...fixed }), box);
}

function reason(draft: JsonObject, row: JsonObject): JsonObject {
  const { state } = draft;
  if (state === undefined || state === row['state']) return {};
  return { state_reason: state === 'closed' ? (draft['state_reason'] ?? 'completed') : 'reopened' };
}
