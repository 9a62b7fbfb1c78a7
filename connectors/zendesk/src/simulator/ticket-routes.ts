import { createHash } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { invalid, notFound, refuse } from './answers.ts';
import { agent } from './authorise.ts';
import { cursorPage, exportByTime, exportPage, route } from './routing.ts';

const words: Readonly<Record<string, readonly string[]>> = {
  status: ['new', 'open', 'pending', 'hold', 'solved', 'closed'],
  priority: ['low', 'normal', 'high', 'urgent'],
  type: ['problem', 'incident', 'question', 'task'],
};

/** Tickets, their comments and audits, the search and the export. */
export function ticketRoutes(app: SimulatorApp, box: SimulatorBox, exportDelayMs: number): void {
  const { records } = box;
  const living = () => records.list('tickets').filter(({ status }) => status !== 'deleted');
  const exported = () => ({
    rows: records.list('tickets'),
    at: (row: JsonObject) => Number(row['generated_timestamp']),
    delayMs: exportDelayMs,
  });
  const remembered = idempotency(box);

  route(app, 'get', '/tickets', (asked) => cursorPage('tickets', living(), asked, box));
  route(app, 'get', '/search/export', (asked) => {
    const results = living().filter((row) => fits(row, asked.Querystring['query'] ?? ''));
    return cursorPage(
      'results',
      results.map((row) => ({ ...row, result_type: 'ticket' })),
      asked,
      box,
    );
  });
  route(app, 'get', '/incremental/tickets/cursor', (asked, reply) =>
    exportPage('tickets', exported(), asked, reply, box),
  );
  route(app, 'get', '/incremental/tickets', (asked, reply) => exportByTime('tickets', exported(), asked, reply, box));
  route(app, 'get', '/tickets/show_many', ({ Querystring: { ids = '' } }) => ({
    tickets: living().filter(({ id }) => ids.split(',').includes(textOf(id))),
  }));
  route(app, 'post', '/tickets', ({ Body: body = {}, request }, reply) =>
    remembered(request.headers['idempotency-key'], body, reply, () => create(box, draftOf(body), reply)),
  );
  route(app, 'get', '/tickets/:id', ({ Params: { id } }, reply) =>
    withTicket(box, id, reply, (ticket) => ({ ticket })),
  );
  route(app, 'put', '/tickets/:id', ({ Params: { id }, Body: body = {} }, reply) =>
    withTicket(box, id, reply, (ticket) => update(box, ticket, draftOf(body), reply)),
  );
  route(app, 'delete', '/tickets/:id', ({ Params: { id } }, reply) =>
    withTicket(box, id, reply, () => {
      records.remove('tickets', id);
      return reply.code(204).send();
    }),
  );
  route(app, 'get', '/tickets/:id/comments', (asked, reply) =>
    withTicket(box, asked.Params.id, reply, () => cursorPage('comments', commentsOf(box, asked.Params.id), asked, box)),
  );
  route(app, 'get', '/tickets/:id/audits', ({ Params: { id }, Querystring: { sort } }, reply) =>
    withTicket(box, id, reply, () => {
      const audits = commentsOf(box, id).map(auditOf);
      return { audits: sort === '-created_at' ? audits.toReversed() : audits, meta: { has_more: false } };
    }),
  );
}

function withTicket(
  box: SimulatorBox,
  id: string,
  reply: SimulatorReply,
  work: (ticket: JsonObject) => unknown,
): unknown {
  const ticket = box.records.get('tickets', id);
  return ticket && ticket['status'] !== 'deleted' ? work(ticket) : notFound(reply);
}

const draftOf = (body: JsonObject): JsonObject => (body['ticket'] ?? {}) as JsonObject;

function create(box: SimulatorBox, draft: JsonObject, reply: SimulatorReply): SimulatorReply {
  const { comment, requester, metadata, via_followup_source_id: source, ...fields } = draft;
  const text = textOf((comment as JsonObject | undefined)?.['body']);
  if (text.trim() === '') return invalid(reply, 'base', 'Description: cannot be blank', 'BlankValue');
  const fault = wordFault(fields);
  if (fault) return invalid(reply, ...fault);
  const ticket = box.records.upsert('tickets', {
    ...fields,
    raw_subject: fields['subject'] ?? null,
    description: text,
    requester_id: fields['requester_id'] ?? requesterId(box, requester as JsonObject | undefined),
    ...(source !== undefined && { via: { channel: 'api', source: { rel: 'follow_up', from: { ticket_id: source } } } }),
  });
  const made = say(box, ticket, comment as JsonObject, metadata as JsonObject | undefined, true);
  return reply
    .code(201)
    .header('location', `/api/v2/tickets/${textOf(ticket['id'])}.json`)
    .send({ ticket, audit: auditOf(made) });
}

