import type { ConnectorManifestInput, LocalText } from '@joinery/contracts';
import { fieldsOf } from '../live-metadata.ts';
import { changedSince, everyProperty, search, texts, uniqueProperty } from '../operations.ts';

type RecordObject = NonNullable<ConnectorManifestInput['objects']>[string];

interface Kind {
  readonly type: string;
  readonly title: LocalText;
  readonly canonical: string;
  /** Contacts have another name for it than everything else. */
  readonly modified: 'lastmodifieddate' | 'hs_lastmodifieddate';
}

const byNature = { class: 'idempotent' } as const;
/** Calculated and kept by HubSpot; it refuses to be told. */
const readOnly = "['createdate', 'lastmodifieddate', 'hs_lastmodifieddate', 'hs_object_id', 'hs_createdate']";
const writable = (record: string): string =>
  texts(`$sift(${record}.properties, function($value, $name) { $not($name in ${readOnly}) })`);
const written = "{'id': body.id, 'record': body, 'version': body.updatedAt}";

/** What every object of HubSpot can do alike. What was archived shows in no change: the complete list tells. */
export function recordObject({ type, title, canonical, modified }: Kind): RecordObject {
  const all = `/crm/v3/objects/${type}`;
  const properties = "$join(state.properties, ',')";
  return {
    title,
    canonical,
    fields: { from: 'account', operation: fieldsOf(type) },
    id: 'record.id',
    version: 'record.updatedAt',
    deleted: 'record.archived = true',
    list: {
      operation: {
        kind: 'request',
        before: [everyProperty(type)],
        request: { method: 'GET', path: all, query: { properties } },
        pagination: {
          kind: 'cursor',
          items: 'body.results',
          next: 'body.paging.next.after',
          send: { in: 'query', name: 'after' },
          size: { send: { in: 'query', name: 'limit' }, value: 100 },
        },
      },
      complete: true,
    },
    get: {
      operation: {
        kind: 'request',
        before: [everyProperty(type)],
        request: { method: 'GET', path: `${all}/{input.id}`, query: { properties } },
      },
    },
    changes: {
      operation: { ...search(type, changedSince(modified), 'state.properties'), before: [everyProperty(type)] },
      cursor: { kind: 'time', value: '$toMillis(item.updatedAt)', format: 'epoch-milliseconds', lagMs: 120_000 },
      order: 'none',
      deletes: 'not-shown',
    },
    create: {
      operation: {
        kind: 'request',
        request: {
          method: 'POST',
          path: all,
          body: `{'properties': ${writable('input.record')}, 'associations': []}`,
        },
        output: written,
      },
      effect: { class: 'unsafe' },
    },
    update: {
      operation: {
        kind: 'request',
        request: { method: 'PATCH', path: `${all}/{input.id}`, body: `{'properties': ${writable('input.record')}}` },
        output: written,
      },
      effect: byNature,
    },
    delete: {
      operation: {
        kind: 'request',
        request: { method: 'DELETE', path: `${all}/{input.id}` },
        output: "{'id': input.id}",
      },
      effect: byNature,
    },
    upsertBatch: { operation: upsertBatch(all), effect: byNature },
  };
}

/** Each record carries a trace id, by which HubSpot names those it refused. */
function upsertBatch(all: string): NonNullable<RecordObject['upsertBatch']>['operation'] {
  return {
    kind: 'request',
    request: {
      method: 'POST',
      path: `${all}/batch/upsert`,
      body: `($by := ${uniqueProperty}; {'inputs': [$map(input.records, function($one, $place) {
        {'id': $one.key, 'idProperty': $by, 'objectWriteTraceId': $string($place), 'properties': ${writable('$one.record')}} })]})`,
    },
    batch: {
      field: 'records',
      size: 100,
      outcome: {
        results: `$map(input.records, function($one, $place) {
          ($trace := $string($place); $failed := body.errors[$trace in context.objectWriteTraceId][0];
           $exists($failed) ? {'failed': true, 'category': $failed.category, 'message': $failed.message} : body.results[objectWriteTraceId = $trace]) })`,
        match: { by: 'order' },
        succeeded: '$not(result.failed = true)',
        output: "{'id': result.id, 'version': result.updatedAt}",
        code: 'result.category',
        message: 'result.message',
      },
    },
  };
}
