import { defineObject } from '@joinery/connector-sdk';
import { bugSchema, touchedAt, withPlainStatus } from '../bug-schema.ts';
import { bugs } from '../operations.ts';

const one = '/bugs/{input.id}';
const written = `{'id': $string(body.id), 'record': ${withPlainStatus('body')}}`;
/** What ZenTao fills in itself, and what its actions alone may change, is not written back. */
const draft =
  "$sift(input.record, function($value, $name) { $name in ['title', 'steps', 'type', 'severity', 'pri', 'keywords', 'module', 'project', 'execution', 'story', 'task', 'assignedTo', 'openedBuild', 'deadline', 'os', 'browser'] })";

/** Bugs of the connection's product. Nothing announces a change or a deletion: the lists tell. */
export const bug = defineObject({
  title: { zh: '缺陷', en: 'Bug' },
  canonical: 'Ticket',
  fields: { from: 'manifest', schema: bugSchema },
  id: '$string(record.id)',
  version: touchedAt('record'),
  deleted: "record.deleted = true or record.deleted = '1'",
  list: { operation: bugs('{connection.product}', "'all'"), complete: true },
  get: {
    operation: { kind: 'request', request: { method: 'GET', path: one }, output: withPlainStatus('body') },
  },
  changes: {
    operation: { kind: 'code', paginated: true },
    cursor: { kind: 'time', value: touchedAt('item'), format: 'iso-seconds', lagMs: 60_000 },
    order: 'none',
    deletes: 'not-shown',
  },
  create: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/products/{connection.product}/bugs',
        body: `$merge([{'openedBuild': ['trunk'], 'type': 'codeerror', 'severity': 3, 'pri': 3}, ${draft}])`,
      },
      output: written,
    },
    effect: { class: 'unsafe' },
  },
  update: {
    operation: { kind: 'request', request: { method: 'PUT', path: one, body: draft }, output: written },
    effect: { class: 'idempotent' },
  },
  delete: {
    operation: { kind: 'request', request: { method: 'DELETE', path: one }, output: "{'id': input.id}" },
    effect: { class: 'idempotent' },
  },
});
