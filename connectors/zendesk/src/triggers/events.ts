import type { ConnectorManifestInput } from '@joinery/contracts';

/** base64(HMAC-SHA256(secret, timestamp + body)). An event has an id; what a trigger's template sends may have none. */
export const webhooks: NonNullable<ConnectorManifestInput['webhooks']> = {
  events: {
    signature: {
      at: { in: 'header', name: 'X-Zendesk-Webhook-Signature' },
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      secret: 'signingSecret',
      parts: [{ part: 'timestamp' }, { part: 'body' }],
    },
    timestamp: {
      at: { in: 'header', name: 'X-Zendesk-Webhook-Signature-Timestamp' },
      unit: 'iso',
      toleranceMs: 300_000,
    },
    replayId: '$exists(body.id) ? $string(body.id) : headers.`x-zendesk-webhook-invocation-id`',
  },
};
