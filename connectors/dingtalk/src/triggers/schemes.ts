import type { ConnectorManifestInput } from '@joinery/contracts';

type Schemes = NonNullable<ConnectorManifestInput['webhooks']>;
type Scheme = Schemes[string];

const sealed: NonNullable<Scheme['envelope']> = {
  at: [{ in: 'body', path: ['encrypt'] }],
  secret: 'callbackAesKey',
  key: 'base64-43',
  iv: 'key',
  paddingBlock: 32,
  framing: 'random-length-receiver',
};

/** Older deliveries have no id; then what they tell, of whom and when, stands for it. */
export const eventId = (event: string): string =>
  `${event}.eventId ? ${event}.eventId : $join(${event}.[$string(EventType), $string(EventTime), $string(TimeStamp), $string(BizId), $string(UserId), $string(userId), $string(DeptId), $string(processInstanceId), $string(taskId), $string(type)], '/')`;

/** Events of the app: one address, encrypted and signed in its query. Each is answered with an encrypted “success”. */
const events: Scheme = {
  signature: {
    at: { in: 'query', name: 'msg_signature' },
    algorithm: 'sha1',
    secret: 'callbackToken',
    parts: [
      { part: 'secret', name: 'callbackToken' },
      { part: 'timestamp' },
      { part: 'query', name: 'nonce' },
      { part: 'ciphertext' },
    ],
    sorted: true,
  },
  timestamp: { at: { in: 'query', name: 'timestamp' }, unit: 'milliseconds', toleranceMs: 300_000 },
  envelope: { ...sealed, receiver: 'appKey' },
  // Whose id stands behind the message depends on how the events were subscribed to.
  adapt: `connection.callbackOwner ? {'envelope': $merge([${JSON.stringify(sealed)}, {'receiver': 'callbackOwner'}])} : {}`,
  replayId: eventId('body'),
  handshakes: [
    { when: "body.EventType = 'check_url'", answer: { body: "'success'", encrypted: true } },
    {
      when: "body.EventType in ['check_create_suite_url', 'check_update_suite_url']",
      answer: { body: 'body.Random', encrypted: true },
    },
  ],
  acknowledge: { body: "'success'", encrypted: true },
};

export const webhooks: Schemes = {
  events,
  /** What people write to the app's robot: an HMAC over the timestamp, keyed and followed by the app's secret. */
  robot: {
    signature: {
      at: { in: 'header', name: 'sign' },
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      secret: 'appSecret',
      parts: [{ part: 'timestamp' }, { part: 'literal', text: '\n' }, { part: 'secret', name: 'appSecret' }],
    },
    timestamp: { at: { in: 'header', name: 'timestamp' }, unit: 'milliseconds', toleranceMs: 3_600_000 },
    replayId: 'body.msgId',
    acknowledge: { body: "{'msgtype': 'empty'}" },
  },
  /** Clicks on interactive cards, which DingTalk sends where the card's callback was registered. */
  cards: {
    signature: {
      at: { in: 'header', name: 'x-ddpaas-signature' },
      algorithm: 'hmac-sha256',
      encoding: 'base64',
      secret: 'cardSecret',
      parts: [{ part: 'timestamp' }],
    },
    timestamp: {
      at: { in: 'header', name: 'x-ddpaas-signature-timestamp' },
      unit: 'milliseconds',
      toleranceMs: 3_600_000,
    },
    acknowledge: { body: '{}' },
  },
};
