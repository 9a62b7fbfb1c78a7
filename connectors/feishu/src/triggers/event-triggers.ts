import type { ConnectorManifestInput, JsonObject, JsonSchema, LocalText } from '@joinery/contracts';
import { departmentSample, departmentSchema, personSample, personSchema } from '../directory-schema.ts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Trigger = Triggers[string];

interface Announced {
  readonly type: string;
  readonly title: LocalText;
  readonly fields: JsonObject;
  readonly sample: JsonObject;
}

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });

const setup: LocalText = {
  zh: '在飞书开放平台“事件与回调”中,将请求地址设为 {callbackUrl},添加所需事件,并发布应用版本。一个应用只有一个地址,由此连接的所有触发器共用。',
  en: 'Under Events & Callbacks of the Feishu open platform, set the request address to {callbackUrl}, add the events and publish a version of the app. An app has one address, shared by all triggers of this connection.',
};

/** Every event has the same head; what happened follows it unchanged. */
function eventTrigger({ type, title, fields, sample }: Announced): Trigger {
  return {
    kind: 'webhook',
    title,
    output: outputOf(fields),
    sample: { id: '5e3702a84e847582be8db7fb73283c02', type, occurredAt: '1788224400000', ...sample },
    scheme: 'events',
    address: 'connection',
    accepts: `event.header.event_type = '${type}'`,
    shape:
      "$merge([{'id': event.header.event_id, 'type': event.header.event_type, 'occurredAt': event.header.create_time}, event.event])",
    dedupeKey: 'event.header.event_id',
    setup,
  };
}

function outputOf(fields: JsonObject): JsonSchema {
  const head = {
    id: text('事件标识', 'Event id'),
    type: text('事件类型', 'Event type'),
    occurredAt: text('发生时间(毫秒)', 'Occurred at (ms)'),
  };
  return {
    type: 'object',
    required: ['id', 'type', ...Object.keys(fields).slice(0, 1)],
    properties: { ...head, ...fields },
    additionalProperties: true,
  };
}

const senderFields: JsonObject = {
  message: {
    type: 'object',
    'x-title': { zh: '消息', en: 'Message' },
    required: ['message_id', 'content'],
    properties: {
      message_id: text('消息标识', 'Message id'),
      chat_id: text('会话标识', 'Chat id'),
      chat_type: text('会话类型', 'Chat type'),
      message_type: text('消息类型', 'Message type'),
      content: text('内容(JSON 文本)', 'Content (JSON text)'),
      create_time: text('发送时间(毫秒)', 'Sent at (ms)'),
    },
    additionalProperties: true,
  },
  sender: {
    type: 'object',
    'x-title': { zh: '发送者', en: 'Sender' },
    properties: {
      sender_id: {
        type: 'object',
        'x-title': { zh: '发送者标识', en: 'Ids of the sender' },
        properties: { open_id: text('open_id', 'open_id') },
        additionalProperties: true,
      },
    },
    additionalProperties: true,
  },
};

const messageSample: JsonObject = {
  sender: {
    sender_id: { open_id: 'ou_7d8a6e6df7621556ce0d21922b676701', union_id: '', user_id: '' },
    sender_type: 'user',
    tenant_key: '736588c9260f175d',
  },
  message: {
    message_id: 'om_5ce6d572455d361153b7cb51da133945',
    chat_id: 'oc_5ad11d72b830411d72b836c20',
    chat_type: 'group',
    message_type: 'text',
    content: '{"text":"帮我看下工单"}',
    create_time: '1788224400000',
  },
};

const clickFields: JsonObject = {
  action: {
    type: 'object',
    'x-title': { zh: '操作', en: 'Action' },
    properties: { value: { 'x-title': { zh: '按钮的值', en: 'Value of the button' } }, tag: text('组件', 'Component') },
    additionalProperties: true,
  },
  operator: {
    type: 'object',
    'x-title': { zh: '操作人', en: 'Operator' },
    properties: { open_id: text('open_id', 'open_id') },
    additionalProperties: true,
  },
  context: {
    type: 'object',
    'x-title': { zh: '所在消息', en: 'Where' },
    properties: { open_message_id: text('消息标识', 'Message id'), open_chat_id: text('会话标识', 'Chat id') },
    additionalProperties: true,
  },
};

const clickSample: JsonObject = {
  operator: { open_id: 'ou_7d8a6e6df7621556ce0d21922b676701', tenant_key: '736588c9260f175d' },
  token: 'c-295ee57216a5dc9de90fefd0aadb4b1d7dxxxx',
  action: { value: { action: 'approve' }, tag: 'button' },
  context: { open_message_id: 'om_574d639e4a44e4dd646eaf628e2f7d47', open_chat_id: 'oc_5ad11d72b830411d72b836c20' },
};

const changed = (schema: JsonObject, sample: JsonObject): Pick<Announced, 'fields' | 'sample'> => ({
  fields: {
    object: { ...schema, 'x-title': { zh: '对象', en: 'Object' } },
    old_object: { type: 'object', 'x-title': { zh: '变更前', en: 'Before' }, additionalProperties: true },
  },
  sample: { object: sample },
});

export const eventTriggers: Triggers = {
  'message-received': eventTrigger({
    type: 'im.message.receive_v1',
    title: { zh: '收到消息', en: 'Message received' },
    fields: senderFields,
    sample: messageSample,
  }),
  'card-clicked': eventTrigger({
    type: 'card.action.trigger',
    title: { zh: '卡片被点击', en: 'Card clicked' },
    fields: clickFields,
    sample: clickSample,
  }),
  'person-created': eventTrigger({
    type: 'contact.user.created_v3',
    title: { zh: '成员入职', en: 'Person joined' },
    ...changed(personSchema, personSample),
  }),
  'person-updated': eventTrigger({
    type: 'contact.user.updated_v3',
    title: { zh: '成员信息变更', en: 'Person changed' },
    ...changed(personSchema, personSample),
  }),
  'person-deleted': eventTrigger({
    type: 'contact.user.deleted_v3',
    title: { zh: '成员离职', en: 'Person left' },
    ...changed(personSchema, personSample),
  }),
  'department-created': eventTrigger({
    type: 'contact.department.created_v3',
    title: { zh: '新建部门', en: 'Department created' },
    ...changed(departmentSchema, departmentSample),
  }),
  'department-updated': eventTrigger({
    type: 'contact.department.updated_v3',
    title: { zh: '部门变更', en: 'Department changed' },
    ...changed(departmentSchema, departmentSample),
  }),
  'department-deleted': eventTrigger({
    type: 'contact.department.deleted_v3',
    title: { zh: '删除部门', en: 'Department deleted' },
    ...changed(departmentSchema, departmentSample),
  }),
};
