import { defineTrigger, field, recordOf } from '@joinery/connector-sdk';
import { everyField, query } from '../operations.ts';

const object = field.text('对象', 'Object', {
  pattern: '^[A-Za-z]\\w*$',
  'x-options': 'objects',
  'x-placeholder': 'Case',
});
const record = recordOf(
  {
    Id: field.text('记录标识', 'Id'),
    SystemModstamp: field.text('系统修改时间', 'System modstamp'),
    IsDeleted: field.flag('已删除', 'Deleted'),
  },
  ['Id', 'SystemModstamp'],
);

export const recordChanged = defineTrigger({
  kind: 'polling',
  title: { zh: '记录有变化(轮询)', en: 'Record changed (polling)' },
  description: { zh: '新建、修改与删除都会触发', en: 'On creation, change and deletion' },
  settings: { type: 'object', required: ['object'], properties: { object } },
  output: record,
  sample: {
    attributes: { type: 'Case', url: '/services/data/v60.0/sobjects/Case/500RO000001AbCdYAK' },
    Id: '500RO000001AbCdYAK',
    Subject: '登录后页面空白',
    Status: 'Closed',
    SystemModstamp: '2026-09-01T02:03:04.000+0000',
    IsDeleted: false,
  },
  operation: {
    ...query({
      soql: "'SELECT ' & state.fields & ' FROM ' & input.object & ($exists(state.cursor) ? ' WHERE SystemModstamp >= ' & state.cursor : '') & ' ORDER BY SystemModstamp, Id'",
      all: true,
      pageSize: 2_000,
    }),
    before: [everyField('{input.object}')],
  },
  cursor: { kind: 'time', value: 'item.SystemModstamp', format: 'iso-seconds', lagMs: 60_000 },
  dedupeKey: "item.Id & ':' & item.SystemModstamp",
  correlationKey: 'item.Id',
});

/** A flow or workflow rule of Salesforce posts SOAP; several records may come in one message. */
export const outboundMessageReceived = defineTrigger({
  kind: 'webhook',
  title: { zh: '收到出站消息', en: 'Outbound message received' },
  description: {
    zh: '由 Salesforce 的流程或工作流规则发送所选字段',
    en: 'A flow or workflow rule of Salesforce sends the fields chosen there',
  },
  output: recordOf(
    {
      notificationId: field.text('通知标识', 'Notification id'),
      object: field.text('对象', 'Object'),
      record: field.object('记录', 'Record', { Id: field.text('记录标识', 'Id') }),
    },
    ['notificationId', 'object', 'record'],
  ),
  sample: {
    notificationId: '04lRO000001AbCdYAK',
    object: 'Case',
    record: { Id: '500RO000001AbCdYAK', Status: 'Closed' },
  },
  scheme: 'outbound-messages',
  events: 'body.Envelope.Body.notifications.Notification',
  shape: `{
    'notificationId': event.Id,
    'object': $replace(event.sObject.\`@type\`, /^.*:/, ''),
    'record': $sift(event.sObject, function($value, $name) { $not($contains($name, '@')) })
  }`,
  dedupeKey: 'event.Id',
  correlationKey: 'event.sObject.Id',
  setup: {
    zh: '在 Salesforce 设置中新建“出站消息”:端点 URL 填 {callbackUrl},选择要发送的字段,并在流程或工作流规则中使用它。',
    en: 'Create an outbound message in Salesforce Setup: enter {callbackUrl} as the endpoint URL, choose the fields to send, and use it in a flow or a workflow rule.',
  },
});
