import type { Json, JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
} from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';
import { user } from './authorise.ts';

interface Asked {
  readonly Params: { readonly id: string; readonly verb: string };
  readonly Querystring: {
    readonly page?: string;
    readonly limit?: string;
    readonly status?: string;
    readonly order?: string;
    readonly product?: string;
  };
  readonly Body: JsonObject | undefined;
}

const path = '/api.php/v1';

/** Bugs, products and people. */
export function routes(app: SimulatorApp, box: SimulatorBox): void {
  app.get(`${path}/user`, () => ({ profile: { id: 1, account: user.account, realname: user.realname } }));
  app.get<Asked>(`${path}/users`, ({ query, url }) => page(box, 'users', box.records.list('users'), query, url));
  app.get<Asked>(`${path}/products`, ({ query, url }) =>
    page(box, 'products', box.records.list('products'), query, url),
  );
  app.get<Asked>(
    `${path}/products/:id`,
    ({ params }, reply) => box.records.get('products', params.id) ?? refuse(reply, 404, 'not found'),
  );
  app.get<Asked>(`${path}/products/:id/bugs`, ({ params, query, url }, reply) =>
    list(box, params.id, query, url, reply),
  );
  app.get<Asked>(`${path}/bugs`, ({ query, url }, reply) =>
    query.product ? list(box, query.product, query, url, reply) : refuse(reply, 400, 'Need product id.'),
  );
  app.post<Asked>(`${path}/products/:id/bugs`, ({ params, body = {} }, reply) => {
    if (!box.records.get('products', params.id)) return refuse(reply, 404, 'not found');
    const fault = missing(body) ?? invalidFields(body);
    if (fault !== undefined) return refuse(reply, 400, fault);
    return wireOne(box, box.records.upsert('bugs', { ...body, product: Number(params.id) }));
  });
  app.get<Asked>(`${path}/bugs/:id`, ({ params }, reply) => withBug(box, params.id, reply, (row) => wireOne(box, row)));
  app.put<Asked>(`${path}/bugs/:id`, ({ params, body = {} }, reply) =>
    withBug(box, params.id, reply, (row) => {
      const fault = invalidFields(body);
      if (fault !== undefined) return refuse(reply, 400, fault);
      return wireOne(box, box.records.upsert('bugs', { ...body, id: row['id'] ?? null }));
    }),
  );
  app.delete<Asked>(`${path}/bugs/:id`, ({ params }, reply) =>
    withBug(box, params.id, reply, () => {
      box.records.remove('bugs', params.id);
      return { message: 'success' };
    }),
  );
  app.post<Asked>(`${path}/bugs/:id/:verb`, ({ params, body = {} }, reply) =>
    withBug(box, params.id, reply, (row) => act(box, params.verb, row, body, reply)),
  );
}

function page(
  box: SimulatorBox,
  name: string,
  rows: readonly JsonObject[],
  query: Asked['Querystring'],
  url: string,
): JsonObject {
  const number = Math.max(1, Number(query.page ?? 1));
  const limit = Math.max(1, Number(query.limit ?? 20));
  const { items } = offsetPageOf({ rows, limit, offset: (number - 1) * limit, faults: box.faults, path: url });
  return { page: number, total: rows.length, limit, [name]: items };
}

function list(
  box: SimulatorBox,
  product: string,
  query: Asked['Querystring'],
  url: string,
  reply: SimulatorReply,
): unknown {
  if (!box.records.get('products', product)) return refuse(reply, 404, 'not found');
  const [field = 'id', direction = 'desc'] = (query.order ?? 'id_desc').split('_');
  const sign = direction === 'asc' ? 1 : -1;
  const rows = box.records
    .list('bugs')
    .filter((row) => textOf(row['product']) === product && shown(row, query.status ?? 'unclosed'))
    .toSorted((a, b) => sign * compared(a, b, field));
  const { bugs, ...head } = page(box, 'bugs', rows, query, url) as JsonObject & {
    readonly bugs: readonly JsonObject[];
  };
  return { ...head, bugs: bugs.map(wireListed) };
}

