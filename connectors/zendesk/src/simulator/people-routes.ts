import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { invalid, notFound } from './answers.ts';
import { agent } from './authorise.ts';
import { cursorPage, exportByTime, exportPage, route } from './routing.ts';

interface Kind {
  readonly many: 'users' | 'organizations';
  readonly one: 'user' | 'organization';
  /** No two living records share it. */
  readonly unique: 'email' | 'name';
}
const kinds: readonly Kind[] = [
  { many: 'users', one: 'user', unique: 'email' },
  { many: 'organizations', one: 'organization', unique: 'name' },
];

/** Users and organisations, groups and fields. */
export function peopleRoutes(app: SimulatorApp, box: SimulatorBox, exportDelayMs: number): void {
  route(app, 'get', '/users/me', () => ({ user: box.records.get('users', String(agent.id)) ?? null }));
  for (const kind of kinds) kindRoutes(app, box, kind);
  const exported = (name: string) => ({
    rows: box.records.list(name),
    at: (row: JsonObject) => Math.floor(Date.parse(textOf(row['updated_at'])) / 1000),
    delayMs: exportDelayMs,
  });
  route(app, 'get', '/incremental/users/cursor', (asked, reply) =>
    exportPage('users', exported('users'), asked, reply, box),
  );
  route(app, 'get', '/incremental/organizations', (asked, reply) =>
    exportByTime('organizations', exported('organizations'), asked, reply, box),
  );
  for (const name of ['groups', 'ticket_fields'])
    route(app, 'get', `/${name}`, (asked) => cursorPage(name, box.records.list(name), asked, box));
}

function kindRoutes(app: SimulatorApp, box: SimulatorBox, kind: Kind): void {
  const { records } = box;
  const { many, one } = kind;
  const living = () => records.list(many).filter(isLiving);
  const draftOf = (body: JsonObject = {}): JsonObject => (body[one] ?? {}) as JsonObject;
  const withOne = (id: string, reply: SimulatorReply, work: (row: JsonObject) => unknown): unknown => {
    const row = records.get(many, id);
    return row && (many === 'users' || isLiving(row)) ? work(row) : notFound(reply);
  };
  const stored = (draft: JsonObject, reply: SimulatorReply, before?: JsonObject): unknown => {
    const { skip_verify_email: _, ...fields } = draft;
    const fault = faultOf(kind, fields, living(), before, reply);
    if (fault) return fault;
    const row = records.upsert(many, before ? { ...fields, id: before['id'] ?? null } : fields);
    return reply.code(before ? 200 : 201).send({ [one]: row });
  };
  route(app, 'get', `/${many}`, (asked) => {
    const role = new URL(asked.request.url, 'http://x').searchParams.getAll('role');
    return cursorPage(
      many,
      living().filter((row) => role.length === 0 || role.includes(textOf(row['role']))),
      asked,
      box,
    );
  });
  route(app, 'post', `/${many}`, ({ Body: body }, reply) => stored(draftOf(body), reply));
  route(app, 'post', `/${many}/create_or_update`, ({ Body: body }, reply) => {
    const draft = draftOf(body);
    const by = (name: string) =>
      draft[name] === undefined ? undefined : living().find((row) => row[name] === draft[name]);
    return stored(draft, reply, by('external_id') ?? (many === 'users' ? by('email') : undefined));
  });
  route(app, 'get', `/${many}/:id`, ({ Params: { id } }, reply) => withOne(id, reply, (row) => ({ [one]: row })));
  route(app, 'put', `/${many}/:id`, ({ Params: { id }, Body: body }, reply) =>
    withOne(id, reply, (row) => stored(draftOf(body), reply, row)),
  );
  route(app, 'delete', `/${many}/:id`, ({ Params: { id } }, reply) =>
    withOne(id, reply, () => {
      records.remove(many, id);
      return many === 'users' ? { user: records.get(many, id) ?? null } : reply.code(204).send();
    }),
  );
}

function isLiving(row: JsonObject): boolean {
  return row['active'] !== false && textOf(row['deleted_at'] ?? '') === '';
}

function faultOf(
  { unique }: Kind,
  draft: JsonObject,
  living: readonly JsonObject[],
  before: JsonObject | undefined,
  reply: SimulatorReply,
): SimulatorReply | undefined {
  if (textOf(draft['name'] ?? before?.['name']).trim() === '')
    return invalid(reply, 'name', 'Name: cannot be blank', 'BlankValue');
  const value = draft[unique];
  const taken = value !== undefined && living.some((row) => row[unique] === value && row['id'] !== before?.['id']);
  return taken ? invalid(reply, unique, `${unique}: has already been taken`, 'DuplicateValue') : undefined;
}
