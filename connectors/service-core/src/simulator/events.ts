import { createHmac } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  textOf,
  type Change,
  type EventFormat,
  type SimulatorBox,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';

const announced: Readonly<Record<string, string>> = {
  tickets: 'ticket',
  customers: 'customer',
  contacts: 'contact',
  agents: 'agent',
  departments: 'department',
};
const priorities = ['low', 'normal', 'high', 'urgent'];

/** The events the core sends when a record changes; one change may be several events. */
export function eventsOf(change: Change, box: SimulatorBox): readonly VendorEvent[] {
  const noun = announced[change.collection];
  if (!noun || !change.after) return [];
  return namesOf(change).map((name) => event(`${noun}.${name}`, noun, change, box));
}

function namesOf({ kind, collection, before, after }: Change): readonly string[] {
  if (kind === 'created') return ['created'];
  if (kind === 'removed') return ['deleted'];
  if (collection !== 'tickets' || !before || !after) return ['updated'];
  const escalated = rank(after) > rank(before) ? ['escalated'] : [];
  const assigned =
    after['assigneeAgentId'] !== before['assigneeAgentId'] && after['assigneeAgentId'] ? ['assigned'] : [];
  return ['updated', ...escalated, ...assigned];
}

function rank(ticket: JsonObject): number {
  return priorities.indexOf(textOf(ticket['priority']));
}

function event(type: string, noun: string, { before, after = {} }: Change, box: SimulatorBox): VendorEvent {
  const id = box.newId('evt_');
  const changes = before
    ? Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]))
    : [];
  const data = { [noun]: after, changes, ...(noun === 'ticket' && around(after, box)) };
  return { id, type, body: { id, type, occurredAt: new Date(box.now()).toISOString(), data } };
}

/** Who and what a ticket is about, so that a receiver needs no further request. */
function around(ticket: JsonObject, { records }: SimulatorBox): JsonObject {
  const of = (collection: string, id: JsonObject[string] | undefined): JsonObject | null =>
    records.get(collection, textOf(id)) ?? null;
  return {
    assignee: of('agents', ticket['assigneeAgentId']),
    requester: of('contacts', ticket['requesterContactId']),
    customer: of('customers', ticket['customerId']),
  };
}

/** `X-Core-Signature: v1=hex(HMAC-SHA256(secret, timestamp + "." + body))`, with the event's id for replay checks. */
export const format: EventFormat = {
  sign(text, { event: { id }, subscription, sentAtMs }) {
    const timestamp = String(Math.floor(sentAtMs / 1000));
    const signature = createHmac('sha256', subscription.secret ?? '')
      .update(`${timestamp}.${text}`)
      .digest('hex');
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'x-core-event-id': id,
      'x-core-timestamp': timestamp,
      'x-core-signature': `v1=${signature}`,
    };
    return { headers, body: text };
  },
};
