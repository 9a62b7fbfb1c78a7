import type { JsonObject } from '@joinery/contracts';
import {
  offsetPageOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorRecord,
  type SimulatorReply,
  textOf,
} from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';
import { InvalidFilter, parseFilter } from './filter.ts';
import { InvalidPatch, patched } from './patch.ts';

interface Asked {
  readonly Params: { readonly id: string };
  readonly Querystring: Readonly<Record<string, string>>;
  readonly Body: JsonObject;
}

interface Resource {
  readonly path: 'Users' | 'Groups';
  readonly collection: 'users' | 'groups';
  /** What must be there; unique among users. */
  readonly required: 'userName' | 'displayName';
}

const base = '/scim/v2';
export const resources: readonly Resource[] = [
  { path: 'Users', collection: 'users', required: 'userName' },
  { path: 'Groups', collection: 'groups', required: 'displayName' },
];
const mostPerPage = 200;

/** Users and groups by RFC 7644 §3.3 to §3.6. */
export function resourceRoutes(server: SimulatorApp, box: SimulatorBox, resource: Resource): void {
  const { path, collection } = resource;
  const one = `${base}/${path}/:id`;
  const unknown = (reply: SimulatorReply, id: string) => refuse(reply, 404, `Resource ${id} not found`);

  server.get<Asked>(`${base}/${path}`, ({ query, url }, reply) => {
    try {
      const filter = query['filter'];
      const test = filter === undefined || filter === '' ? () => true : parseFilter(filter);
      return send(reply, 200, page(box, box.records.list(collection).filter(test), query, url));
    } catch (error) {
      if (error instanceof InvalidFilter)
        return refuse(reply, 400, `The filter is not understood: ${error.message}`, 'invalidFilter');
      throw error;
    }
  });
  server.get<Asked>(one, ({ params, headers }, reply) => {
    const record = box.records.get(collection, params.id);
    return record ? sendRecord(reply, 200, record, path, headers.host) : unknown(reply, params.id);
  });
  server.post<Asked>(`${base}/${path}`, ({ body, headers }, reply) => {
    const refusal = wrong(box, resource, body);
    if (refusal) return refuse(reply, refusal.status, refusal.detail, refusal.scimType);
    const { id: _, meta: __, ...draft } = body;
    return sendRecord(reply, 201, box.records.upsert(collection, draft), path, headers.host);
  });
  server.patch<Asked>(one, ({ params, body, headers }, reply) => {
    const record = box.records.get(collection, params.id);
    if (!record) return unknown(reply, params.id);
    const match = headers['if-match'];
    if (match !== undefined && match !== versionOf(record)) return refuse(reply, 412, 'The version does not match');
    try {
      return sendRecord(reply, 200, box.records.upsert(collection, patched(record, body)), path, headers.host);
    } catch (error) {
      if (error instanceof InvalidPatch) return refuse(reply, 400, error.message, error.scimType);
      throw error;
    }
  });
  server.delete<Asked>(one, ({ params }, reply) =>
    box.records.remove(collection, params.id) ? reply.code(204).send() : unknown(reply, params.id),
  );
}

function page(
  box: SimulatorBox,
  rows: readonly SimulatorRecord[],
  query: Asked['Querystring'],
  url: string,
): JsonObject {
  const startIndex = Math.max(1, Number(query['startIndex'] ?? 1));
  const limit = Math.min(mostPerPage, Math.max(0, Number(query['count'] ?? 100)));
  const { items } = offsetPageOf({ rows, limit, offset: startIndex - 1, faults: box.faults, path: url });
  const totalResults = items.length === 0 && startIndex === 1 ? 0 : rows.length;
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults,
    itemsPerPage: items.length,
    startIndex,
    Resources: items,
  };
}

interface Refusal {
  readonly status: number;
  readonly detail: string;
  readonly scimType: string;
}

function wrong(box: SimulatorBox, { collection, required }: Resource, body: JsonObject): Refusal | undefined {
  const name = textOf(body[required]);
  if (name === '') return { status: 400, detail: `${required} is required`, scimType: 'invalidValue' };
  if (required !== 'userName') return undefined;
  const taken = box.records.find(collection, (row) => textOf(row[required]).toLowerCase() === name.toLowerCase());
  return taken && { status: 409, detail: `userName ${name} is taken`, scimType: 'uniqueness' };
}

function versionOf(record: SimulatorRecord): string {
  return textOf((record['meta'] as JsonObject)['version']);
}

function sendRecord(
  reply: SimulatorReply,
  status: number,
  record: SimulatorRecord,
  path: string,
  host: string | undefined,
): SimulatorReply {
  const location = `http://${host ?? 'localhost'}${base}/${path}/${textOf(record['id'])}`;
  reply.header('etag', versionOf(record));
  if (status === 201) reply.header('location', location);
  return send(reply, status, { ...record, meta: { ...(record['meta'] as JsonObject), location } });
}

export function send(reply: SimulatorReply, status: number, body: JsonObject): SimulatorReply {
  return reply.code(status).type('application/scim+json; charset=utf-8').send(JSON.stringify(body));
}
