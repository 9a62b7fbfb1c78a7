import { defineTrigger, field, recordOf } from '@joinery/connector-sdk';
import { changedSince, everyProperty, search } from '../operations.ts';

const kinds = ['contact', 'company', 'ticket', 'deal'] as const;
const verbs = {
  creation: ['新建', 'created'],
  deletion: ['删除', 'deleted'],
  propertyChange: ['属性变更', 'property changed'],
} as const;
const nouns = {
  contact: ['联系人', 'Contact'],
  company: ['公司', 'Company'],
  ticket: ['工单', 'Ticket'],
  deal: ['交易', 'Deal'],
} as const;
const labels = Object.fromEntries(
  kinds.flatMap((kind) =>
    Object.entries(verbs).map(
      ([verb, [zh, en]]) => [`${kind}.${verb}`, [`${nouns[kind][0]}${zh}`, `${nouns[kind][1]} ${en}`]] as const,
    ),
  ),
);

export const eventReceived = defineTrigger({
  kind: 'webhook',
  title: { zh: '收到记录事件', en: 'Record event received' },
  description: {
    zh: '所选的任一事件发生时触发;事件不保证次序',
    en: 'Starts on any of the chosen events; their order is not guaranteed',
  },
  settings: {
    type: 'object',
    required: ['events'],
    properties: {
      events: {
        ...field.list('事件', 'Events', field.choice('事件', 'Event', labels)),
        minItems: 1,
        uniqueItems: true,
      },
    },
  },
  output: recordOf(
    {
      subscriptionType: field.text('事件', 'Event'),
      objectId: field.whole('记录标识', 'Id of the record'),
      occurredAt: field.text('发生时间', 'Occurred at', { format: 'date-time' }),
      propertyName: field.text('属性', 'Property'),
      propertyValue: field.optionalText('新值', 'New value'),
      changeSource: field.text('来源(INTEGRATION 为接口写入)', 'Source (INTEGRATION: written by an interface)'),
    },
    ['subscriptionType', 'objectId', 'occurredAt'],
  ),
  sample: {
    eventId: 100,
    subscriptionId: 1234,
    portalId: 12345678,
    subscriptionType: 'ticket.propertyChange',
    objectId: 512,
    occurredAt: '2026-09-01T02:05:00.000Z',
    propertyName: 'hs_pipeline_stage',
    propertyValue: '4',
    changeSource: 'CRM',
  },
  scheme: 'events',
  // An app has one address for all its subscriptions.
  address: 'connection',
  events: 'body',
  accepts: 'event.subscriptionType in settings.events',
  shape: "$merge([event, {'occurredAt': $fromMillis(event.occurredAt)}])",
  dedupeKey:
    "$string(event.eventId) & ':' & $string(event.subscriptionId) & ':' & $string(event.occurredAt) & ':' & $string(event.objectId)",
  correlationKey: '$string(event.objectId)',
  setup: {
    zh: '在 HubSpot 应用的“Webhooks”中将目标 URL 设为 {callbackUrl},订阅所需事件并启用。一个应用只有一个地址,由此连接的所有触发器共用。',
    en: 'Under Webhooks of the HubSpot app set the target URL to {callbackUrl}, subscribe to the events and activate them. An app has one address, shared by all triggers of this connection.',
  },
});

export const recordChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '记录有变化(轮询)', en: 'Record changed (polling)' },
  settings: {
    type: 'object',
    required: ['type'],
    properties: {
      type: field.choice('对象类型', 'Object type', {
        tickets: ['工单', 'Tickets'],
        companies: ['公司', 'Companies'],
        deals: ['交易', 'Deals'],
      }),
    },
  },
  output: recordOf(
    {
      id: field.text('记录标识', 'Id'),
      properties: field.object('属性', 'Properties'),
      updatedAt: field.text('更新时间', 'Updated'),
    },
    ['id', 'properties', 'updatedAt'],
  ),
  sample: {
    id: '512',
    properties: { subject: '登录后页面空白', hs_pipeline_stage: '4' },
    createdAt: '2026-09-01T01:00:00.000Z',
    updatedAt: '2026-09-01T02:05:00.000Z',
    archived: false,
  },
  operation: {
    ...search('{input.type}', changedSince('hs_lastmodifieddate'), 'state.properties'),
    before: [everyProperty('{input.type}')],
  },
  cursor: { kind: 'time', value: '$toMillis(item.updatedAt)', format: 'epoch-milliseconds', lagMs: 120_000 },
  dedupeKey: "item.id & ':' & item.updatedAt",
  correlationKey: 'item.id',
});
