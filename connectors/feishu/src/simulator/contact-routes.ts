import type { JsonObject } from '@joinery/contracts';
import {
  InvalidCursor,
  pageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { errors, refuse, success } from './answers.ts';

interface Contact {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, string>>;
  readonly Body: JsonObject;
}

const largestLookUp = 50;

/** The directory: departments, people, and people by e-mail or phone. */
export function contactRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const path = '/open-apis/contact/v3';
  server.get(`${path}/scopes`, () =>
    success({ department_ids: ['0'], user_ids: [], group_ids: [], has_more: false, page_token: '' }),
  );
  server.get<Contact>(`${path}/departments/:id/children`, (request, reply) => {
    const { id } = request.params;
    if (id !== '0' && !department(box, id, request)) return refuse(reply, errors.noDepartment);
    const all = box.records.list('departments');
    const recursive = request.query['fetch_child'] === 'true';
    const rows =
      recursive && id === '0'
        ? all
        : recursive
          ? below(all, id)
          : all.filter((row) => row['parent_department_id'] === id);
    return page(request, reply, box, rows, 'open_department_id');
  });
  server.get<Contact>(`${path}/departments/:id`, (request, reply) => {
    const found = department(box, request.params.id, request);
    return found ? success({ department: found }) : refuse(reply, errors.noDepartment);
  });
  server.get<Contact>(`${path}/users/find_by_department`, (request, reply) => {
    const id = request.query['department_id'] ?? '';
    if (id === '') return refuse(reply, errors.badContactParameter);
    if (id !== '0' && !department(box, id, request)) return refuse(reply, errors.noDepartment);
    const rows = box.records.list('users').filter((row) => (row['department_ids'] as readonly string[]).includes(id));
    return page(request, reply, box, rows, 'open_id');
  });
  server.get<Contact>(`${path}/users/:id`, ({ params, query }, reply) => {
    const field = query['user_id_type'] ?? 'open_id';
    const user = box.records.find('users', (row) => row[field] === params.id);
    return user ? success({ user }) : refuse(reply, errors.noUser);
  });
  server.post<Contact>(`${path}/users/batch_get_id`, ({ query, body }, reply) => {
    const emails = texts(body['emails']);
    const mobiles = texts(body['mobiles']);
    if (emails.length > largestLookUp || mobiles.length > largestLookUp)
      return refuse(reply, errors.badContactParameter);
    const idField = query['user_id_type'] ?? 'open_id';
    const resigned = body['include_resigned'] === true;
    const byEmail = emails.map((email) => found(box, { email }, (row) => row['email'] === email, idField, resigned));
    const byMobile = mobiles.map((mobile) =>
      found(box, { mobile }, (row) => sameMobile(textOf(row['mobile']), mobile), idField, resigned),
    );
    return success({ user_list: [...byEmail, ...byMobile] });
  });
}

/** One entry per question; somebody unknown has an entry without an id. */
function found(
  box: SimulatorBox,
  question: JsonObject,
  holds: (row: JsonObject) => boolean,
  idField: string,
  resigned: boolean,
): JsonObject {
  const user = box.records.find(
    'users',
    (row) => holds(row) && (resigned || (row['status'] as JsonObject)['is_resigned'] !== true),
  );
  return user ? { user_id: user[idField] ?? null, ...question, status: user['status'] ?? null } : question;
}

function sameMobile(stored: string, asked: string): boolean {
  return stored === asked || stored === `+86${asked}`;
}

function texts(value: JsonObject[string] | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}

function department(box: SimulatorBox, id: string, request: SimulatorRequest): JsonObject | undefined {
  const field = (request.query as Contact['Querystring'])['department_id_type'] ?? 'open_department_id';
  return box.records.find('departments', (row) => row[field] === id);
}

function below(rows: readonly JsonObject[], id: string): readonly JsonObject[] {
  const children = rows.filter((row) => row['parent_department_id'] === id);
  return [...children, ...children.flatMap((child) => below(rows, textOf(child['open_department_id'])))];
}

function page(
  request: SimulatorRequest,
  reply: SimulatorReply,
  box: SimulatorBox,
  rows: readonly JsonObject[],
  key: string,
): unknown {
  const query = request.query as Contact['Querystring'];
  const limit = Number(query['page_size'] ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) return refuse(reply, errors.pageSize);
  const placeOf = (row: JsonObject): readonly string[] => [textOf(row[key])];
  const sorted = rows.toSorted((a, b) => (textOf(a[key]) < textOf(b[key]) ? -1 : 1));
  const cursor = query['page_token'] || undefined;
  try {
    const { items, next } = pageOf({ rows: sorted, limit, cursor, placeOf, faults: box.faults, path: request.url });
    return success({ has_more: next !== undefined, page_token: next ?? '', items });
  } catch (error) {
    if (error instanceof InvalidCursor) return refuse(reply, errors.pageToken);
    throw error;
  }
}
