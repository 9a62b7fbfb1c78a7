import type { ConnectorManifestInput } from '@joinery/contracts';

type Schemes = NonNullable<ConnectorManifestInput['webhooks']>;
type Scheme = Schemes[string];

const sealed: NonNullable<Scheme['envelope']> = {
  at: [
    { in: 'query', name: 'echostr' },
    { in: 'body', path: ['xml', 'Encrypt'] },
  ],
  secret: 'callbackAesKey',
  key: 'base64-43',
  iv: 'key',
  paddingBlock: 32,
  framing: 'random-length-receiver',
};

/** Events have no id of their own: whose they are, of what, of whom and when tells them apart. */
export const eventId = (xml: string): string =>
  `${xml}.MsgId ? ${xml}.MsgId : $join(${xml}.[FromUserName, CreateTime, Event, ChangeType, UserID, Id, TagId, TaskId, EventKey, ApprovalInfo.SpNoStr, ApprovalInfo.SpStatus, ApprovalInfo.StatuChangeEvent], '/')`;

/** Messages and events of an app: one address, XML in an envelope, signed in the query; asked for once by a GET. */
export const webhooks: Schemes = {
  events: {
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
    envelope: { ...sealed, receiver: 'corpId' },
    adapt: `connection.callbackOwner ? {'envelope': $merge([${JSON.stringify(sealed)}, {'receiver': 'callbackOwner'}])} : {}`,
    replayId: eventId('body.xml'),
    handshakes: [{ when: "method = 'GET'", answer: { body: 'plain', contentType: 'text/plain' } }],
    acknowledge: { body: "'success'", contentType: 'text/plain' },
  },
};
