import { z } from 'zod';
import { ErrorRuleSchema } from './error-rule.ts';
import { RequestTemplateSchema } from './request.ts';
import { ManifestExpressionSchema, PeriodMsSchema, PlacementSchema, TemplateSchema } from './words.ts';

/**
 * Where a credential goes. Its expression alone sees secrets:
 * `{ secrets, connection, account, input, token, signature, timestamp, nonce, request: {method, url, path, query, headers, body} }`
 * (`input` of the operation: as whom it acts, say), and the functions `$hash(algorithm, text, encoding)`, `$hmac(algorithm, key, text, encoding)`,
 * `$rsaEncrypt(publicKey, text)`, `$rsaSign(privateKey, text)`, `$base64(text)`.
 */
export const InjectionSchema = z.strictObject({
  into: PlacementSchema,
  value: ManifestExpressionSchema,
  /** Same scope: put there only where it holds, as by vendors whose older interfaces take the token elsewhere. */
  when: ManifestExpressionSchema.optional(),
});
export type Injection = z.infer<typeof InjectionSchema>;

/** Over `{connection}`: the scheme applies only when it holds; lets one connector offer several ways to sign in. */
const when = ManifestExpressionSchema.optional();
/** Name of a field of the connection's secrets. */
const SecretFieldSchema = z.string().min(1).max(100);

const tokenAnswer = {
  /** Over the answer `{status, headers, body}`. */
  token: ManifestExpressionSchema,
  /** Seconds; without it `lifetimeMs`. */
  expiresInSeconds: ManifestExpressionSchema.optional(),
  lifetimeMs: PeriodMsSchema.default(3_600_000),
  /** A token is renewed when less than this is left of it. */
  renewBeforeMs: PeriodMsSchema.default(60_000),
  /** What else of the answer is kept, seen as `account.<name>`: the address of the tenant's server, say. No secrets. */
  keep: z.record(z.string(), ManifestExpressionSchema).optional(),
};

const NoneSchema = z.strictObject({ scheme: z.literal('none'), when });
const BasicSchema = z.strictObject({
  scheme: z.literal('basic'),
  when,
  /** Over `{connection, secrets}`. */
  username: ManifestExpressionSchema,
  password: ManifestExpressionSchema,
});
const ApiKeySchema = z.strictObject({
  scheme: z.literal('api-key'),
  when,
  secret: SecretFieldSchema,
  /** A header's or parameter's name may be a template over `{connection}`, where the user chooses it. */
  into: PlacementSchema,
  /** Before the key: `Token `. */
  prefix: z.string().max(50).default(''),
});
const BearerSchema = z.strictObject({ scheme: z.literal('bearer'), when, secret: SecretFieldSchema });

const OAuth2Schema = z.strictObject({
  scheme: z.literal('oauth2'),
  when,
  grant: z.enum(['authorization-code', 'client-credentials', 'password']),
  /** Templates over `{connection}`. */
  authorizeUrl: TemplateSchema.optional(),
  tokenUrl: TemplateSchema,
  revokeUrl: TemplateSchema.optional(),
  pkce: z.boolean().default(true),
  scopes: z.array(z.string().min(1).max(500)).max(200).default([]),
  scopeSeparator: z.string().max(3).default(' '),
  /** Names of the connection's fields. */
  clientId: z.string().default('clientId'),
  clientSecret: SecretFieldSchema.default('clientSecret'),
  username: z.string().default('username'),
  password: SecretFieldSchema.default('password'),
  clientAuthentication: z.enum(['basic', 'body']).default('body'),
  tokenEncoding: z.enum(['form', 'json']).default('form'),
  /** Further parameters, over `{connection, secrets}`. */
  authorizeParameters: z.record(z.string(), ManifestExpressionSchema).optional(),
  tokenParameters: z.record(z.string(), ManifestExpressionSchema).optional(),
  ...tokenAnswer,
  token: ManifestExpressionSchema.default('body.access_token'),
  expiresInSeconds: ManifestExpressionSchema.default('body.expires_in'),
  refreshToken: ManifestExpressionSchema.default('body.refresh_token'),
  /** Without it: `Authorization: Bearer <token>`. */
  inject: z.array(InjectionSchema).max(10).optional(),
  errors: z.array(ErrorRuleSchema).max(50).optional(),
});

