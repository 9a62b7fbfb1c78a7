import type { ConnectorManifestInput, LocalText } from '@joinery/contracts';
import { fieldsOf } from '../live-metadata.ts';
import { collection, everyField, query, typed, writable } from '../operations.ts';

type RecordObject = NonNullable<ConnectorManifestInput['objects']>[string];

interface Kind {
  readonly object: string;
  readonly title: LocalText;
  readonly canonical: string;
}

const externalField = "$exists(connection.externalIdField) ? connection.externalIdField : 'Ext_Id__c'";
const byNature = { class: 'idempotent' } as const;
const unsafe = { class: 'unsafe' } as const;
const made = "{'id': body.id}";
const same = "{'id': input.id}";

/** What every object of Salesforce can do alike; deleted records stay in the recycle bin and show there. */
export function recordObject({ object, title, canonical }: Kind): RecordObject {
  const one = `/sobjects/${object}/{input.id}`;
  return {
    title,
    canonical,
    fields: { from: 'account', operation: fieldsOf(object) },
    id: 'record.Id',
    version: 'record.SystemModstamp',
    deleted: 'record.IsDeleted = true',
    list: {
      operation: {
        ...query({ soql: `'SELECT ' & state.fields & ' FROM ${object} ORDER BY Id'`, pageSize: 2_000 }),
        before: [everyField(object)],
      },
      complete: true,
    },
    get: { operation: { kind: 'request', request: { method: 'GET', path: one } } },
    changes: {
      operation: {
        ...query({
          soql: `'SELECT ' & state.fields & ' FROM ${object}' & ($exists(state.cursor) ? ' WHERE SystemModstamp >= ' & state.cursor : '') & ' ORDER BY SystemModstamp, Id'`,
          all: true,
          pageSize: 2_000,
        }),
        before: [everyField(object)],
      },
      cursor: { kind: 'time', value: 'item.SystemModstamp', format: 'iso-seconds', lagMs: 60_000 },
      deletes: 'shown',
    },
    create: {
      operation: {
        kind: 'request',
        request: { method: 'POST', path: `/sobjects/${object}`, body: writable('input.record') },
        output: made,
      },
      effect: unsafe,
    },
    update: {
      operation: {
        kind: 'request',
        request: { method: 'PATCH', path: one, body: writable('input.record') },
        output: same,
      },
      effect: byNature,
    },
    upsert: {
      operation: {
        kind: 'request',
        request: {
          method: 'PATCH',
          path: `/sobjects/${object}/{${externalField}}/{input.key}`,
          body: writable('input.record'),
        },
        output: made,
      },
      effect: byNature,
    },
    delete: {
      operation: { kind: 'request', request: { method: 'DELETE', path: one }, output: same },
      effect: byNature,
    },
    createBatch: {
      operation: batch('POST', '/composite/sobjects', typed(object, writable('record'))),
      effect: unsafe,
    },
    updateBatch: {
      operation: batch('PATCH', '/composite/sobjects', typed(object, `$merge([${writable('record')}, {'id': id}])`)),
      effect: byNature,
    },
    upsertBatch: {
      operation: batch(
        'PATCH',
        `/composite/sobjects/${object}/{${externalField}}`,
        typed(object, `$merge([${writable('record')}, {$field: key}])`),
      ),
      effect: byNature,
    },
  };
}

/** Up to 200 records, each with its own outcome: one that is refused does not take the others along. */
function batch(
  method: 'POST' | 'PATCH',
  path: string,
  record: string,
): NonNullable<RecordObject['createBatch']>['operation'] {
  return {
    kind: 'request',
    request: {
      method,
      path,
      body: `($field := ${externalField}; {'allOrNone': false, 'records': [input.records.${record}]})`,
    },
    batch: collection,
  };
}
