import type { ConnectorManifestInput } from '@joinery/contracts';

/** Version 3: base64(HMAC-SHA256(client secret, method + address + body + timestamp)), five minutes at most. */
export const webhooks: NonNullable<ConnectorManifestInput['webhooks']> = {
  events: {
    signature: {
      at: { in: 'header', name: 'X-HubSpot-Signature-v3' },
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      secret: 'clientSecret',
      parts: [{ part: 'method' }, { part: 'url' }, { part: 'body' }, { part: 'timestamp' }],
    },
    timestamp: {
      at: { in: 'header', name: 'X-HubSpot-Request-Timestamp' },
      unit: 'milliseconds',
      toleranceMs: 300_000,
    },
    // A repetition is signed anew; the events in it are the same but for their attempt.
    replayId:
      "$join(body.($string(eventId) & ':' & $string(subscriptionId) & ':' & $string(occurredAt) & ':' & $string(objectId)), ',')",
  },
};
