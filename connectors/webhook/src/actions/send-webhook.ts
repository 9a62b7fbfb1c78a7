import { defineAction } from '@joinery/connector-sdk';

/** A signed event of ours; the receiver tells repetitions apart by the event id, which stays the same for a step. */
export const sendWebhook = defineAction({
  title: { zh: '发送 Webhook', en: 'Send a webhook' },
  description: {
    zh: '以 JSON 发送到连接中的地址,带事件标识、时间戳与 HMAC-SHA256 签名(X-Joinery-Signature)',
    en: 'Posts JSON to the address of the connection, with an event id, a timestamp and an HMAC-SHA256 signature (X-Joinery-Signature)',
  },
  input: {
    type: 'object',
    required: ['type', 'payload'],
    properties: {
      type: {
        type: 'string',
        minLength: 1,
        maxLength: 100,
        'x-title': { zh: '事件类型', en: 'Event type' },
        'x-placeholder': 'ticket.escalated',
      },
      payload: { 'x-title': { zh: '内容', en: 'Payload' } },
    },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    required: ['status'],
    properties: {
      status: { type: 'integer', 'x-title': { zh: '状态码', en: 'Status' } },
      body: { 'x-title': { zh: '对方的回答', en: 'Answer' } },
    },
  },
  sample: { status: 200, body: { received: true } },
  effect: {
    class: 'idempotent',
    key: { send: { in: 'header', name: 'X-Joinery-Event-Id' }, rememberedForMs: 24 * 3600_000 },
  },
  operation: {
    kind: 'request',
    request: { method: 'POST', path: '{connection.targetUrl}', body: "{'type': input.type, 'payload': input.payload}" },
    output: "{'status': status, 'body': body}",
  },
});
