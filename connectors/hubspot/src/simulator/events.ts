import { createHmac } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  textOf,
  type Change,
  type EventFormat,
  type SimulatorBox,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';
import { objectTypes } from './object-types.ts';

const silent = new Set(['lastmodifieddate', 'hs_lastmodifieddate', 'createdate', 'archived', 'id', 'hs_object_id']);
let eventIds = 100;

/** One event for each property that changed; the ids of events need not be unique at the vendor. */
export function eventsOf(
  { collection, kind, before = {}, after = {} }: Change,
  box: SimulatorBox,
): readonly VendorEvent[] {
  const type = objectTypes.find(({ name }) => name === collection);
  if (!type) return [];
  const objectId = Number(textOf(after['id']) || textOf(before['id']));
  const event = (verb: string, more: JsonObject = {}): VendorEvent => {
    const subscriptionType = `${type.noun}.${verb}`;
    const body = {
      eventId: (eventIds += 1),
      subscriptionId: 1234,
      portalId: 12345678,
      appId: 98765,
      occurredAt: box.now(),
      subscriptionType,
      attemptNumber: 0,
      objectId,
      changeSource: 'CRM',
      ...more,
    };
    return { id: String(eventIds), type: subscriptionType, body };
  };
  if (kind === 'created') return [event('creation')];
  if (kind === 'removed') return [event('deletion')];
  return Object.keys(after)
    .filter((name) => !silent.has(name) && after[name] !== before[name])
    .map((name) => event('propertyChange', { propertyName: name, propertyValue: textOf(after[name]) }));
}

/** A list of events, signed over method, address, body and the moment of sending. */
export const format: EventFormat = {
  envelope: ({ event }) => JSON.stringify([event.body]),
  sign(text, { subscription, sentAtMs }) {
    const timestamp = String(sentAtMs);
    const signature = createHmac('sha256', subscription.secret ?? '')
      .update(`POST${subscription.url}${text}${timestamp}`)
      .digest('base64');
    const headers = {
      'content-type': 'application/json',
      'x-hubspot-request-timestamp': timestamp,
      'x-hubspot-signature-v3': signature,
      'x-hubspot-signature-version': 'v3',
    };
    return { headers, body: text };
  },
};
