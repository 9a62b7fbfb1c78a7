import { canonicalObjects, type CanonicalName, type ConnectorManifestInput } from '@joinery/contracts';
import { create, createEffect, exportSince, get, list, remove, update, upsert } from '../operations.ts';
import { syncedSchema } from '../record-schema.ts';

type RecordObject = NonNullable<ConnectorManifestInput['objects']>[string];

/** How the core calls a record that is kept and no longer used; people are never deleted with their history. */
const outOfUse: Partial<Record<CanonicalName, string>> = {
  Agent: 'suspended',
  Department: 'disabled',
  Customer: 'inactive',
  Contact: 'suspended',
};

const byNature = { class: 'idempotent' } as const;
const written = "{'id': body.id, 'record': body, 'version': body.version}";

/** One object for synchronisation, the same for all: full list, changes with deletions, single and batch writes. */
export function recordObject(name: CanonicalName): RecordObject {
  const { collection, title } = canonicalObjects[name];
  const disabled = outOfUse[name];
  return {
    title,
    canonical: name,
    fields: { from: 'manifest', schema: syncedSchema(name) },
    id: 'record.id',
    version: 'record.version',
    deleted: 'record.isDeleted = true',
    list: { operation: list(collection), complete: true },
    get: { operation: get(collection) },
    changes: {
      operation: exportSince(collection, 'state.cursor'),
      cursor: { kind: 'time', value: 'item.updatedAt', format: 'iso', lagMs: 5_000 },
      deletes: 'shown',
    },
    create: { operation: { ...create(collection, 'input.record'), output: written }, effect: createEffect },
    update: { operation: { ...update(collection, 'input.record'), output: written }, effect: byNature },
    upsert: { operation: { ...upsert(collection, 'input.key'), output: written }, effect: byNature },
    ...(disabled === undefined
      ? {}
      : {
          disable: {
            operation: { ...update(collection, `{'status': '${disabled}'}`), output: written },
            effect: byNature,
          },
        }),
    delete: { operation: remove(collection), effect: byNature },
    upsertBatch: { operation: upsertBatch(collection), effect: byNature },
  };
}

function upsertBatch(collection: string): NonNullable<RecordObject['upsertBatch']>['operation'] {
  const system = "$exists(connection.externalSystem) ? connection.externalSystem : 'joinery'";
  return {
    kind: 'request',
    request: {
      method: 'POST',
      path: `/${collection}/batch`,
      body: `($system := ${system}; {'items': [input.records.$merge([record, {'externalIds': [{'system': $system, 'id': key}]}])]})`,
    },
    batch: {
      field: 'records',
      size: 100,
      outcome: {
        results: 'body.results',
        match: { by: 'index', result: 'result.index' },
        succeeded: "result.status != 'failed'",
        output: "{'id': result.id, 'version': result.version}",
        code: 'result.error.code',
        message: "result.error.message & ': ' & $join(result.error.details.(field & ' ' & message), '; ')",
      },
    },
  };
}
