import { defineObject } from '@joinery/connector-sdk';
import { exported, exportLagMs, list } from '../operations.ts';
import { ticketSchema } from '../schemas.ts';

const one = '/tickets/{input.id}';
const writable =
  "['subject', 'type', 'status', 'priority', 'requester_id', 'assignee_id', 'organization_id', 'group_id', 'external_id', 'tags', 'custom_fields', 'due_at', 'problem_id', 'comment']";
const draft = `$sift(input.record, function($value, $name) { $name in ${writable} })`;
/** A description is the first comment, which only a new ticket can be given. */
const created = `$merge([
  $exists(input.record.description) ? {'comment': {'body': input.record.description}} : {}, ${draft}])`;
const written = "{'id': $string(body.ticket.id), 'version': body.ticket.updated_at, 'record': body.ticket}";

/** Tickets. Lists leave out archived ones; exports hold them, and those that were deleted. */
export const ticket = defineObject({
  title: { zh: '工单', en: 'Ticket' },
  canonical: 'Ticket',
  fields: { from: 'manifest', schema: ticketSchema },
  id: '$string(record.id)',
  // A deletion within the second of a change is another version.
  version: "record.status = 'deleted' ? record.updated_at & '#deleted' : record.updated_at",
  deleted: "record.status = 'deleted'",
  list: { operation: list('/tickets', 'tickets'), complete: false },
  get: { operation: { kind: 'request', request: { method: 'GET', path: one }, output: 'body.ticket' } },
  getBatch: {
    operation: {
      kind: 'request',
      request: { method: 'GET', path: '/tickets/show_many', query: { ids: "$join(input.ids, ',')" } },
      output: '[body.tickets]',
    },
  },
  changes: {
    operation: exported('tickets'),
    // The export's own order: what the system changes moves this timestamp and no other.
    cursor: { kind: 'time', value: 'item.generated_timestamp', format: 'epoch-seconds', lagMs: exportLagMs },
    deletes: 'shown',
  },
  create: {
    operation: {
      kind: 'request',
      request: { method: 'POST', path: '/tickets', body: `{'ticket': ${created}}` },
      output: written,
    },
    effect: {
      class: 'idempotent',
      key: { send: { in: 'header', name: 'Idempotency-Key' }, shape: 'uuid', rememberedForMs: 7_200_000 },
    },
  },
  update: {
    operation: {
      kind: 'request',
      request: {
        method: 'PUT',
        path: one,
        body: `{'ticket': $merge([${draft}, $type(input.version) = 'string' ? {'updated_stamp': input.version, 'safe_update': true} : {}])}`,
      },
      output: written,
    },
    effect: { class: 'idempotent' },
  },
  delete: {
    operation: { kind: 'request', request: { method: 'DELETE', path: one }, output: "{'id': input.id}" },
    effect: { class: 'idempotent' },
  },
});
