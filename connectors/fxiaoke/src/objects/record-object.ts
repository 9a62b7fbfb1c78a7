import type { ConnectorManifestInput, LocalText } from '@joinery/contracts';
import { fieldsOf } from '../live-metadata.ts';
import { call, changedSince, createBody, query, updateBody, upsert } from '../operations.ts';

type RecordObject = NonNullable<ConnectorManifestInput['objects']>[string];

interface Kind {
  /** An expression that gives the object’s API name. */
  readonly object: string;
  readonly title: LocalText;
  readonly canonical: string;
}

const byNature = { class: 'idempotent' } as const;
const same = "{'id': input.id}";
/** What the vendor derives or fills in itself is not written back. */
const writable =
  "$sift(input.record, function($value, $name) { $not($contains($name, /__(r|l|o|v)$/)) and $not($name in ['_id', 'owner', 'create_time', 'last_modified_time', 'is_deleted', 'version']) })";

/** What every object can do alike. Nothing announces a deletion: the complete list tells. */
export function recordObject({ object, title, canonical }: Kind): RecordObject {
  return {
    title,
    canonical,
    fields: { from: 'account', operation: fieldsOf(object) },
    id: 'record._id',
    version: 'record.last_modified_time',
    deleted: "record.is_deleted = true or record.life_status = 'invalid'",
    list: { operation: query(object), complete: true },
    get: {
      operation: {
        ...call('get', object, `{'data': {'dataObjectApiName': ${object}, 'objectDataId': input.id}}`),
        output: 'body.data',
      },
    },
    changes: {
      operation: query(object, changedSince),
      cursor: { kind: 'time', value: 'item.last_modified_time', format: 'epoch-milliseconds', lagMs: 60_000 },
      order: 'none',
      deletes: 'not-shown',
    },
    create: {
      operation: { ...call('create', object, createBody(object, writable)), output: "{'id': body.dataId}" },
      effect: { class: 'unsafe' },
    },
    update: {
      operation: { ...call('update', object, updateBody(object, 'input.id', writable)), output: same },
      effect: byNature,
    },
    upsert: { operation: upsert(object, 'input.key', writable), effect: byNature },
    disable: {
      operation: {
        ...call('invalid', object, `{'data': {'dataObjectApiName': ${object}, 'object_data_id': input.id}}`),
        output: same,
      },
      effect: byNature,
    },
  };
}
