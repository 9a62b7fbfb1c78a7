import { defineTrigger } from '@joinery/connector-sdk';

/** A generic event: the flow sees the body as it came. */
export const eventReceived = defineTrigger({
  kind: 'webhook',
  title: { zh: '收到 Webhook', en: 'Webhook received' },
  description: { zh: '任何系统以 JSON 发来的事件', en: 'An event any system sends as JSON' },
  output: {
    type: 'object',
    required: ['body'],
    properties: {
      body: { 'x-title': { zh: '内容', en: 'Body' } },
      headers: { type: 'object', additionalProperties: { type: 'string' }, 'x-title': { zh: '请求头', en: 'Headers' } },
      query: { type: 'object', additionalProperties: { type: 'string' }, 'x-title': { zh: '查询参数', en: 'Query' } },
    },
  },
  sample: {
    body: { event: 'order.paid', orderNo: 'SO-10086', amount: '5360.00' },
    headers: { 'content-type': 'application/json' },
    query: {},
  },
  scheme: 'chosen',
  shape:
    "{'body': body, 'headers': $sift(headers, function($value, $name) { $name in ['content-type', 'user-agent', 'x-request-id'] }), 'query': query}",
  setup: {
    zh: '在发送方系统中将回调地址设为 {callbackUrl},并使用与此连接相同的密钥签名。',
    en: 'Set the callback address {callbackUrl} in the sending system, and sign with the secret of this connection.',
  },
});
