import type { Effect, JsonSchema, ObjectWrite, Operation, RecordObject } from '@joinery/contracts';
import type { SideTraits } from '@joinery/sync';
import { isObject } from '../request/put-in-body.ts';

/** What a connector's object can do for a sync, by what its manifest declares. */
export function sideTraits(object: RecordObject, schema: JsonSchema): SideTraits {
  return {
    list: object.list ? (object.list.complete ? 'complete' : 'partial') : 'none',
    changes: changesOf(object),
    get: object.get !== undefined || object.getBatch !== undefined,
    create: createOf(object),
    update: offers(object, 'update'),
    disable: object.disable !== undefined,
    delete: offers(object, 'delete'),
    conditional: object.version !== undefined && object.update !== undefined,
    batch: batchOf(object),
    sensitive: sensitiveFields(schema),
  };
}

/** Deletions that are listed apart share the cursor of the changes only where both go by time. */
export function changesOf({ changes, deletions }: RecordObject): SideTraits['changes'] {
  if (!changes && !deletions) return 'none';
  const byTime = changes?.cursor.kind === 'time' && (!deletions || deletions.cursor.kind === 'time');
  return byTime ? 'time' : 'bookmark';
}

/**
 * How a record is made. An upsert on a field of the record comes first, for it cannot make a second one; an upsert on a
 * key of ours knows the key; without either it is the declared effect that counts.
 */
export type CreateWay = 'upsert-by-field' | 'upsert-by-key' | 'create' | 'none';

export function createWay(object: RecordObject): CreateWay {
  if (offers(object, 'upsert') && object.key !== undefined) return 'upsert-by-field';
  if (offers(object, 'create')) return 'create';
  return offers(object, 'upsert') ? 'upsert-by-key' : 'none';
}

function createOf(object: RecordObject): SideTraits['create'] {
  switch (createWay(object)) {
    case 'upsert-by-field':
      return 'upsert';
    case 'upsert-by-key':
      return 'idempotent';
    case 'create':
      return repeatable((object.create ?? object.createBatch)!.effect.class);
    case 'none':
      return 'none';
  }
}

function repeatable(effect: Effect): 'idempotent' | 'checkable' | 'unsafe' {
  switch (effect) {
    case 'idempotent':
    case 'checkable':
      return effect;
    case 'read':
    case 'unsafe':
      return 'unsafe';
  }
}

export function offers(object: RecordObject, write: 'create' | 'update' | 'upsert' | 'delete'): boolean {
  return object[write] !== undefined || object[`${write}Batch`] !== undefined;
}

const batchWrites = ['createBatch', 'updateBatch', 'upsertBatch', 'deleteBatch'] as const satisfies ObjectWrite[];

/** Code sees to its own limits. Single calls go side by side, so that a handful of them is one batch too. */
const mostByCode = 1_000;
const mostSingles = 20;

function batchOf(object: RecordObject): number {
  const sizes = batchWrites.flatMap((write) => (object[write] ? sizeOf(object[write].operation) : []));
  return sizes.length === 0 ? mostSingles : Math.max(...sizes);
}

function sizeOf(operation: Operation): number {
  return operation.kind === 'code' ? mostByCode : (operation.batch?.size ?? mostSingles);
}

function sensitiveFields({ properties }: JsonSchema): readonly string[] {
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, field]) =>
    isObject(field) && field['x-sensitive'] === true ? name : [],
  );
}
