import type { JsonObject } from '@joinery/contracts';
import { offsetPageOf, textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { bare, invalid } from './answers.ts';
import { workflow } from './collections.ts';

type Query = Readonly<Record<string, string | undefined>>;
interface Asked {
  readonly Params: { readonly id: string };
  readonly Querystring: Query;
  readonly Body: JsonObject | undefined;
}
const id = ':id(^[^/.]+).json';

/** Issues, and what their forms choose from. */
export function routes(app: SimulatorApp, box: SimulatorBox): void {
  const { records } = box;
  issueRoutes(app, box);
  app.get('/users/current.json', () => ({ user: records.get('users', '5') ?? null }));
  app.get<Asked>('/projects.json', ({ query, url }) => page(box, 'projects', records.list('projects'), query, url));
  app.get<Asked>(`/projects/${id}`, ({ params }, reply) => {
    const project = projectOf(box, params.id);
    return project ? { project } : bare(reply, 404);
  });
  app.get<Asked>('/projects/:id/memberships.json', ({ params, query, url }, reply) => {
    if (!projectOf(box, params.id)) return bare(reply, 404);
    const rows = records
      .list('users')
      .map((user) => ({ id: user['id'] ?? null, user: reference(box, 'users', user['id']) ?? null }));
    return page(box, 'memberships', rows, query, url);
  });
  for (const name of ['trackers', 'issue_statuses']) app.get(`/${name}.json`, () => ({ [name]: records.list(name) }));
  app.get('/enumerations/issue_priorities.json', () => ({ issue_priorities: records.list('issue_priorities') }));
}

function issueRoutes(app: SimulatorApp, box: SimulatorBox): void {
  const { records } = box;
  app.get<Asked>('/issues.json', ({ query, url }, reply) => {
    const project = query['project_id'] === undefined ? undefined : projectOf(box, query['project_id']);
    if (query['project_id'] !== undefined && !project) return bare(reply, 404);
    const rows = records.list('issues').filter((row) => matches(box, row, query, project));
    return page(
      box,
      'issues',
      sorted(rows, query['sort'] ?? 'id:desc').map((row) => wire(box, row)),
      query,
      url,
    );
  });
  app.post<Asked>('/issues.json', ({ body = {} }, reply) => {
    const draft = draftOf(body);
    const project = projectOf(box, textOf(draft['project_id']));
    if (!project) return bare(reply, 404);
    const faults = faultsOf({ subject: '', ...draft });
    if (faults.length > 0) return invalid(reply, ...faults);
    const made = records.upsert('issues', { ...stored(draft, {}), project_id: project['id'] ?? null });
    return reply
      .code(201)
      .header('location', `/issues/${textOf(made['id'])}`)
      .send({ issue: wire(box, made) });
  });
  app.get<Asked>(`/issues/${id}`, ({ params, query }, reply) => {
    const row = records.get('issues', params.id);
    if (!row) return bare(reply, 404);
    const journals = query['include']?.includes('journals') ? { journals: journalsOf(box, params.id) } : {};
    return { issue: { ...wire(box, row), ...journals } };
  });
  app.put<Asked>(`/issues/${id}`, ({ params, body = {} }, reply) => {
    const row = records.get('issues', params.id);
    if (!row) return bare(reply, 404);
    const draft = draftOf(body);
    const faults = faultsOf(draft);
    if (faults.length > 0) return invalid(reply, ...faults);
    records.upsert('issues', { ...stored(draft, row), id: row['id'] ?? null });
    if (textOf(draft['notes']) !== '')
      records.upsert('journals', {
        issue_id: row['id'] ?? null,
        notes: draft['notes'] ?? null,
        private_notes: draft['private_notes'] === true,
      });
    return bare(reply, 204);
  });
  app.delete<Asked>(`/issues/${id}`, ({ params }, reply) =>
    bare(reply, records.remove('issues', params.id) ? 204 : 404),
  );
}

const draftOf = (body: JsonObject): JsonObject => (body['issue'] ?? {}) as JsonObject;

/** By number or identifier. */
function projectOf({ records }: SimulatorBox, name: string): JsonObject | undefined {
  return records.find('projects', (row) => textOf(row['id']) === name || row['identifier'] === name);
}

/** One page by offset; `limit` is what the server made of what was asked. */
function page(
  { faults }: SimulatorBox,
  name: string,
  rows: readonly JsonObject[],
  query: Query,
  url: string,
): JsonObject {
  const limit = Math.min(100, Math.max(1, Number(query['limit'] ?? 25)));
  const offset = Math.max(0, Number(query['offset'] ?? 0));
  const { items, next } = offsetPageOf({ rows, limit, offset, faults, path: url });
  const total = next === undefined ? Math.min(rows.length, offset + items.length) : rows.length;
  return { [name]: items, total_count: total, offset, limit: next === undefined ? limit : next - offset };
}

function matches(box: SimulatorBox, row: JsonObject, query: Query, project: JsonObject | undefined): boolean {
  const { status_id: status = 'open', updated_on: updated, subject, assigned_to_id: assignee } = query;
  const closed = box.records.get('issue_statuses', textOf(row['status_id']))?.['is_closed'] === true;
  return (
    (!project || row['project_id'] === project['id']) &&
    (status === '*' ||
      (status === 'open' ? !closed : status === 'closed' ? closed : textOf(row['status_id']) === status)) &&
    (!updated?.startsWith('>=') || textOf(row['updated_on']) >= updated.slice(2)) &&
    (!subject?.startsWith('~') || textOf(row['subject']).includes(subject.slice(1))) &&
    (!assignee || textOf(row['assigned_to_id']) === assignee)
  );
}

function sorted(rows: readonly JsonObject[], sort: string): readonly JsonObject[] {
  const [field = 'id', direction = 'asc'] = sort.split(':');
  const sign = direction === 'desc' ? -1 : 1;
  const compared = (a: JsonObject, b: JsonObject): number => {
    const [left, right] = [textOf(a[field]), textOf(b[field])];
    return field === 'id' || left === right ? Number(a['id']) - Number(b['id']) : left < right ? -1 : 1;
  };
  return rows.toSorted((a, b) => sign * compared(a, b));
}

const references = {
  project: 'projects',
  tracker: 'trackers',
  status: 'issue_statuses',
  priority: 'issue_priorities',
  author: 'users',
  assigned_to: 'users',
} as const;

function reference(
  { records }: SimulatorBox,
  collection: string,
  number: JsonObject[string] | undefined,
): JsonObject | undefined {
  const row = records.get(collection, textOf(number));
  if (!row) return undefined;
  const { id: own = null, name = null, is_closed: closed } = row;
  return { id: own, name, ...(closed !== undefined && { is_closed: closed }) };
}

/** References are objects on the wire, and left out where there is none. */
function wire(box: SimulatorBox, row: JsonObject): JsonObject {
  const rest = Object.fromEntries(Object.entries(row).filter(([name]) => !name.endsWith('_id')));
  const named = Object.entries(references).flatMap(([name, collection]) => {
    const found = reference(box, collection, row[`${name}_id`]);
    return found ? [[name, found] as const] : [];
  });
  return { ...rest, ...Object.fromEntries(named) };
}

function journalsOf(box: SimulatorBox, issue: string): readonly JsonObject[] {
  return box.records
    .list('journals')
    .filter((row) => textOf(row['issue_id']) === issue)
    .map(({ id: own = null, user_id: user, notes = null, private_notes = false, created_on = null }) => ({
      id: own,
      user: reference(box, 'users', user) ?? null,
      notes,
      private_notes,
      created_on,
      details: [],
    }));
}

function faultsOf(draft: JsonObject): readonly string[] {
  const subject = 'subject' in draft ? textOf(draft['subject']) : 'x';
  return [
    ...(subject.trim() === '' ? ['Subject cannot be blank'] : []),
    ...(subject.length > 255 ? ['Subject is too long (maximum is 255 characters)'] : []),
  ];
}

/** Custom fields are merged by number; a status the workflow does not allow is passed over without a word. */
function stored(draft: JsonObject, before: JsonObject): JsonObject {
  const { notes: _, private_notes: __, custom_fields: fields, status_id: status, ...rest } = draft;
  const held = (before['custom_fields'] ?? []) as readonly JsonObject[];
  const given = (fields ?? []) as readonly JsonObject[];
  const merged = [
    ...held.filter((old) => !given.some((one) => one['id'] === old['id'])),
    ...given.map((one) => ({ ...held.find((old) => old['id'] === one['id']), ...one })),
  ];
  const allowed = before['status_id'] === undefined || workflow[Number(before['status_id'])]?.includes(Number(status));
  return {
    ...rest,
    ...(fields !== undefined && { custom_fields: merged }),
    ...(status !== undefined && allowed && { status_id: Number(status) }),
  };
}
