import { createHmac, randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  textOf,
  type Change,
  type EventFormat,
  type SimulatorBox,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';
import { agent } from './authorise.ts';

const watched = ['status', 'priority', 'assignee_id', 'group_id', 'subject'] as const;
const names: Readonly<Record<string, string>> = {
  status: 'status_changed',
  priority: 'priority_changed',
  assignee_id: 'agent_assignment_changed',
  group_id: 'group_assignment_changed',
  subject: 'subject_changed',
};
const capitals = (value: JsonObject[string] | undefined): string | null => textOf(value).toUpperCase() || null;

/** One event for each field of a ticket that changed, and one for each comment but the first. */
export function eventsOf(
  { collection, kind, before = {}, after = {} }: Change,
  box: SimulatorBox,
): readonly VendorEvent[] {
  if (collection === 'comments') return kind === 'created' && after['first'] !== true ? [commented(after, box)] : [];
  if (collection !== 'tickets') return [];
  if (kind === 'created') return [event('created', after, {}, box)];
  if (kind === 'removed') return [event('soft_deleted', before, {}, box)];
  return watched
    .filter((name) => before[name] !== after[name])
    .map((name) => {
      const told =
        name === 'status' || name === 'priority'
          ? capitals
          : (value: JsonObject[string] | undefined) => textOf(value) || null;
      return event(names[name] ?? name, after, { current: told(after[name]), previous: told(before[name]) }, box);
    });
}

function commented(comment: JsonObject, box: SimulatorBox): VendorEvent {
  const ticket = box.records.get('tickets', textOf(comment['ticket_id'])) ?? {};
  const { body = null, public: visible = true } = comment;
  const author = { id: textOf(comment['author_id']), is_staff: comment['author_id'] === agent.id };
  return event(
    'comment_added',
    ticket,
    { comment: { id: textOf(comment['id']), body, is_public: visible, author } },
    box,
  );
}

/** Ids are texts and words are in capitals here. */
function event(name: string, ticket: JsonObject, change: JsonObject, box: SimulatorBox): VendorEvent {
  const id = randomUUID();
  const type = `zen:event-type:ticket.${name}`;
  const idOf = (field: string): string | null => textOf(ticket[field]) || null;
  const body = {
    account_id: 22_129_848,
    id,
    type,
    subject: `zen:ticket:${textOf(ticket['id'])}`,
    time: new Date(box.now()).toISOString(),
    zendesk_event_version: '2022-11-06',
    event: change,
    detail: {
      id: textOf(ticket['id']),
      subject: ticket['subject'] ?? null,
      status: capitals(ticket['status']),
      priority: capitals(ticket['priority']),
      type: capitals(ticket['type']),
      requester_id: idOf('requester_id'),
      assignee_id: idOf('assignee_id'),
      group_id: idOf('group_id'),
      organization_id: idOf('organization_id'),
      external_id: ticket['external_id'] ?? null,
      created_at: ticket['created_at'] ?? null,
      updated_at: ticket['updated_at'] ?? null,
    },
  };
  return { id, type, body };
}

/** Signed over the moment of sending and the body. */
export const format: EventFormat = {
  sign(text, { event: { id }, subscription, sentAtMs }) {
    const timestamp = new Date(sentAtMs).toISOString();
    const signature = createHmac('sha256', subscription.secret ?? '')
      .update(timestamp + text)
      .digest('base64');
    return {
      headers: {
        'content-type': 'application/json',
        'x-zendesk-account-id': '22129848',
        'x-zendesk-webhook-id': subscription.id,
        'x-zendesk-webhook-invocation-id': id,
        'x-zendesk-webhook-signature': signature,
        'x-zendesk-webhook-signature-timestamp': timestamp,
      },
      body: text,
    };
  },
};
