import type { ConnectorManifestInput } from '@joinery/contracts';

/**
 * Signed when the webhook has a secret. A delivery that is repeated has the same body, and the body the time of the
 * event: its signature is what tells deliveries apart, because the identifier in the header is not signed. There is no
 * time of sending, and a repetition may come an hour later.
 */
export const webhooks: NonNullable<ConnectorManifestInput['webhooks']> = {
  events: {
    signature: {
      at: { in: 'header', name: 'X-Hub-Signature' },
      algorithm: 'hmac-sha256',
      encoding: 'hex',
      prefix: 'sha256=',
      secret: 'webhookSecret',
      parts: [{ part: 'body' }],
    },
    replayId: 'headers.`x-hub-signature`',
  },
};
