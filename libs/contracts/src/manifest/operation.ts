import { z } from 'zod';
import { ErrorRuleSchema } from './error-rule.ts';
import { BatchSchema, PaginationSchema, RequestTemplateSchema } from './request.ts';
import { ManifestExpressionSchema, PeriodMsSchema, PlacementSchema, WordSchema } from './words.ts';

/** A request made first, whose output later expressions see as `state.<name>`. */
const EarlierRequestSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  request: RequestTemplateSchema,
  /** Over `{status, headers, body, input, connection}`; without it the body. */
  output: ManifestExpressionSchema.optional(),
  /** Over {@link RequestTemplateSchema}'s scope: made only when it holds. */
  when: ManifestExpressionSchema.optional(),
});

/** Something the host does at the vendor, by requests or by a function of the connector. */
export const OperationSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('request'),
    before: z.array(EarlierRequestSchema).max(5).optional(),
    request: RequestTemplateSchema,
    /** Over `{status, headers, body, input, connection, state}`; without it the body. With pagination: over `{item}`. */
    output: ManifestExpressionSchema.optional(),
    pagination: PaginationSchema.optional(),
    batch: BatchSchema.optional(),
    /** Looked at before the connector's own table. */
    errors: z.array(ErrorRuleSchema).max(200).optional(),
    timeoutMs: PeriodMsSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('code'),
    /** It has a `page` function. */
    paginated: z.boolean().default(false),
    timeoutMs: PeriodMsSchema.optional(),
  }),
]);
export type Operation = z.infer<typeof OperationSchema>;
export type RequestOperation = Extract<Operation, { kind: 'request' }>;
export type CodeOperation = Extract<Operation, { kind: 'code' }>;

/** How the idempotency key reaches the vendor. */
export const KeyTravelSchema = z.strictObject({
  /** Without it the request says itself where it stands: it sees the key, shaped, as `state.idempotencyKey`. */
  send: PlacementSchema.optional(),
  /** `as-is`; or derived from it, the same every time: `uuid` (36 characters), `hex32`. */
  shape: z.enum(['as-is', 'uuid', 'hex32']).default('uuid'),
  /** How long the vendor remembers it; a repetition after that is as ambiguous as without a key. */
  rememberedForMs: PeriodMsSchema.optional(),
});
export type KeyTravel = z.infer<typeof KeyTravelSchema>;

/** What the action does over there, and so what an attempt with an unknown outcome may do. */
export const EffectDeclarationSchema = z.discriminatedUnion('class', [
  z.strictObject({ class: z.literal('read') }),
  /** By nature (a PUT, an upsert) when there is no key. */
  z.strictObject({ class: z.literal('idempotent'), key: KeyTravelSchema.optional() }),
  /** The key is written with the effect and can be looked for before repeating. */
  z.strictObject({
    class: z.literal('checkable'),
    key: KeyTravelSchema.optional(),
    lookUp: z.strictObject({
      operation: OperationSchema,
      /** Over the answer's scope (of a code operation: `{output}`): whether the effect is there. */
      found: ManifestExpressionSchema,
      /** Same scope: what the action would have given. */
      output: ManifestExpressionSchema.optional(),
    }),
  }),
  z.strictObject({ class: z.literal('unsafe') }),
]);
export type EffectDeclaration = z.infer<typeof EffectDeclarationSchema>;

/** A name used inside a manifest: of a budget, a webhook scheme, an option list. */
export const ManifestNameSchema = WordSchema;
