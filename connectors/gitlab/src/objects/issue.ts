import { defineObject } from '@joinery/connector-sdk';
import { issueSchema } from '../issue-schema.ts';
import { list } from '../operations.ts';

const all = '/projects/{connection.project}/issues';
const one = `${all}/{input.id}`;
/** Labels are a list when read and a text when written; the rest is written under its own name. */
const draft = `$merge([
  $sift(input.record, function($value, $name) { $name in ['title', 'description', 'assignee_ids', 'issue_type', 'confidential', 'due_date', 'milestone_id', 'state_event'] }),
  $exists(input.record.labels) ? {'labels': $join(input.record.labels, ',')} : {}
])`;
const written = "{'id': $string(body.iid), 'version': body.updated_at, 'record': body}";

/** Issues of the connection's project. GitLab announces no deletion: the complete list tells. */
export const issue = defineObject({
  title: { zh: '议题', en: 'Issue' },
  canonical: 'Ticket',
  fields: { from: 'manifest', schema: issueSchema },
  id: '$string(record.iid)',
  version: 'record.updated_at',
  list: {
    operation: list(all, { state: "'all'", order_by: "'created_at'", sort: "'asc'" }),
    complete: true,
  },
  get: { operation: { kind: 'request', request: { method: 'GET', path: one } } },
  changes: {
    operation: list(all, {
      state: "'all'",
      updated_after: 'state.cursor',
      order_by: "'updated_at'",
      sort: "'asc'",
    }),
    cursor: { kind: 'time', value: 'item.updated_at', format: 'iso', lagMs: 60_000 },
    deletes: 'not-shown',
  },
  create: {
    operation: { kind: 'request', request: { method: 'POST', path: all, body: draft }, output: written },
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
