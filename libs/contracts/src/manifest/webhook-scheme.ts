import { z } from 'zod';
import { ManifestExpressionSchema, PeriodMsSchema, SourceSchema } from './words.ts';

/** Name of a field of the connection's secrets. */
const SecretFieldSchema = z.string().min(1).max(100);

/** One piece of the text a vendor signs. */
export const CallbackPartSchema = z.discriminatedUnion('part', [
  /** The raw bytes as received. */
  z.strictObject({ part: z.literal('body') }),
  z.strictObject({ part: z.literal('timestamp') }),
  z.strictObject({ part: z.literal('ciphertext') }),
  z.strictObject({ part: z.literal('method') }),
  /** As the vendor calls it: the public address of the trigger, with query. */
  z.strictObject({ part: z.literal('url') }),
  z.strictObject({ part: z.literal('header'), name: z.string().min(1).max(200) }),
  z.strictObject({ part: z.literal('query'), name: z.string().min(1).max(200) }),
  z.strictObject({ part: z.literal('literal'), text: z.string().max(200) }),
  z.strictObject({ part: z.literal('secret'), name: SecretFieldSchema }),
]);
export type CallbackPart = z.infer<typeof CallbackPartSchema>;

/** How the sender proves itself; compared in constant time, before anything is parsed where the body is signed. */
export const CallbackSignatureSchema = z.strictObject({
  at: SourceSchema,
  /** `token`: the value itself is the secret. The bare hashes sign parts among which the secret is. */
  algorithm: z.enum([
    'hmac-md5',
    'hmac-sha1',
    'hmac-sha256',
    'hmac-sha512',
    'md5',
    'sha1',
    'sha256',
    'rsa-sha256',
    'ed25519',
    'token',
    'basic',
  ]),
  encoding: z.enum(['hex', 'base64', 'base64url']).default('hex'),
  /** Before each signature: `sha256=`, `v1=`, `v1,`. */
  prefix: z.string().max(20).default(''),
  /** Splits a header that holds several signatures, of which one must hold. */
  separator: z.string().max(3).optional(),
  /** The key's field; `basic`: the password's, with `usernameField` the name's. */
  secret: SecretFieldSchema,
  usernameField: z.string().optional(),
  /** How the secret's text becomes the key's bytes; `after` is a prefix cut off first (`whsec_`). */
  secretEncoding: z.enum(['utf8', 'base64', 'hex']).default('utf8'),
  secretPrefix: z.string().max(20).default(''),
  parts: z
    .array(CallbackPartSchema)
    .max(20)
    .default([{ part: 'body' }]),
  /** The parts are sorted as text before they are joined. */
  sorted: z.boolean().default(false),
  separatorBetweenParts: z.string().max(5).default(''),
  /** True where an account may leave the secret empty; then the scheme's `token` is what remains. */
  optional: z.boolean().default(false),
});
export type CallbackSignature = z.infer<typeof CallbackSignatureSchema>;

/**
 * An encrypted body (AES-256-CBC).
 * `key`: `sha256` of the secret's text (Feishu), or `base64-43` (WeCom, DingTalk: 43 characters of base64).
 * `iv`: the first 16 bytes of the ciphertext, or of the key. `padding`: PKCS#7 to blocks of 16 or 32 bytes.
 * `framing` `random-length-receiver`: 16 random bytes, length (4 bytes, big endian), message, receiver id.
 */
export const CallbackEnvelopeSchema = z.strictObject({
  /** The first of these that is there; none: the body is plain (an account may leave encryption off). */
  at: z.array(SourceSchema).min(1).max(5),
  secret: SecretFieldSchema,
  key: z.enum(['sha256', 'base64-43']),
  iv: z.enum(['ciphertext', 'key']),
  paddingBlock: z.union([z.literal(16), z.literal(32)]).default(16),
  framing: z.enum(['none', 'random-length-receiver']).default('none'),
  /** Field of the connection (plain or secret) the receiver id must equal. */
  receiver: z.string().optional(),
  /** False: a plain body is refused where the secret is set. */
  plainAllowed: z.boolean().default(false),
});
export type CallbackEnvelope = z.infer<typeof CallbackEnvelopeSchema>;

/** Over `{method, query, headers, body, plain}`; `plain` is the text of a decrypted body. */
const CallbackExpressionSchema = ManifestExpressionSchema;

const AnswerSchema = z.strictObject({
  status: z.number().int().min(200).max(299).default(200),
  body: CallbackExpressionSchema.optional(),
  contentType: z.enum(['application/json', 'text/plain', 'text/xml']).default('application/json'),
  /** Put into the same envelope, signed with the scheme's secret: `{msg_signature, timeStamp, nonce, encrypt}`. */
  encrypted: z.boolean().default(false),
});
export type CallbackAnswer = z.infer<typeof AnswerSchema>;

/** How callbacks of a vendor look, are proved and answered. Several triggers may share one. */
export const WebhookSchemeSchema = z.strictObject({
  /**
   * Over `{connection}`: members put over this scheme, where the scheme is the user's own choice (a generic webhook).
   * The result is checked like any scheme; an invalid one accepts nothing.
   */
  adapt: ManifestExpressionSchema.optional(),
  format: z.enum(['json', 'form', 'xml', 'text']).default('json'),
  methods: z
    .array(z.enum(['GET', 'POST', 'PUT', 'HEAD']))
    .min(1)
    .default(['POST']),
  signature: CallbackSignatureSchema.optional(),
  timestamp: z
    .strictObject({
      at: SourceSchema,
      unit: z.enum(['seconds', 'milliseconds', 'iso']),
      toleranceMs: PeriodMsSchema.default(300_000),
    })
    .optional(),
  envelope: CallbackEnvelopeSchema.optional(),
  /** A word in the parsed (decrypted) body that must equal a secret. */
  token: z
    .strictObject({
      at: z.array(SourceSchema).min(1).max(5),
      secret: SecretFieldSchema,
      optional: z.boolean().default(false),
    })
    .optional(),
  /** What tells one delivery from another; kept at least 76 hours. Without it the digest of the raw body and its timestamp, where there is one. */
  replayId: CallbackExpressionSchema.optional(),
  /** Questions a vendor asks before it sends events; answered at once, no run is made. */
  handshakes: z
    .array(
      z.strictObject({
        when: CallbackExpressionSchema,
        answer: AnswerSchema,
        /** False where the vendor does not sign this question. */
        signed: z.boolean().default(true),
        /**
         * Where the vendor signs it in another way than its events. It is then judged before anything else, by method,
         * query and headers alone: `body` is null.
         */
        signature: CallbackSignatureSchema.optional(),
      }),
    )
    .max(5)
    .default([]),
  /** What every accepted event is answered with, where the vendor insists on a body. */
  acknowledge: AnswerSchema.optional(),
});
export type WebhookScheme = z.infer<typeof WebhookSchemeSchema>;
