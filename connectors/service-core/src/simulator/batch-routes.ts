import type { Json, JsonObject } from '@joinery/contracts';
import { schemaFaults, textOf, type SimulatorApp, type SimulatorBox } from '@joinery/connector-sdk/simulator';
import { notFound, refuse } from './answers.ts';
import { objectOf, withoutNulls } from './collections.ts';
import { byExternalId } from './record-routes.ts';

interface Batch {
  readonly Params: { readonly collection: string };
  readonly Body: { readonly items?: readonly JsonObject[] };
}

const largest = 100;

/** Up to a hundred upserts; each record has its own outcome, and the answer is 200 although some were refused. */
export function batchRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.post<Batch>('/api/v1/:collection/batch', ({ params, body }, reply) => {
    if (!objectOf.has(params.collection)) return refuse(reply, notFound(`Object ${params.collection}`));
    const items = body.items ?? [];
    if (items.length === 0 || items.length > largest) {
      return refuse(reply, { status: 422, code: 'bad_batch', message: `A batch holds 1 to ${largest} items` });
    }
    return { results: items.map((item, index) => ({ index, ...one(box, params.collection, item) })) };
  });
}

function one(box: SimulatorBox, collection: string, item: JsonObject): JsonObject {
  const existing = existingOf(box, collection, item);
  const record = existing ? { ...existing, ...item, id: existing['id'] ?? null } : item;
  const details = schemaFaults(objectOf.get(collection)?.schema ?? {}, withoutNulls(record)).map((fault) => ({
    ...fault,
  }));
  if (details.length > 0)
    return { status: 'failed', error: { code: 'validation_failed', message: 'The record is not valid', details } };
  const { id, version } = box.records.upsert(collection, record);
  return { status: existing ? 'updated' : 'created', id: id ?? null, version: version ?? null };
}

function existingOf(box: SimulatorBox, collection: string, item: JsonObject): JsonObject | undefined {
  const byId = textOf(item['id']) === '' ? undefined : box.records.get(collection, textOf(item['id']));
  if (byId) return byId;
  const ids: readonly Json[] = Array.isArray(item['externalIds']) ? item['externalIds'] : [];
  for (const entry of ids) {
    const { system, id } = entry as JsonObject;
    const found = byExternalId(box, collection, textOf(system), textOf(id));
    if (found) return found;
  }
  return undefined;
}
