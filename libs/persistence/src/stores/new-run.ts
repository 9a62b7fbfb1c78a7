import { createHash } from 'node:crypto';
import type { EventId, RunId } from '@joinery/contracts';
import type { IncomingEvent } from '@joinery/engine';
import { newId } from '../ids.ts';
import { sealJson, type PayloadCodec } from '../payload-codec.ts';
import type { NewRun } from './accept-into.ts';

/** Gives an event its ids and seals its body; nothing is written yet. Ordered runs wait for their turn and are never born claimed. */
export function newRun(codec: PayloadCodec, event: IncomingEvent, born = false): NewRun {
  const eventId = newId<EventId>();
  return {
    eventId,
    runId: newId<RunId>(),
    event,
    born: born && event.orderingKey === null,
    dedupeKey: boundedKey(event.dedupeKey),
    orderingKey: boundedKey(event.orderingKey),
    body: sealJson(codec, event.tenantId, event.body, eventAad(eventId)),
  };
}

export function eventAad(eventId: string): string {
  return `event|${eventId}`;
}

const longestKey = 300;

/** Keys come from outside: what no index or text column takes is replaced by its hash, which is as good a key. */
export function boundedKey(key: string | null): string | null {
  if (key === null || (key.length <= longestKey && !key.includes('\0'))) return key;
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
