import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { messageSample, messageSchema, oncePerHour } from './receiver.ts';

const messageId: JsonObject = {
  type: 'string',
  minLength: 1,
  maxLength: 100,
  'x-title': { zh: '消息标识', en: 'Message id' },
};
const done: JsonObject = { type: 'object', required: ['messageId'], properties: { messageId } };

export const replyMessage = defineAction({
  title: { zh: '回复消息', en: 'Reply to a message' },
  input: {
    type: 'object',
    required: ['messageId', 'text'],
    properties: {
      messageId,
      text: {
        type: 'string',
        minLength: 1,
        maxLength: 50_000,
        'x-multiline': true,
        'x-title': { zh: '内容', en: 'Text' },
      },
      inThread: { type: 'boolean', default: false, 'x-title': { zh: '以话题形式回复', en: 'In a thread' } },
    },
    additionalProperties: false,
  },
  output: messageSchema,
  sample: messageSample,
  effect: oncePerHour,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/im/v1/messages/{input.messageId}/reply',
      body: "{'msg_type': 'text', 'content': $string({'text': input.text}), 'reply_in_thread': input.inThread = true}",
      budget: 'messages',
    },
    output: 'body.data',
  },
});

export const updateCard = defineAction({
  title: { zh: '更新卡片', en: 'Update a card' },
  input: {
    type: 'object',
    required: ['messageId', 'card'],
    properties: { messageId, card: { type: 'object', 'x-title': { zh: '卡片 JSON', en: 'Card JSON' } } },
    additionalProperties: false,
  },
  output: done,
  sample: { messageId: 'om_dc13264520392913993dd051dba21dcf' },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PATCH',
      path: '/im/v1/messages/{input.messageId}',
      body: "{'content': $string(input.card)}",
      budget: 'messages',
    },
    output: "{'messageId': input.messageId}",
  },
});

export const recallMessage = defineAction({
  title: { zh: '撤回消息', en: 'Recall a message' },
  input: { type: 'object', required: ['messageId'], properties: { messageId }, additionalProperties: false },
  output: done,
  sample: { messageId: 'om_dc13264520392913993dd051dba21dcf' },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: { method: 'DELETE', path: '/im/v1/messages/{input.messageId}', budget: 'messages' },
    output: "{'messageId': input.messageId}",
    // A repetition after a lost answer finds the message gone, as it should be.
    errors: [{ when: { expression: 'body.code in [230011, 230110]' }, meaning: 'success' }],
  },
});
