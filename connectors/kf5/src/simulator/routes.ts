import type { JsonObject } from '@joinery/contracts';
import {
  numberedPageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { invalid, notFound } from './answers.ts';
import { agent } from './authorise.ts';

interface Asked {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, string | undefined>>;
  readonly Body: JsonObject | undefined;
}
interface Kind {
  readonly one: 'ticket' | 'user' | 'organization';
  readonly many: 'tickets' | 'users' | 'organizations';
  readonly required: 'title' | 'name';
}
const kinds: readonly Kind[] = [
  { one: 'ticket', many: 'tickets', required: 'title' },
  { one: 'user', many: 'users', required: 'name' },
  { one: 'organization', many: 'organizations', required: 'name' },
];
const root = '/apiv2';
const id = ':id(^[^/.]+).json';
const words: Readonly<Record<string, readonly string[]>> = {
  status: ['new', 'open', 'pending', 'solved', 'closed'],
  priority: ['low', 'medium', 'high', 'urgent'],
  type: ['problem', 'incident', 'question', 'task'],
};

/** Tickets with their comments, users, organisations and groups; every path ends with `.json`. */
export function routes(app: SimulatorApp, box: SimulatorBox): void {
  const { records } = box;
  app.get(`${root}/users/me.json`, () => ({ user: records.get('users', String(agent.id)) ?? null }));
  app.get<Asked>(`${root}/users/search.json`, (request) => {
    const { query: asked = '' } = request.query;
    const fits = (row: JsonObject): boolean =>
      ['name', 'email', 'phone'].some((name) => textOf(row[name]).includes(asked));
    return page(box, 'users', records.list('users').filter(fits), request);
  });
  app.get(`${root}/groups.json`, (request) => page(box, 'groups', records.list('groups'), request));
  for (const kind of kinds) kindRoutes(app, box, kind);
  app.get<Asked>(`${root}/tickets/:id/comments.json`, (request, reply) => {
    if (!records.get('tickets', request.params.id)) return notFound(reply);
    const rows = records.list('comments').filter((row) => textOf(row['ticket_id']) === request.params.id);
    return page(box, 'comments', rows, request);
  });
}

function kindRoutes(app: SimulatorApp, box: SimulatorBox, kind: Kind): void {
  const { records } = box;
  const { one, many } = kind;
  app.get<Asked>(`${root}/${many}.json`, (request) =>
    page(box, many, matching(records.list(many), request.query), request),
  );
  app.post<Asked>(`${root}/${many}.json`, ({ body = {} }, reply) => {
    const draft = (body[one] ?? {}) as JsonObject;
    const fault = faultOf(box, kind, { [kind.required]: '', ...draft }, undefined);
    return fault ? invalid(reply, fault) : reply.code(201).send({ [one]: stored(box, kind, draft, undefined) });
  });
  const withOne = (key: string, reply: SimulatorReply, work: (row: JsonObject) => unknown): unknown => {
    const row = records.get(many, key);
    return row ? work(row) : notFound(reply);
  };
  app.get<Asked>(`${root}/${many}/${id}`, ({ params }, reply) => withOne(params.id, reply, (row) => ({ [one]: row })));
  app.put<Asked>(`${root}/${many}/${id}`, ({ params, body = {} }, reply) =>
    withOne(params.id, reply, (row) => {
      const draft = (body[one] ?? {}) as JsonObject;
      const fault = faultOf(box, kind, draft, row);
      return fault ? invalid(reply, fault) : { [one]: stored(box, kind, draft, row) };
    }),
  );
  app.delete<Asked>(`${root}/${many}/${id}`, ({ params }, reply) =>
    withOne(params.id, reply, () => {
      records.remove(many, params.id);
      return reply.code(204).send();
    }),
  );
}

/** The addresses of the pages beside it leave out what else was asked, and name the account's first host. */
function page(
  { faults }: SimulatorBox,
  name: string,
  rows: readonly JsonObject[],
  request: SimulatorRequest,
): JsonObject {
  const {
    items,
    total,
    page: number,
    next,
  } = numberedPageOf({ rows, request, faults, size: { usual: 100, most: 100 } });
  const address = (of: number): string => `https://demo.kf5.com${request.url.split('?')[0] ?? ''}?page=${of}`;
  return {
    [name]: items,
    count: total,
    next_page: next === undefined ? null : address(number + 1),
    previous_page: number > 1 ? address(number - 1) : null,
  };
}

function matching(rows: readonly JsonObject[], query: Asked['Querystring']): readonly JsonObject[] {
  const { updated_start: start, updated_end: end, updated_order: byUpdate, created_order: byCreation, role } = query;
  const field = byUpdate ? 'updated_at' : byCreation ? 'created_at' : 'id';
  const sign = (byUpdate ?? byCreation) === 'desc' ? -1 : 1;
  const compared = (a: JsonObject, b: JsonObject): number => {
    const [left, right] = [textOf(a[field]), textOf(b[field])];
    return field === 'id' || left === right ? Number(a['id']) - Number(b['id']) : left < right ? -1 : 1;
  };
  return rows
    .filter(
      (row) =>
        (!start || textOf(row['updated_at']) >= start) &&
        (!end || textOf(row['updated_at']) <= end) &&
        (!role || role.split(',').includes(textOf(row['role']))),
    )
    .toSorted((a, b) => sign * compared(a, b));
}

function faultOf(
  { records }: SimulatorBox,
  { many, required }: Kind,
  draft: JsonObject,
  before: JsonObject | undefined,
): string | undefined {
  if (required in draft && textOf(draft[required]).trim() === '') return `${required} 不能为空`;
  const wrong =
    many === 'tickets'
      ? Object.keys(words).find((name) => draft[name] !== undefined && !words[name]?.includes(textOf(draft[name])))
      : undefined;
  if (wrong !== undefined) return `${wrong} 的值无效`;
  const { email } = draft;
  const taken =
    many === 'users' &&
    email !== undefined &&
    records.find('users', (row) => row['email'] === email && row['id'] !== before?.['id']);
  return taken ? '邮箱已存在' : undefined;
}

/** A comment comes with the ticket; the first one is its description. A requester is found by e-mail or made. */
function stored(
  { records }: SimulatorBox,
  { many }: Kind,
  draft: JsonObject,
  before: JsonObject | undefined,
): JsonObject {
  const { comment, requester, ...fields } = draft;
  const said = comment as JsonObject | undefined;
  const asked = requester as JsonObject | undefined;
  const person =
    asked && (records.find('users', (row) => row['email'] === asked['email']) ?? records.upsert('users', asked));
  const row = records.upsert(many, {
    ...fields,
    ...(person && { requester_id: person['id'] ?? null }),
    ...(before ? { id: before['id'] ?? null } : said && { description: said['content'] ?? null }),
  });
  if (said && many === 'tickets') records.upsert('comments', { ...said, ticket_id: row['id'] ?? null });
  return row;
}
