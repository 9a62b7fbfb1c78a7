import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  numberedPageOf,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { notFound, notWritten } from './answers.ts';
import { isGone } from './collections.ts';

interface Asked {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, string | undefined>>;
  readonly Body: JsonObject | undefined;
}
interface Kind {
  readonly one: string;
  readonly many: string;
  readonly key: string;
  readonly required?: string;
}
const kinds: readonly Kind[] = [
  { one: 'ticket', many: 'tickets', key: 'ticketId', required: 'subject' },
  { one: 'company', many: 'companies', key: 'uId', required: 'companyName' },
  { one: 'user', many: 'users', key: 'cId', required: 'name' },
  { one: 'support', many: 'supports', key: 'sId' },
];
const root = '/api/v1';
const id = ':id(^[^/.]+).json';

/** Tickets, companies, contacts and agents. A request id that came before is answered as it was, and does nothing. */
export function routes(app: SimulatorApp, box: SimulatorBox): void {
  const once = onceOnly(box);
  for (const kind of kinds) kindRoutes(app, box, kind, once);
}

type Once = (request: SimulatorRequest, reply: SimulatorReply, work: () => unknown) => unknown;

function kindRoutes(app: SimulatorApp, box: SimulatorBox, kind: Kind, once: Once): void {
  const { records } = box;
  const { one, many, key, required } = kind;
  app.get<Asked>(`${root}/${many}.json`, (request) =>
    page(box, kind, matching(records.list(many), request.query, kind), request),
  );
  // One ticket comes as a list of one.
  app.get<Asked>(`${root}/${many}/${id}`, ({ params }, reply) => {
    const row = records.get(many, params.id);
    if (!row) return notFound(reply);
    return { [one]: many === 'tickets' ? [row] : row };
  });
  if (required === undefined) return;
  app.post<Asked>(`${root}/${many}.json`, (request, reply) =>
    once(request, reply, () => {
      const draft = (request.body?.[one] ?? {}) as JsonObject;
      if (textOf(draft[required]).trim() === '') return notWritten(reply, `${required}不能为空`);
      const made = records.upsert(many, draft);
      return written({ [key]: made[key] ?? null });
    }),
  );
  app.put<Asked>(`${root}/${many}/${id}`, (request, reply) =>
    once(request, reply, () => {
      const row = records.get(many, request.params.id);
      if (!row) return notFound(reply);
      const { ticketReply: said, ...draft } = (request.body?.[one] ?? {}) as JsonObject;
      if (required in draft && textOf(draft[required]).trim() === '') return notWritten(reply, `${required}不能为空`);
      records.upsert(many, { ...draft, [key]: row[key] ?? null });
      if (said !== undefined) records.upsert('replies', { ...(said as JsonObject), ticketId: row[key] ?? null });
      return { status: '0', message: 'Update ok', data: false };
    }),
  );
}

const written = (data: JsonObject): JsonObject => ({ requestId: randomUUID(), status: '0', message: 'OK', data });

function page(
  { faults }: SimulatorBox,
  { many }: Kind,
  rows: readonly JsonObject[],
  request: SimulatorRequest,
): JsonObject {
  const size = { usual: 10, most: 100 };
  const { items, total, page: number, next } = numberedPageOf({ rows, request, faults, size });
  const address = (of: number): string => `https://www.bangwo8.com${request.url.split('?')[0] ?? ''}?page=${of}`;
  return {
    [many]: items,
    // Numbers are often texts.
    count: String(total),
    next_page: next === undefined ? null : address(number + 1),
    previous_page: number > 1 ? address(number - 1) : null,
  };
}

function matching(rows: readonly JsonObject[], query: Asked['Querystring'], { key }: Kind): readonly JsonObject[] {
  const { updated_start: start, updated_end: end, updated_order: order, deStat } = query;
  const field = order ? 'updateDT' : key;
  const sign = order === 'desc' ? -1 : 1;
  const compared = (a: JsonObject, b: JsonObject): number => {
    const [left, right] = [textOf(a[field]), textOf(b[field])];
    return field === key || left === right ? Number(a[key]) - Number(b[key]) : left < right ? -1 : 1;
  };
  return rows
    .filter(
      (row) =>
        (deStat === '1' || !isGone(row)) &&
        (!start || textOf(row['updateDT']) >= start) &&
        (!end || textOf(row['updateDT']) <= end),
    )
    .toSorted((a, b) => sign * compared(a, b));
}

function onceOnly(box: SimulatorBox): Once {
  const answered = new Map<string, unknown>();
  box.onReset(() => answered.clear());
  return (request, reply, work) => {
    const key = request.headers['requestid'];
    if (typeof key !== 'string') return work();
    if (answered.has(key)) return answered.get(key);
    const answer = work();
    // What was refused may be sent again.
    if (answer !== reply) answered.set(key, answer);
    return answer;
  };
}
