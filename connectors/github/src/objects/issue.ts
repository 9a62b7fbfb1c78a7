import { defineObject } from '@joinery/connector-sdk';
import { issueSchema } from '../issue-schema.ts';
import { issues, newestFirst, ownRepository } from '../operations.ts';

const all = `${ownRepository}/issues`;
const one = `${all}/{input.id}`;
/** Labels and people are objects when read and names when written; the rest is written under its own name. */
const draft = `$merge([
  $sift(input.record, function($value, $name) { $name in ['title', 'body', 'state', 'state_reason', 'milestone', 'type'] }),
  $exists(input.record.labels) ? {'labels': [input.record.labels.($type($) = 'object' ? name : $)]} : {},
  $exists(input.record.assignees) ? {'assignees': [input.record.assignees.($type($) = 'object' ? login : $)]} : {}
])`;
/** Times are whole seconds: what is closed within the second of another change is another version all the same. */
const versionOf = (issue: string): string => `${issue}.updated_at & ' ' & ${issue}.state`;
const written = `{'id': $string(body.number), 'version': ${versionOf('body')}, 'record': body}`;

/** Issues of the connection's repository. The interface deletes none; what was deleted by hand the complete list tells. */
export const issue = defineObject({
  title: { zh: '议题', en: 'Issue' },
  canonical: 'Ticket',
  fields: { from: 'manifest', schema: issueSchema },
  id: '$string(record.number)',
  version: versionOf('record'),
  list: {
    operation: issues(ownRepository, { state: "'all'", sort: "'created'", direction: "'asc'" }),
    complete: true,
  },
  get: { operation: { kind: 'request', request: { method: 'GET', path: one } } },
  changes: {
    operation: issues(ownRepository, { state: "'all'", ...newestFirst }),
    cursor: { kind: 'time', value: 'item.updated_at', format: 'iso-seconds', lagMs: 60_000 },
    order: 'descending',
    deletes: 'not-shown',
  },
  create: {
    operation: {
      kind: 'request',
      request: { method: 'POST', path: all, body: draft, budget: 'content' },
      output: written,
    },
    effect: { class: 'unsafe' },
  },
  update: {
    operation: { kind: 'request', request: { method: 'PATCH', path: one, body: draft }, output: written },
    effect: { class: 'idempotent' },
  },
  disable: {
    operation: {
      kind: 'request',
      request: { method: 'PATCH', path: one, body: "{'state': 'closed', 'state_reason': 'not_planned'}" },
      output: written,
    },
    effect: { class: 'idempotent' },
  },
});
