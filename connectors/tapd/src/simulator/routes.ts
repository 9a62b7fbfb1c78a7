import type { JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
} from '@joinery/connector-sdk/simulator';
import { fault, refuse, success } from './answers.ts';
import { isThere, statusMaps, workspaceId } from './collections.ts';

type Query = Readonly<Record<string, string | undefined>>;
interface Asked {
  readonly Querystring: Query;
  readonly Body: unknown;
}
interface Kind {
  readonly name: 'bugs' | 'stories' | 'comments';
  readonly node: string;
  readonly title?: 'title' | 'name';
  readonly word?: 'bug' | 'story';
}
const kinds: readonly Kind[] = [
  { name: 'bugs', node: 'Bug', title: 'title', word: 'bug' },
  { name: 'stories', node: 'Story', title: 'name', word: 'story' },
  { name: 'comments', node: 'Comment' },
];

/** Items and comments of the workspace; a POST makes one, or changes the one it names. */
export function routes(app: SimulatorApp, box: SimulatorBox): void {
  const { records } = box;
  app.get<Asked>('/workspaces/get_workspace_info', ({ query }, reply) =>
    inWorkspace(query, reply, () => success({ Workspace: { id: workspaceId, name: '客服平台', status: 'normal' } })),
  );
  app.get<Asked>('/workspaces/users', ({ query }, reply) =>
    inWorkspace(query, reply, () => success(records.list('users').map((user) => ({ UserWorkspace: user })))),
  );
  app.get<Asked>('/workflows/status_map', ({ query }, reply) =>
    inWorkspace(query, reply, () => success(statusMaps[query['system'] ?? ''] ?? {})),
  );
  for (const kind of kinds) kindRoutes(app, box, kind);
}

function kindRoutes(app: SimulatorApp, box: SimulatorBox, kind: Kind): void {
  const { records } = box;
  const { name, node } = kind;
  const there = () => records.list(name).filter(isThere);
  app.get<Asked>(`/${name}`, ({ query, url }, reply) =>
    inWorkspace(query, reply, () =>
      success(page(box, matching(there(), query), query, url).map((row) => ({ [node]: row }))),
    ),
  );
  app.get<Asked>(`/${name}/count`, ({ query }, reply) =>
    inWorkspace(query, reply, () => success({ count: matching(there(), query).length })),
  );
  app.get<Asked>(`/${name}/get_removed_${name}`, ({ query, url }, reply) =>
    inWorkspace(query, reply, () => {
      const gone = records.list(name).filter((row) => !isThere(row));
      return success(page(box, gone, query, url).map((row) => ({ [`Removed${node}`]: removedRow(kind, row) })));
    }),
  );
  app.post<Asked>(`/${name}`, ({ body }, reply) => {
    const draft = fieldsOf(body);
    return inWorkspace({ workspace_id: textOf(draft['workspace_id']) }, reply, () => {
      const outcome = drafted(kind, draft);
      if (typeof outcome === 'string') return fault(reply, outcome);
      const id = textOf(draft['id']);
      if (id !== '' && !there().some((row) => row['id'] === id)) return fault(reply, `${node} ${id} does not exist`);
      return success({ [node]: records.upsert(name, outcome) });
    });
  });
}

/** Without a workspace it is a 422; one that is not ours is refused. */
function inWorkspace({ workspace_id: id }: Query, reply: SimulatorReply, work: () => unknown): unknown {
  if (!id) return refuse(reply, 422, 'workspace_id is required');
  return id === workspaceId ? work() : refuse(reply, 403, 'No permission to access this workspace');
}

/** When a bug went is its `modified`; a story has `deleted` for it. */
function removedRow({ title = 'title', word }: Kind, row: JsonObject): JsonObject {
  const { id = null, created = null, removed = null } = row;
  const at = word === 'bug' ? { modified: removed, type: 'delete' } : { deleted: removed };
  return { id, [title]: row[title] ?? null, created, operation_user: 'wangfang', ...at };
}

function page({ faults }: SimulatorBox, rows: readonly JsonObject[], query: Query, url: string): readonly JsonObject[] {
  const number = Math.max(1, Number(query['page'] ?? 1));
  const limit = Math.min(200, Math.max(1, Number(query['limit'] ?? 30)));
  return offsetPageOf({ rows, limit, offset: (number - 1) * limit, faults, path: url }).items;
}

const control = new Set(['workspace_id', 'limit', 'page', 'order', 'fields']);
const fuzzy = new Set(['title', 'name', 'current_owner', 'owner']);

function matching(rows: readonly JsonObject[], query: Query): readonly JsonObject[] {
  const [field = 'created', direction = 'desc'] = (query['order'] ?? 'created desc').toLowerCase().split(' ');
  const sign = direction === 'asc' ? 1 : -1;
  const compared = (a: JsonObject, b: JsonObject): number => {
    const [left, right] = [`${textOf(a[field])} ${textOf(a['id'])}`, `${textOf(b[field])} ${textOf(b['id'])}`];
    return left === right ? 0 : left < right ? -1 : 1;
  };
  const conditions = Object.entries(query).filter(([name]) => !control.has(name));
  return rows
    .filter((row) => conditions.every(([name, asked = '']) => holds(textOf(row[name]), asked, fuzzy.has(name))))
    .toSorted((a, b) => sign * compared(a, b));
}

/** `>day` is beyond that day; `a|b` is one of several. */
function holds(value: string, asked: string, contains: boolean): boolean {
  if (asked.startsWith('>')) return value.slice(0, 10) > asked.slice(1, 11);
  if (asked.startsWith('<')) return value.slice(0, 10) < asked.slice(1, 11);
  return contains ? value.includes(asked) : asked.split(/[|,]/).includes(value);
}

function fieldsOf(body: unknown): JsonObject {
  if (typeof body === 'string') return Object.fromEntries(new URLSearchParams(body));
  return (body ?? {}) as JsonObject;
}

/** A status may be said by its Chinese name. What is wrong is told in a sentence. */
function drafted({ name, title, word }: Kind, draft: JsonObject): JsonObject | string {
  const { v_status: label, current_user: _, ...fields } = draft;
  if (name === 'comments') return textOf(fields['author']) === '' ? 'author is required' : fields;
  const map = statusMaps[word ?? ''] ?? {};
  const isNew = textOf(fields['id']) === '';
  if (title && (isNew || title in fields) && textOf(fields[title]).trim() === '') return `${title} is required`;
  const status = label === undefined ? fields['status'] : Object.keys(map).find((key) => map[key] === label);
  if (label !== undefined && status === undefined) return `v_status ${textOf(label)} is invalid`;
  if (status !== undefined && !Object.hasOwn(map, textOf(status))) return `status ${textOf(status)} is invalid`;
  return { ...fields, ...(status !== undefined && { status }) };
}
