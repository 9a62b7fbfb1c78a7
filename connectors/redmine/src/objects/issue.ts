import { defineObject } from '@joinery/connector-sdk';
import { issueSchema } from '../issue-schema.ts';
import { changeCursor, changedIssues, list } from '../operations.ts';

const one = '/issues/{input.id}.json';
/** Objects with a number are read, numbers are written. */
const reference = (name: string, member = name): string =>
  `$exists(input.record.${name}.id) ? {'${member}_id': input.record.${name}.id} : {}`;
const draft = `$merge([
  $sift(input.record, function($value, $name) { $name in ['subject', 'description', 'start_date', 'due_date', 'done_ratio', 'is_private', 'estimated_hours',
    'tracker_id', 'status_id', 'priority_id', 'assigned_to_id', 'category_id', 'fixed_version_id', 'parent_issue_id', 'notes'] }),
  ${['tracker', 'status', 'priority', 'assigned_to', 'category', 'fixed_version'].map((name) => reference(name)).join(', ')},
  $exists(input.record.custom_fields) ? {'custom_fields': [input.record.custom_fields.{'id': id, 'value': value}]} : {}])`;
/** Times are whole seconds: a status that moves within the second of another change is another version all the same. */
const versionOf = (issue: string): string => `${issue}.updated_on & ' ' & $string(${issue}.status.id)`;
const written = `{'id': $string(body.issue.id), 'version': ${versionOf('body.issue')}, 'record': body.issue}`;

/** Issues of the connection's project and its subprojects. Deletions leave no trace: the complete list tells. */
export const issue = defineObject({
  title: { zh: '问题', en: 'Issue' },
  canonical: 'Ticket',
  fields: { from: 'manifest', schema: issueSchema },
  id: '$string(record.id)',
  version: versionOf('record'),
  list: {
    operation: list('/issues.json', 'issues', {
      project_id: 'connection.project',
      status_id: "'*'",
      sort: "'id'",
    }),
    complete: true,
  },
  get: { operation: { kind: 'request', request: { method: 'GET', path: one }, output: 'body.issue' } },
  changes: {
    operation: changedIssues('connection.project'),
    cursor: changeCursor,
    order: 'descending',
    deletes: 'not-shown',
  },
  create: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/issues.json',
        body: `{'issue': $merge([${draft}, {'project_id': connection.project}])}`,
      },
      output: written,
    },
    effect: { class: 'unsafe' },
  },
  // An update answers nothing, so what became of it is read.
  update: {
    operation: {
      kind: 'request',
      before: [{ name: 'written', request: { method: 'PUT', path: one, body: `{'issue': ${draft}}` } }],
      request: { method: 'GET', path: one },
      output: written,
    },
    effect: { class: 'idempotent' },
  },
  delete: {
    operation: { kind: 'request', request: { method: 'DELETE', path: one }, output: "{'id': input.id}" },
    effect: { class: 'idempotent' },
  },
});
