import {
  canonicalObjects,
  type CanonicalName,
  type ConnectorManifestInput,
  type JsonObject,
  type JsonSchema,
  type LocalText,
} from '@joinery/contracts';
import { exportSince } from '../operations.ts';
import { recordSchema } from '../record-schema.ts';
import { sampleOf } from '../samples.ts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Trigger = Triggers[string];

interface Announced {
  readonly noun: string;
  readonly name: CanonicalName;
  readonly verbs: Readonly<Record<string, LocalText>>;
}

const lifeCycle = {
  created: { zh: '新建', en: 'created' },
  updated: { zh: '更新', en: 'updated' },
  deleted: { zh: '删除', en: 'deleted' },
};

const announced: readonly Announced[] = [
  {
    noun: 'ticket',
    name: 'Ticket',
    verbs: { ...lifeCycle, escalated: { zh: '升级', en: 'escalated' }, assigned: { zh: '分派', en: 'assigned' } },
  },
  { noun: 'customer', name: 'Customer', verbs: lifeCycle },
  { noun: 'contact', name: 'Contact', verbs: lifeCycle },
  { noun: 'agent', name: 'Agent', verbs: lifeCycle },
];

const setUp = (events: string): Pick<Extract<Trigger, { kind: 'webhook' }>, 'register' | 'verify' | 'unregister'> => ({
  register: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/webhooks',
      body: `{'url': input.callbackUrl, 'secret': input.secret, 'events': ${events}}`,
    },
    output: "{'id': body.id}",
  },
  verify: { kind: 'request', request: { method: 'GET', path: '/webhooks/{input.registration.id}' } },
  unregister: { kind: 'request', request: { method: 'DELETE', path: '/webhooks/{input.registration.id}' } },
});

const shape = "$merge([{'id': event.id, 'type': event.type, 'occurredAt': event.occurredAt}, event.data])";

/** For each object one trigger per event, one for a choice of events, and one that polls where events cannot arrive. */
export const eventTriggers: Triggers = Object.fromEntries(
  announced.flatMap((subject) => [
    ...Object.keys(subject.verbs).map((verb) => [`${subject.noun}-${verb}`, single(subject, verb)] as const),
    [`${subject.noun}-event-received`, chosen(subject)] as const,
    [`${subject.noun}-changed`, polled(subject)] as const,
  ]),
);

function single({ noun, name, verbs }: Announced, verb: string): Trigger {
  const { title } = canonicalObjects[name];
  const words = verbs[verb] ?? { zh: verb, en: verb };
  return {
    kind: 'webhook',
    title: { zh: `${title.zh}已${words.zh}`, en: `${title.en} ${words.en}` },
    output: eventSchema(noun, name),
    sample: eventSample(noun, name, verb),
    scheme: 'events',
    accepts: `event.type = '${noun}.${verb}'`,
    shape,
    dedupeKey: 'event.id',
    correlationKey: `event.data.${noun}.id`,
    ...setUp(`['${noun}.${verb}']`),
  };
}

function chosen({ noun, name, verbs }: Announced): Trigger {
  const { title } = canonicalObjects[name];
  const types = Object.keys(verbs).map((verb) => `${noun}.${verb}`);
  const labels = Object.fromEntries(
    Object.entries(verbs).map(([verb, words]) => [
      `${noun}.${verb}`,
      { zh: `${title.zh}${words.zh}`, en: `${title.en} ${words.en}` },
    ]),
  );
  const events = {
    type: 'array',
    minItems: 1,
    uniqueItems: true,
    items: { type: 'string', enum: types, 'x-labels': labels },
    'x-title': { zh: '事件', en: 'Events' },
  };
  return {
    kind: 'webhook',
    title: { zh: `${title.zh}事件`, en: `${title.en} event` },
    description: { zh: '所选的任一事件发生时触发', en: 'Starts on any of the chosen events' },
    settings: { type: 'object', required: ['events'], properties: { events } },
    output: eventSchema(noun, name),
    sample: eventSample(noun, name, 'created'),
    scheme: 'events',
    accepts: 'event.type in settings.events',
    shape,
    dedupeKey: 'event.id',
    correlationKey: `event.data.${noun}.id`,
    ...setUp('settings.events'),
  };
}

function polled({ name }: Announced): Trigger {
  const { title, collection } = canonicalObjects[name];
  return {
    kind: 'polling',
    title: { zh: `${title.zh}有变化(轮询)`, en: `${title.en} changed (polling)` },
    description: {
      zh: '核心无法访问回调地址时使用;含已删除的记录',
      en: 'For where the core cannot reach the callback address; deleted records included',
    },
    output: recordSchema(name),
    sample: sampleOf(name),
    operation: exportSince(collection, 'state.cursor'),
    cursor: { kind: 'time', value: 'item.updatedAt', format: 'iso', lagMs: 5_000 },
    dedupeKey: "item.id & ':' & item.version",
  };
}

function eventSchema(noun: string, name: CanonicalName): JsonSchema {
  const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });
  const related: JsonObject =
    noun === 'ticket' ? { assignee: orNull('Agent'), requester: orNull('Contact'), customer: orNull('Customer') } : {};
  return {
    type: 'object',
    required: ['id', 'type', 'occurredAt', noun],
    properties: {
      id: text('事件标识', 'Event id'),
      type: text('事件类型', 'Event type'),
      occurredAt: { ...text('发生时间', 'Occurred at'), format: 'date-time' },
      [noun]: recordSchema(name),
      changes: { type: 'array', items: { type: 'string' }, 'x-title': { zh: '变化的字段', en: 'Changed fields' } },
      ...related,
    },
    additionalProperties: true,
  };
}

function orNull(name: CanonicalName): JsonSchema {
  return { ...recordSchema(name), type: ['object', 'null'] };
}

function eventSample(noun: string, name: CanonicalName, verb: string): JsonObject {
  const related: JsonObject =
    noun === 'ticket'
      ? { assignee: sampleOf('Agent'), requester: sampleOf('Contact'), customer: sampleOf('Customer') }
      : {};
  const head = { id: 'evt_5b6f0c1d2e3a4b5c6d7e8f90', type: `${noun}.${verb}`, occurredAt: '2026-09-01T01:05:00.000Z' };
  return {
    ...head,
    [noun]: sampleOf(name),
    changes: verb === 'escalated' ? ['priority', 'version', 'updatedAt'] : [],
    ...related,
  };
}
