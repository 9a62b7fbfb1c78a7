import { defineObject } from '@joinery/connector-sdk';
import { exported, exportedByTime, exportLagMs, list } from '../operations.ts';
import { organizationSchema, userSchema } from '../schemas.ts';

const named = (names: string) => `$sift(input.record, function($value, $name) { $name in [${names}] })`;
const userDraft = named(
  "'name', 'email', 'phone', 'role', 'external_id', 'organization_id', 'user_fields', 'tags', 'locale', 'time_zone', 'notes', 'details', 'alias', 'suspended'",
);
const organizationDraft = named(
  "'name', 'external_id', 'domain_names', 'details', 'notes', 'organization_fields', 'tags', 'group_id', 'shared_tickets'",
);
const written = (of: string): string =>
  `{'id': $string(body.${of}.id), 'version': body.${of}.updated_at, 'record': body.${of}}`;
const byNature = { class: 'idempotent' } as const;

/** People, agents among them. One that was deleted stays as inactive. */
export const user = defineObject({
  title: { zh: '用户', en: 'User' },
  canonical: 'Contact',
  fields: { from: 'manifest', schema: userSchema },
  id: '$string(record.id)',
  version: "record.active = false ? record.updated_at & '#deleted' : record.updated_at",
  deleted: 'record.active = false',
  key: 'external_id',
  list: { operation: list('/users', 'users'), complete: true },
  get: {
    operation: { kind: 'request', request: { method: 'GET', path: '/users/{input.id}' }, output: 'body.user' },
  },
  changes: {
    operation: exported('users'),
    cursor: {
      kind: 'time',
      value: '$floor($toMillis(item.updated_at) / 1000)',
      format: 'epoch-seconds',
      lagMs: exportLagMs,
    },
    deletes: 'shown',
  },
  create: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/users',
        body: `{'user': $merge([${userDraft}, {'skip_verify_email': true}])}`,
      },
      output: written('user'),
    },
    effect: { class: 'unsafe' },
  },
  update: {
    operation: {
      kind: 'request',
      request: { method: 'PUT', path: '/users/{input.id}', body: `{'user': ${userDraft}}` },
      output: written('user'),
    },
    effect: byNature,
  },
  upsert: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/users/create_or_update',
        body: `{'user': $merge([${userDraft}, {'external_id': input.key, 'skip_verify_email': true}])}`,
      },
      output: written('user'),
    },
    effect: byNature,
  },
  delete: {
    operation: {
      kind: 'request',
      request: { method: 'DELETE', path: '/users/{input.id}' },
      output: "{'id': input.id}",
    },
    effect: byNature,
  },
});

/** Customers' organisations, unique by name. */
export const organization = defineObject({
  title: { zh: '组织', en: 'Organisation' },
  canonical: 'Customer',
  fields: { from: 'manifest', schema: organizationSchema },
  id: '$string(record.id)',
  version: "$type(record.deleted_at) = 'string' ? record.updated_at & '#deleted' : record.updated_at",
  deleted: "$type(record.deleted_at) = 'string'",
  key: 'external_id',
  list: { operation: list('/organizations', 'organizations'), complete: true },
  get: {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/organizations/{input.id}' },
      output: 'body.organization',
    },
  },
  changes: {
    operation: exportedByTime('organizations'),
    cursor: {
      kind: 'time',
      value: '$floor($toMillis(item.updated_at) / 1000)',
      format: 'epoch-seconds',
      lagMs: exportLagMs,
    },
    deletes: 'shown',
  },
  create: {
    operation: {
      kind: 'request',
      request: { method: 'POST', path: '/organizations', body: `{'organization': ${organizationDraft}}` },
      output: written('organization'),
    },
    effect: { class: 'unsafe' },
  },
  update: {
    operation: {
      kind: 'request',
      request: { method: 'PUT', path: '/organizations/{input.id}', body: `{'organization': ${organizationDraft}}` },
      output: written('organization'),
    },
    effect: byNature,
  },
  upsert: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/organizations/create_or_update',
        body: `{'organization': $merge([${organizationDraft}, {'external_id': input.key}])}`,
      },
      output: written('organization'),
    },
    effect: byNature,
  },
  delete: {
    operation: {
      kind: 'request',
      request: { method: 'DELETE', path: '/organizations/{input.id}' },
      output: "{'id': input.id}",
    },
    effect: byNature,
  },
});
