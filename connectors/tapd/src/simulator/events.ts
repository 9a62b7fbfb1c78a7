import type { JsonObject } from '@joinery/contracts';
import {
  textOf,
  type Change,
  type EventFormat,
  type SimulatorBox,
  type VendorEvent,
} from '@joinery/connector-sdk/simulator';

let eventIds = 42_000;
const words: Readonly<Record<string, string>> = { bugs: 'bug', stories: 'story' };
const silent = new Set(['modified', 'removed', 'closed']);

/** One event for each change, and one more where the status moved. New values are not in it. */
export function eventsOf(
  { collection, kind, before = {}, after = {} }: Change,
  box: SimulatorBox,
): readonly VendorEvent[] {
  const word = words[collection];
  if (word === undefined) return [];
  const record = after['id'] === undefined ? before : after;
  if (kind === 'created') return [event(`${word}::create`, record, {}, box)];
  if (kind === 'removed') return [event(`${word}::delete`, record, {}, box)];
  const fields = Object.keys(after).filter((name) => !silent.has(name) && after[name] !== before[name]);
  const more = {
    ...Object.fromEntries(fields.map((name) => [`old_${name}`, before[name] ?? null])),
    change_fields: fields.join(','),
  };
  const verbs = ['update', ...(fields.includes('status') ? ['status_change'] : [])];
  return verbs.map((verb) => event(`${word}::${verb}`, record, more, box));
}

function event(type: string, record: JsonObject, more: JsonObject, { now }: SimulatorBox): VendorEvent {
  const id = String((eventIds += 1));
  const created = new Date(now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const body = {
    event: type,
    event_from: 'web',
    workspace_id: textOf(record['workspace_id']),
    current_user: 'wangfang',
    id: textOf(record['id']),
    ...more,
    event_id: id,
    queue_id: '130662',
    created,
  };
  return { id, type, body };
}

/** The agreed password stands among the rest; nothing is signed. */
export const format: EventFormat = {
  envelope: ({ event: { id, body }, subscription }) => ({ ...body, event_id: id, secret: subscription.token ?? '' }),
  sign: (text) => ({ headers: { 'content-type': 'application/json' }, body: text }),
};
