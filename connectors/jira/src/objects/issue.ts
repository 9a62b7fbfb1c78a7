import { defineObject } from '@joinery/connector-sdk';
import { issueSchema } from '../issue-schema.ts';
import { fieldsOfIssue } from '../live-metadata.ts';
import { search } from '../search.ts';

const scope =
  "$count(connection.projects) > 0 ? 'project in (' & $join(connection.projects, ', ') & ')' : 'created >= \"2000/01/01\"'";

/**
 * JQL counts minutes, in the zone of the account's profile. The cursor is rounded up to the next minute, so that
 * nothing comes again that the host has not kept in mind; the lag is longer by that minute.
 */
const since =
  "$exists(state.cursor) ? ' AND updated >= \"' & $asLocalDateTime($fromMillis($toMillis(state.cursor) + 59999), state.zone, 'yyyy/MM/dd HH:mm') & '\"' : ''";

/** Deletions show in no listing of changes; the complete list tells them, and so does the trigger `issue-deleted`. */
export const issue = defineObject({
  title: { zh: '问题', en: 'Issue' },
  canonical: 'Ticket',
  fields: { from: 'account', operation: fieldsOfIssue, known: issueSchema },
  id: 'record.id',
  version: 'record.fields.updated',
  list: { operation: search(`(${scope}) & ' ORDER BY created ASC, key ASC'`), complete: true },
  get: {
    operation: { kind: 'request', request: { method: 'GET', path: '/issue/{input.id}', query: { fields: "'*all'" } } },
  },
  changes: {
    operation: {
      ...search(`(${scope}) & (${since}) & ' ORDER BY updated ASC, key ASC'`),
      before: [
        {
          name: 'zone',
          when: '$exists(state.cursor)',
          request: { method: 'GET', path: '/myself' },
          output: 'body.timeZone',
        },
      ],
    },
    cursor: { kind: 'time', value: 'item.fields.updated', format: 'iso', lagMs: 180_000 },
    deletes: 'not-shown',
  },
  create: {
    operation: {
      kind: 'request',
      request: { method: 'POST', path: '/issue', body: "{'fields': input.record.fields}" },
      output: "{'id': body.id}",
    },
    effect: { class: 'unsafe' },
  },
  update: {
    operation: {
      kind: 'request',
      request: { method: 'PUT', path: '/issue/{input.id}', body: "{'fields': input.record.fields}" },
      output: "{'id': input.id}",
    },
    effect: { class: 'idempotent' },
  },
  delete: {
    operation: {
      kind: 'request',
      request: { method: 'DELETE', path: '/issue/{input.id}', query: { deleteSubtasks: "'true'" } },
      output: "{'id': input.id}",
    },
    effect: { class: 'idempotent' },
  },
  createBatch: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/issue/bulk',
        body: "{'issueUpdates': [input.records.{'fields': record.fields}]}",
      },
      // When every issue is refused the same answer comes with 400.
      errors: [{ when: { status: 400, expression: '$exists(body.errors.failedElementNumber)' }, meaning: 'success' }],
      batch: {
        field: 'records',
        size: 50,
        outcome: {
          // Those that were made come in order and without their number: they fill the places nobody failed at.
          results: `($failed := [body.errors.failedElementNumber];
            $map(input.records, function($record, $place) {
              $place in $failed
                ? {'failed': true, 'errors': body.errors[failedElementNumber = $place].elementErrors}
                : {'id': body.issues[$place - $count($failed[$ < $place])].id}
            }))`,
          match: { by: 'order' },
          succeeded: '$not(result.failed = true)',
          output: "{'id': result.id}",
          message:
            "$join($append(result.errors.errorMessages, $each(result.errors.errors, function($text, $name) { $name & ': ' & $text })), '; ')",
        },
      },
    },
    effect: { class: 'unsafe' },
  },
});
