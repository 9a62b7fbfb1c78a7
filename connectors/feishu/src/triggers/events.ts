import type { ConnectorManifestInput } from '@joinery/contracts';

/**
 * Events of an app: one address for all, encrypted and signed when the app has an Encrypt Key.
 * The signature is a bare hash with the key inside, over the raw bytes.
 */
export const webhooks: NonNullable<ConnectorManifestInput['webhooks']> = {
  events: {
    signature: {
      at: { in: 'header', name: 'X-Lark-Signature' },
      algorithm: 'sha256',
      encoding: 'hex',
      secret: 'encryptKey',
      parts: [
        { part: 'timestamp' },
        { part: 'header', name: 'X-Lark-Request-Nonce' },
        { part: 'secret', name: 'encryptKey' },
        { part: 'body' },
      ],
      optional: true,
    },
    timestamp: { at: { in: 'header', name: 'X-Lark-Request-Timestamp' }, unit: 'seconds', toleranceMs: 300_000 },
    envelope: {
      at: [{ in: 'body', path: ['encrypt'] }],
      secret: 'encryptKey',
      key: 'sha256',
      iv: 'ciphertext',
      paddingBlock: 16,
    },
    // Schema 2.0 and 1.0 keep the verification token in different places.
    token: {
      at: [
        { in: 'body', path: ['header', 'token'] },
        { in: 'body', path: ['token'] },
      ],
      secret: 'verificationToken',
    },
    replayId: 'body.header.event_id ? body.header.event_id : body.uuid',
    handshakes: [
      { when: "body.type = 'url_verification'", answer: { body: "{'challenge': body.challenge}" }, signed: false },
    ],
    acknowledge: { body: '{}' },
  },
};