const TokenExchangeSchema = z.strictObject({
  scheme: z.literal('token-exchange'),
  when,
  /** Requests made first; later expressions see `state.<name>`. */
  before: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
        request: RequestTemplateSchema,
        output: ManifestExpressionSchema.optional(),
      }),
    )
    .max(5)
    .optional(),
  /** Its expressions see `secrets` and the functions of {@link InjectionSchema} too. Never authenticated itself. */
  request: RequestTemplateSchema,
  ...tokenAnswer,
  /** Without it: `Authorization: Bearer <token>`. */
  inject: z.array(InjectionSchema).max(10).optional(),
  errors: z.array(ErrorRuleSchema).max(50).optional(),
});

/** One piece of the text that is signed. `body` is the exact bytes sent. */
export const SignedPartSchema = z.discriminatedUnion('part', [
  z.strictObject({ part: z.literal('method') }),
  /** Path without query. */
  z.strictObject({ part: z.literal('path') }),
  z.strictObject({ part: z.literal('url') }),
  z.strictObject({ part: z.literal('body') }),
  /** Hex or base64 digest of the body. */
  z.strictObject({
    part: z.literal('body-digest'),
    algorithm: z.enum(['md5', 'sha1', 'sha256']),
    encoding: z.enum(['hex', 'base64']),
  }),
  /** `name=value` pairs sorted by name and joined by `&`. */
  z.strictObject({ part: z.literal('sorted-query') }),
  z.strictObject({ part: z.literal('timestamp') }),
  z.strictObject({ part: z.literal('nonce') }),
  z.strictObject({ part: z.literal('literal'), text: z.string().max(500) }),
  z.strictObject({ part: z.literal('field'), name: z.string() }),
  z.strictObject({ part: z.literal('secret'), name: SecretFieldSchema }),
  /** Text made of the whole request, such as a cloud's canonical one; over the scope of an {@link InjectionSchema}. */
  z.strictObject({ part: z.literal('expression'), value: ManifestExpressionSchema }),
]);
export type SignedPart = z.infer<typeof SignedPartSchema>;

const SignedSchema = z.strictObject({
  scheme: z.literal('signed'),
  when,
  algorithm: z.enum([
    'hmac-md5',
    'hmac-sha1',
    'hmac-sha256',
    'hmac-sha512',
    'md5',
    'sha1',
    'sha256',
    'rsa-sha1',
    'rsa-sha256',
  ]),
  encoding: z.enum(['hex', 'base64', 'base64url']).default('hex'),
  /** The key of an HMAC or RSA signature: a secret field, or parts joined without a separator. */
  key: z.union([SecretFieldSchema, z.array(SignedPartSchema).min(1).max(20)]).optional(),
  /** Turns the key into the one that signs: each text in turn is signed by the key before it (AWS, Tencent Cloud). */
  derive: z.array(z.array(SignedPartSchema).min(1).max(10)).max(6).optional(),
  parts: z.array(SignedPartSchema).max(20),
  separator: z.string().max(5).default(''),
  timestamp: z.enum(['seconds', 'milliseconds', 'iso']).default('milliseconds'),
  /** Characters of the random nonce. */
  nonceLength: z.number().int().min(8).max(64).default(16),
  inject: z.array(InjectionSchema).min(1).max(10),
});

/** For first-party drivers: the code action asks the host for the credentials and speaks through `ctx.connect`. */
const DatabaseSchema = z.strictObject({ scheme: z.literal('database'), when, driver: z.string().min(1).max(50) });

/** How a request proves who sends it. Several apply one after the other, each where its `when` holds. */
export const AuthSchemeSchema = z.discriminatedUnion('scheme', [
  NoneSchema,
  BasicSchema,
  ApiKeySchema,
  BearerSchema,
  OAuth2Schema,
  TokenExchangeSchema,
  SignedSchema,
  DatabaseSchema,
]);
export type AuthScheme = z.infer<typeof AuthSchemeSchema>;
export type OAuth2Scheme = z.infer<typeof OAuth2Schema>;
export type TokenExchangeScheme = z.infer<typeof TokenExchangeSchema>;
export type SignedScheme = z.infer<typeof SignedSchema>;
