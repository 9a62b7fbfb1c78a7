import type { ConnectorManifestInput } from '@joinery/contracts';

/** The body is signed, the moment of sending is not told. A new webhook asks first, by a ping. */
export const webhooks: NonNullable<ConnectorManifestInput['webhooks']> = {
  events: {
    signature: {
      at: { in: 'header', name: 'X-Hub-Signature-256' },
      algorithm: 'hmac-sha256',
      prefix: 'sha256=',
      secret: 'webhookSecret',
    },
    replayId: 'headers.`x-github-delivery`',
    handshakes: [{ when: "headers.`x-github-event` = 'ping'", answer: { body: "{'ok': true}" } }],
  },
};
