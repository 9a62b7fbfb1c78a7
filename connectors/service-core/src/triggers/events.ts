import type { ConnectorManifestInput } from '@joinery/contracts';

/** `X-Core-Signature: v1=hex(HMAC-SHA256(secret, timestamp + "." + body))` */
export const webhooks: NonNullable<ConnectorManifestInput['webhooks']> = {
  events: {
    signature: {
      at: { in: 'header', name: 'X-Core-Signature' },
      algorithm: 'hmac-sha256',
      encoding: 'hex',
      prefix: 'v1=',
      secret: 'webhookSecret',
      parts: [{ part: 'timestamp' }, { part: 'literal', text: '.' }, { part: 'body' }],
    },
    timestamp: { at: { in: 'header', name: 'X-Core-Timestamp' }, unit: 'seconds', toleranceMs: 300_000 },
    replayId: 'headers.`x-core-event-id`',
  },
};
