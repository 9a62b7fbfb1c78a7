import type { ConnectorManifestInput, LocalText } from '@joinery/contracts';
import { fieldsOf } from '../live-metadata.ts';
import { changed, everyField, scroll } from '../operations.ts';

type RecordObject = NonNullable<ConnectorManifestInput['objects']>[string];

interface Kind {
  readonly object: string;
  readonly title: LocalText;
  readonly canonical: string;
}

/** What Neocrm fills in itself is not written back. */
const draft =
  "{'data': $sift(input.record, function($value, $name) { $not($name in ['id', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy']) })}";

/** What every object can do alike. Nothing announces a deletion: the complete list tells. */
export function recordObject({ object, title, canonical }: Kind): RecordObject {
  const at = `/xobjects/${object}/{input.id}`;
  return {
    title,
    canonical,
    fields: { from: 'account', operation: fieldsOf(object) },
    id: '$string(record.id)',
    version: 'record.updatedAt',
    list: {
      operation: {
        ...scroll(`'select ' & state.fields & ' from ${object} order by id'`),
        before: [everyField(object)],
      },
      complete: true,
    },
    get: { operation: { kind: 'request', request: { method: 'GET', path: at }, output: 'body.data' } },
    changes: {
      operation: changed(object, `'${object}'`),
      cursor: { kind: 'time', value: 'item.updatedAt', format: 'epoch-milliseconds', lagMs: 60_000 },
      order: 'none',
      deletes: 'not-shown',
    },
    create: {
      operation: {
        kind: 'request',
        request: { method: 'POST', path: `/xobjects/${object}`, body: draft },
        output: "{'id': $string(body.data.id)}",
      },
      effect: { class: 'unsafe' },
    },
    update: {
      operation: { kind: 'request', request: { method: 'PATCH', path: at, body: draft }, output: "{'id': input.id}" },
      effect: { class: 'idempotent' },
    },
    delete: {
      operation: { kind: 'request', request: { method: 'DELETE', path: at }, output: "{'id': input.id}" },
      effect: { class: 'idempotent' },
    },
  };
}
