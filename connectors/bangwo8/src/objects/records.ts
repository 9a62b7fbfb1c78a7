import { defineObject } from '@joinery/connector-sdk';
import type { JsonSchema, LocalText } from '@joinery/contracts';
import { changeCursor, changed, emptyIsNotFound, list, oneOf } from '../operations.ts';
import { agentSchema, companySchema, contactSchema, ticketSchema } from '../schemas.ts';

interface Kind {
  readonly one: string;
  readonly many: string;
  readonly id: string;
  readonly title: LocalText;
  readonly canonical: string;
  readonly schema: JsonSchema;
  readonly writable: readonly string[];
  /** Holds for what was deleted. */
  readonly deleted: string;
  /** Without it deleted records are not listed. */
  readonly withDeleted?: Readonly<Record<string, string>>;
  /** Moves with every change, beside the time, which is a whole second. */
  readonly state: string;
}

/** What every kind can do alike. A new record's id is not always answered, so syncs make none here. */
function record({ one, many, id, title, canonical, schema, writable, deleted, withDeleted, state }: Kind) {
  const draft = `$sift(input.record, function($value, $name) { $name in [${writable.map((name) => `'${name}'`).join(', ')}] and $value != null })`;
  const path = `/${many}/{input.id}.json`;
  const readOne = {
    kind: 'request',
    request: { method: 'GET', path },
    output: oneOf(one),
    errors: emptyIsNotFound(one),
  } as const;
  const versionOf = (of: string): string => `$string(${of}.updateDT) & ' ' & $string(${of}.${state})`;
  return defineObject({
    title,
    canonical,
    fields: { from: 'manifest', schema },
    id: `$string(record.${id})`,
    version: versionOf('record'),
    deleted,
    list: { operation: list(`/${many}.json`, many), complete: true },
    get: { operation: readOne },
    changes: {
      operation: changed(`/${many}.json`, many, withDeleted),
      cursor: changeCursor,
      order: 'descending',
      deletes: withDeleted ? 'shown' : 'not-shown',
    },
    // What became of an update is read: the answer does not tell.
    update: {
      operation: {
        ...readOne,
        before: [{ name: 'written', request: { method: 'PUT', path, body: `{'${one}': ${draft}}` } }],
        output: `($record := ${oneOf(one)}; {'id': $string($record.${id}), 'version': ${versionOf('$record')}, 'record': $record})`,
      },
      effect: { class: 'idempotent' },
    },
  });
}

export const ticket = record({
  one: 'ticket',
  many: 'tickets',
  id: 'ticketId',
  title: { zh: '工单', en: 'Ticket' },
  canonical: 'Ticket',
  schema: ticketSchema,
  writable: [
    'subject',
    'descript',
    'ticketStatus',
    'priorityLevel',
    'ticketType',
    'servicerUserId',
    'servicerGroupId',
    'ticketTemplateId',
    'custom_fields',
  ],
  deleted: "$string(record.isDeleted) = '1'",
  state: 'ticketStatus',
});

export const company = record({
  one: 'company',
  many: 'companies',
  id: 'uId',
  title: { zh: '客户公司', en: 'Company' },
  canonical: 'Customer',
  schema: companySchema,
  writable: [
    'companyName',
    'supportId',
    'servicestarttime',
    'serviceendtime',
    'province',
    'city',
    'address',
    'serveNote',
    'tableName',
    'custom_fields',
  ],
  deleted: "$string(record.status) = '2'",
  withDeleted: { deStat: "'1'" },
  state: 'status',
});

export const contact = record({
  one: 'user',
  many: 'users',
  id: 'cId',
  title: { zh: '联系人', en: 'Contact' },
  canonical: 'Contact',
  schema: contactSchema,
  writable: ['name', 'mobile', 'email', 'fixnumber', 'position', 'companyId', 'supportId', 'note', 'custom_fields'],
  deleted: "$string(record.status) = '2'",
  withDeleted: { deStat: "'1'" },
  state: 'status',
});

/** Agents have no time of update: they are read as a whole. */
export const agent = defineObject({
  title: { zh: '客服', en: 'Agent' },
  canonical: 'Agent',
  fields: { from: 'manifest', schema: agentSchema },
  id: '$string(record.sId)',
  deleted: "$string(record.isStat) in ['0', '2']",
  list: { operation: list('/supports.json', 'supports'), complete: true },
  get: {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/supports/{input.id}.json' },
      output: oneOf('support'),
      errors: emptyIsNotFound('support'),
    },
  },
});
