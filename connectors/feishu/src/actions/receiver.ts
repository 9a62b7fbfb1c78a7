import type { JsonObject } from '@joinery/contracts';
import type { Effect } from '../manifest-parts.ts';

/** Who a message goes to. */
export const receiverFields: JsonObject = {
  receiverType: {
    type: 'string',
    enum: ['open_id', 'user_id', 'union_id', 'email', 'chat_id'],
    default: 'open_id',
    'x-title': { zh: '接收方类型', en: 'Receiver type' },
    'x-labels': {
      open_id: { zh: '成员 open_id', en: 'Person by open_id' },
      user_id: { zh: '成员 user_id', en: 'Person by user_id' },
      union_id: { zh: '成员 union_id', en: 'Person by union_id' },
      email: { zh: '成员邮箱', en: 'Person by e-mail' },
      chat_id: { zh: '群组', en: 'Group' },
    },
  },
  receiver: {
    type: 'string',
    minLength: 1,
    maxLength: 200,
    'x-title': { zh: '接收方', en: 'Receiver' },
    'x-help': { zh: '成员标识、邮箱或群组标识', en: 'Id or e-mail of a person, or id of a group' },
    'x-options': 'chats',
  },
};

export const messageSchema: JsonObject = {
  type: 'object',
  required: ['message_id'],
  properties: {
    message_id: { type: 'string', 'x-title': { zh: '消息标识', en: 'Message id' } },
    chat_id: { type: 'string', 'x-title': { zh: '会话标识', en: 'Chat id' } },
    msg_type: { type: 'string', 'x-title': { zh: '消息类型', en: 'Message type' } },
    create_time: { type: 'string', 'x-title': { zh: '发送时间(毫秒)', en: 'Sent at (ms)' } },
  },
  additionalProperties: true,
};

export const messageSample: JsonObject = {
  message_id: 'om_dc13264520392913993dd051dba21dcf',
  root_id: '',
  parent_id: '',
  thread_id: '',
  msg_type: 'text',
  create_time: '1788224400000',
  update_time: '1788224400000',
  deleted: false,
  updated: false,
  chat_id: 'oc_5ad11d72b830411d72b836c20',
  sender: { id: 'cli_a1b2c3d4e5f60718', id_type: 'app_id', sender_type: 'app', tenant_key: '736588c9260f175d' },
  body: { content: '{"text":"工单 SC-1004 已升级为紧急"}' },
};

/** Feishu sends a message once for the same `uuid` within an hour. */
export const oncePerHour: Effect = {
  class: 'idempotent',
  key: { send: { in: 'body', path: ['uuid'] }, shape: 'uuid', rememberedForMs: 3_600_000 },
};
