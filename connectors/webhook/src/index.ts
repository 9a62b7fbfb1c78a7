import { defineConnector } from '@joinery/connector-sdk';
import { sendWebhook } from './actions/send-webhook.ts';
import { connection } from './connection.ts';
import { eventReceived } from './triggers/event-received.ts';
import { webhooks } from './triggers/scheme.ts';

/** Events of any system in, signed events out; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'webhook',
    version: '1.0.0',
    title: { zh: 'Webhook', en: 'Webhook' },
    description: {
      zh: '接收任意系统的 Webhook(可配置签名),以及向外发送带签名的 Webhook。',
      en: 'Receives webhooks of any system, with a signature to your choice, and sends signed ones.',
    },
    categories: ['generic'],
    hosts: ['{connection.targetUrl}'],
    errors: [
      {
        when: { status: [401, 403] },
        meaning: 'auth-refused',
        message: {
          zh: '接收方不接受签名,请核对密钥',
          en: 'The receiver does not accept the signature; check the secret',
        },
      },
      {
        when: { status: 410 },
        meaning: 'permanent',
        message: { zh: '接收方已停用此地址', en: 'The receiver has retired this address' },
      },
    ],
    vendorError: {
      code: "$type(body) = 'object' ? (body.error.code ? body.error.code : body.code)",
      message: "$type(body) = 'object' ? (body.error.message ? body.error.message : body.message)",
    },
    webhooks,
  },
  connection,
  actions: { 'send-webhook': sendWebhook },
  triggers: { 'event-received': eventReceived },
});

export default connector;
