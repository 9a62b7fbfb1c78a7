import { defineObject } from '@joinery/connector-sdk';
import type { JsonSchema, LocalText } from '@joinery/contracts';
import { changeCursor, changed, list } from '../operations.ts';
import { organizationSchema, ticketSchema, userSchema } from '../schemas.ts';

interface Kind {
  readonly one: string;
  readonly many: string;
  readonly title: LocalText;
  readonly canonical: string;
  readonly schema: JsonSchema;
  /** What KF5 takes. */
  readonly writable: readonly string[];
  /** What only a new record is given. */
  readonly created?: string;
  /** Beside the time of update, which is a whole second. */
  readonly state?: string;
}

/** What every kind can do alike. A deletion leaves no trace: the complete list tells. */
function record({ one, many, title, canonical, schema, writable, created = '{}', state }: Kind) {
  const versionOf = (of: string): string => (state ? `${of}.updated_at & ' ' & ${of}.${state}` : `${of}.updated_at`);
  const draft = `$sift(input.record, function($value, $name) { $name in [${writable.map((name) => `'${name}'`).join(', ')}] and $value != null })`;
  const written = `{'id': $string(body.${one}.id), 'version': ${versionOf(`body.${one}`)}, 'record': body.${one}}`;
  const path = `/${many}/{input.id}.json`;
  return defineObject({
    title,
    canonical,
    fields: { from: 'manifest', schema },
    id: '$string(record.id)',
    version: versionOf('record'),
    list: { operation: list(`/${many}.json`, many), complete: true },
    get: { operation: { kind: 'request', request: { method: 'GET', path }, output: `body.${one}` } },
    changes: {
      operation: changed(`/${many}.json`, many),
      cursor: changeCursor,
      order: 'descending',
      deletes: 'not-shown',
    },
    create: {
      operation: {
        kind: 'request',
        request: { method: 'POST', path: `/${many}.json`, body: `{'${one}': $merge([${created}, ${draft}])}` },
        output: written,
      },
      effect: { class: 'unsafe' },
    },
    update: {
      operation: {
        kind: 'request',
        request: { method: 'PUT', path, body: `{'${one}': ${draft}}` },
        output: written,
      },
      effect: { class: 'idempotent' },
    },
    delete: {
      operation: { kind: 'request', request: { method: 'DELETE', path }, output: "{'id': input.id}" },
      effect: { class: 'idempotent' },
    },
  });
}

export const ticket = record({
  one: 'ticket',
  many: 'tickets',
  title: { zh: '工单', en: 'Ticket' },
  canonical: 'Ticket',
  schema: ticketSchema,
  writable: [
    'title',
    'type',
    'status',
    'priority',
    'requester_id',
    'assignee_id',
    'group_id',
    'due_date',
    'tags',
    'custom_fields',
    'comment',
  ],
  created: "$exists(input.record.description) ? {'comment': {'content': input.record.description}} : {}",
  state: 'status',
});

export const user = record({
  one: 'user',
  many: 'users',
  title: { zh: '用户', en: 'User' },
  canonical: 'Contact',
  schema: userSchema,
  writable: ['name', 'email', 'phone', 'role', 'organization_id', 'details', 'notes', 'language', 'user_fields'],
});

export const organization = record({
  one: 'organization',
  many: 'organizations',
  title: { zh: '组织', en: 'Organisation' },
  canonical: 'Customer',
  schema: organizationSchema,
  writable: ['name', 'domain', 'description', 'group_id', 'organization_fields'],
});
