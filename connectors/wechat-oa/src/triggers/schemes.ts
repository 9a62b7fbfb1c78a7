import type { ConnectorManifestInput } from '@joinery/contracts';

type Scheme = NonNullable<ConnectorManifestInput['webhooks']>[string];

/** Messages have an id; events are told apart by whose they are, of what, and when. */
export const eventId = (xml: string): string =>
  `${xml}.MsgId ? ${xml}.MsgId : $join(${xml}.[FromUserName, CreateTime, Event, EventKey, MsgID, Status], '/')`;

/** Safe mode: XML in an envelope, signed in the query. The address is asked for in clear, and signed without it. */
export const events: Scheme = {
  format: 'xml',
  methods: ['GET', 'POST'],
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
  timestamp: { at: { in: 'query', name: 'timestamp' }, unit: 'seconds', toleranceMs: 300_000 },
  envelope: {
    at: [{ in: 'body', path: ['xml', 'Encrypt'] }],
    secret: 'callbackAesKey',
    key: 'base64-43',
    iv: 'key',
    paddingBlock: 32,
    framing: 'random-length-receiver',
    receiver: 'appId',
  },
  replayId: eventId('body.xml'),
  handshakes: [
    {
      when: "method = 'GET'",
      signature: {
        at: { in: 'query', name: 'signature' },
        algorithm: 'sha1',
        secret: 'callbackToken',
        parts: [{ part: 'secret', name: 'callbackToken' }, { part: 'timestamp' }, { part: 'query', name: 'nonce' }],
        sorted: true,
      },
      answer: { body: 'query.echostr', contentType: 'text/plain' },
    },
  ],
  acknowledge: { body: "'success'", contentType: 'text/plain' },
};