function shown(row: JsonObject, status: string): boolean {
  if (row['deleted'] === true) return false;
  if (status === 'unclosed') return row['status'] !== 'closed';
  return status === 'unresolved' ? row['status'] === 'active' : true;
}

function compared(a: JsonObject, b: JsonObject, field: string): number {
  const [left, right] = [textOf(a[field]), textOf(b[field])];
  return field === 'id' || left === right ? Number(a['id']) - Number(b['id']) : left < right ? -1 : 1;
}

const names: Readonly<Record<string, string>> = { active: '激活', resolved: '已解决', closed: '已关闭' };

/** In a list the status is an object. */
function wireListed(row: JsonObject): JsonObject {
  const code = textOf(row['status']);
  return { ...row, status: { code, name: names[code] ?? code } };
}

/** In a single bug people are objects, and its history stands beside it. */
function wireOne({ records }: SimulatorBox, row: JsonObject): JsonObject {
  const person = (account: Json | undefined): Json => records.get('users', textOf(account)) ?? null;
  return {
    ...row,
    openedBy: person(row['openedBy']),
    assignedTo: person(row['assignedTo']),
    productName: records.get('products', textOf(row['product']))?.['name'] ?? null,
    actions: records.list('actions').filter((action) => action['objectID'] === row['id']),
  };
}

function withBug(box: SimulatorBox, id: string, reply: SimulatorReply, work: (bug: JsonObject) => unknown): unknown {
  const row = box.records.get('bugs', id);
  return row && row['deleted'] !== true ? work(row) : refuse(reply, 404, 'not found');
}

const required = {
  title: 'Bug标题',
  pri: '优先级',
  severity: '严重程度',
  type: 'Bug类型',
  openedBuild: '影响版本',
} as const;

function missing(draft: JsonObject): string | undefined {
  const name = Object.entries(required).find(([field]) => draft[field] === undefined || draft[field] === '')?.[1];
  return name && `『${name}』不能为空。`;
}

function invalidFields(draft: JsonObject): JsonObject | undefined {
  if ('title' in draft && textOf(draft['title']).trim() === '') return { title: ['『Bug标题』不能为空。'] };
  if (textOf(draft['title']).length > 255) return { title: ['『Bug标题』长度应当不超过『255』，且大于『0』。'] };
  if ('severity' in draft && !(Number(draft['severity']) >= 1)) return { severity: ['『严重程度』应当是数字。'] };
  return undefined;
}

const moves: Readonly<Record<string, { readonly from: readonly string[]; readonly to: JsonObject }>> = {
  confirm: { from: ['active'], to: { confirmed: 1 } },
  assign: { from: ['active', 'resolved'], to: {} },
  resolve: { from: ['active'], to: { status: 'resolved' } },
  close: { from: ['active', 'resolved'], to: { status: 'closed' } },
  active: {
    from: ['resolved', 'closed'],
    to: { status: 'active', resolution: '', resolvedDate: null, closedDate: null },
  },
};

function act(box: SimulatorBox, verb: string, row: JsonObject, body: JsonObject, reply: SimulatorReply): unknown {
  const move = Object.hasOwn(moves, verb) ? moves[verb] : undefined;
  if (!move) return refuse(reply, 404, 'not found');
  if (!move.from.includes(textOf(row['status']))) return refuse(reply, 400, `当前状态不能${verb}`);
  if (verb === 'resolve' && textOf(body['resolution']) === '')
    return refuse(reply, 400, { resolution: ['『解决方案』不能为空。'] });
  const at = `${new Date(box.now()).toISOString().slice(0, 19)}Z`;
  const { comment, ...fields } = body;
  const dated = verb === 'resolve' ? { resolvedDate: at } : verb === 'close' ? { closedDate: at } : {};
  box.records.upsert('actions', {
    objectType: 'bug',
    objectID: row['id'] ?? null,
    action: verb,
    comment: comment ?? '',
  });
  return wireOne(box, box.records.upsert('bugs', { ...fields, ...dated, ...move.to, id: row['id'] ?? null }));
}
