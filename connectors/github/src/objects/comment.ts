import { defineObject } from '@joinery/connector-sdk';
import { commentSchema, withIssueNumber } from '../issue-schema.ts';
import { list, newestFirst, ownRepository } from '../operations.ts';

const all = `${ownRepository}/issues/comments`;
const one = `${all}/{input.id}`;
/** The list holds comments on pull requests too; their address tells them apart. */
const onIssues = "body[$not($contains(html_url, '/pull/'))]";
const text = "{'body': input.record.body}";
const written = `{'id': $string(body.id), 'version': body.updated_at, 'record': ${withIssueNumber('body')}}`;

/** Comments on issues of the connection's repository; a new one names its issue by `issue_number`. */
export const comment = defineObject({
  title: { zh: '评论', en: 'Comment' },
  canonical: 'TicketComment',
  fields: { from: 'manifest', schema: commentSchema },
  id: '$string(record.id)',
  version: 'record.updated_at',
  list: {
    operation: {
      ...list(all, { sort: "'created'", direction: "'asc'" }, onIssues),
      output: withIssueNumber('item'),
    },
    complete: true,
  },
  get: {
    operation: { kind: 'request', request: { method: 'GET', path: one }, output: withIssueNumber('body') },
  },
  changes: {
    operation: { ...list(all, newestFirst, onIssues), output: withIssueNumber('item') },
    cursor: { kind: 'time', value: 'item.updated_at', format: 'iso-seconds', lagMs: 60_000 },
    order: 'descending',
    deletes: 'not-shown',
  },
  create: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: `${ownRepository}/issues/{input.record.issue_number}/comments`,
        body: text,
        budget: 'content',
      },
      output: written,
    },
    effect: { class: 'unsafe' },
  },
  update: {
    operation: { kind: 'request', request: { method: 'PATCH', path: one, body: text }, output: written },
    effect: { class: 'idempotent' },
  },
  delete: {
    operation: { kind: 'request', request: { method: 'DELETE', path: one }, output: "{'id': input.id}" },
    effect: { class: 'idempotent' },
  },
});
