import type { ConnectorManifestInput } from '@joinery/contracts';

/** GitLab repeats the token that was given with the webhook; nothing is signed and nothing tells when it was sent. */
export const webhooks: NonNullable<ConnectorManifestInput['webhooks']> = {
  events: {
    signature: { at: { in: 'header', name: 'X-Gitlab-Token' }, algorithm: 'token', secret: 'webhookToken' },
    replayId: '$exists(headers.`idempotency-key`) ? headers.`idempotency-key` : headers.`x-gitlab-event-uuid`',
  },
};
