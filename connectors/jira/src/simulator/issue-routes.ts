import type { Json, JsonObject } from '@joinery/contracts';
import { textOf, type SimulatorApp, type SimulatorBox, type SimulatorReply } from '@joinery/connector-sdk/simulator';
import { noSuchIssue, refuse } from './answers.ts';
import { draftFrom } from './issue-draft.ts';
import { wireIssue } from './wire.ts';

interface One {
  readonly Params: { readonly key: string };
  readonly Querystring: { readonly fields?: string };
  readonly Body: { readonly fields?: JsonObject; readonly issueUpdates?: readonly { readonly fields?: JsonObject }[] };
}

const path = '/rest/api/3/issue';
const largestBulk = 50;

/** Read, create, create in bulk, edit and delete. */
export function issueRoutes(app: SimulatorApp, box: SimulatorBox, url: () => string): void {
  app.get<One>(`${path}/:key`, ({ params, query }, reply) => {
    const row = issueOf(box, params.key);
    const wanted = (query.fields ?? '*all').split(',');
    return row ? wireIssue(row, wanted, box, url()) : refuse(reply, 404, noSuchIssue);
  });
  app.post<One>(path, ({ body }, reply) => {
    const { row, errors } = draftFrom(body.fields ?? {}, true, box);
    if (Object.keys(errors).length > 0) return refuse(reply, 400, [], errors);
    return reply.code(201).send(reference(box.records.upsert('issues', row), url()));
  });
  app.post<One>(`${path}/bulk`, ({ body }, reply) => bulk(body.issueUpdates ?? [], reply, box, url()));
  app.put<One>(`${path}/:key`, ({ params, body }, reply) => {
    const before = issueOf(box, params.key);
    if (!before) return refuse(reply, 404, noSuchIssue);
    const { row, errors } = draftFrom(body.fields ?? {}, false, box);
    if (Object.keys(errors).length > 0) return refuse(reply, 400, [], errors);
    box.records.upsert('issues', { ...row, id: before['id'] ?? null });
    return reply.code(204).send();
  });
  app.delete<One>(`${path}/:key`, ({ params }, reply) => {
    const row = issueOf(box, params.key);
    if (!row) return refuse(reply, 404, noSuchIssue);
    box.records.remove('issues', textOf(row['id']));
    return reply.code(204).send();
  });
}

/** By its key or its id. */
export function issueOf({ records }: SimulatorBox, key: string): JsonObject | undefined {
  return records.get('issues', key) ?? records.find('issues', (row) => textOf(row['key']) === key.toUpperCase());
}

function reference(row: JsonObject, url: string): JsonObject {
  return { id: row['id'] ?? null, key: row['key'] ?? null, self: `${url}${path}/${textOf(row['id'])}` };
}

/** Those that are good are made; 201 although some were refused, 400 when all were. */
function bulk(
  drafts: readonly { readonly fields?: JsonObject }[],
  reply: SimulatorReply,
  box: SimulatorBox,
  url: string,
): unknown {
  if (drafts.length === 0 || drafts.length > largestBulk) {
    return refuse(reply, 400, `The number of issues to create must be between 1 and ${largestBulk}.`);
  }
  const issues: Json[] = [];
  const errors: Json[] = [];
  drafts.forEach(({ fields = {} }, failedElementNumber) => {
    const { row, errors: faults } = draftFrom(fields, true, box);
    if (Object.keys(faults).length === 0) issues.push(reference(box.records.upsert('issues', row), url));
    else errors.push({ status: 400, elementErrors: { errorMessages: [], errors: faults }, failedElementNumber });
  });
  return reply.code(issues.length === 0 ? 400 : 201).send({ issues, errors });
}