function update(box: SimulatorBox, ticket: JsonObject, draft: JsonObject, reply: SimulatorReply): unknown {
  const { comment, metadata, safe_update: safe, updated_stamp: stamp, ...fields } = draft;
  if (ticket['status'] === 'closed')
    return invalid(reply, 'status', 'Status: closed prevents ticket update', 'InvalidValue');
  if (safe === true && Date.parse(textOf(stamp)) !== Date.parse(textOf(ticket['updated_at'])))
    return refuse(reply, 409, 'UpdateConflict', 'Safe Update prevented the update due to outdated ticket data.');
  const fault = wordFault(fields);
  if (fault) return invalid(reply, ...fault);
  const changed = box.records.upsert('tickets', { ...fields, id: ticket['id'] ?? null });
  if (comment) say(box, changed, comment as JsonObject, metadata as JsonObject | undefined, false);
  return { ticket: changed };
}

/** The first comment of a ticket is no event. */
function say(
  box: SimulatorBox,
  ticket: JsonObject,
  comment: JsonObject,
  metadata: JsonObject = {},
  first: boolean,
): JsonObject {
  return box.records.upsert('comments', {
    ticket_id: ticket['id'] ?? null,
    body: comment['body'] ?? '',
    public: comment['public'] !== false,
    author_id: comment['author_id'] ?? agent.id,
    metadata: { system: {}, custom: metadata },
    ...(first && { first: true }),
  });
}

function commentsOf({ records }: SimulatorBox, ticket: string): readonly JsonObject[] {
  return records
    .list('comments')
    .filter((row) => textOf(row['ticket_id']) === ticket)
    .map((row) => {
      const { first: _, ...comment } = row;
      return { ...comment, type: 'Comment', html_body: `<p>${textOf(row['body'])}</p>` };
    });
}

function auditOf({
  id = null,
  ticket_id = null,
  created_at = null,
  author_id = null,
  metadata = {},
  ...comment
}: JsonObject): JsonObject {
  return {
    id: Number(id) + 100_000,
    ticket_id,
    created_at,
    author_id,
    metadata,
    events: [{ id, type: 'Comment', ...comment }],
  };
}

function wordFault(draft: JsonObject): [field: string, description: string, error: string] | undefined {
  for (const [field, allowed] of Object.entries(words)) {
    const value = draft[field];
    if (value !== undefined && value !== null && !allowed.includes(textOf(value)))
      return [field, `${field}: ${textOf(value)} is invalid`, 'InvalidValue'];
  }
  return undefined;
}

/** Found by e-mail, or made. */
function requesterId({ records }: SimulatorBox, requester: JsonObject = { email: agent.email }): JsonObject[string] {
  const { email = null, name = null } = requester;
  const found = records.find('users', (row) => row['email'] === email);
  return (found ?? records.upsert('users', { email, name }))['id'] ?? null;
}

/** A word of the subject, or `status:…` and `priority:…`. */
function fits(ticket: JsonObject, query: string): boolean {
  return query
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => {
      const [, field, value] = /^(status|priority|external_id):(.+)$/.exec(word) ?? [];
      return field === undefined ? textOf(ticket['subject']).includes(word) : textOf(ticket[field]) === value;
    });
}

type Answer = () => SimulatorReply;

/** A key is kept for two hours; with it the same request makes the same ticket, and another one is refused. */
function idempotency(box: SimulatorBox) {
  const kept = new Map<string, { readonly digest: string; readonly until: number; readonly ticket: string }>();
  box.onReset(() => kept.clear());
  return (
    key: string | readonly string[] | undefined,
    body: JsonObject,
    reply: SimulatorReply,
    make: Answer,
  ): unknown => {
    if (typeof key !== 'string') return make();
    const digest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    const before = kept.get(key);
    if (before && before.until > box.now()) {
      if (before.digest !== digest)
        return refuse(
          reply,
          400,
          'IdempotentRequestError',
          'Request parameters do not match the given idempotency key',
        );
      const ticket = box.records.get('tickets', before.ticket) ?? null;
      return reply.code(201).header('x-idempotency-lookup', 'hit').send({ ticket });
    }
    reply.header('x-idempotency-lookup', 'miss');
    const last = () => box.records.list('tickets').at(-1);
    const newest = last()?.['id'];
    const sent = make();
    const made = last();
    if (made && made['id'] !== newest)
      kept.set(key, { digest, until: box.now() + 7_200_000, ticket: textOf(made['id']) });
    return sent;
  };
}
