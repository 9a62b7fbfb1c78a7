import { z } from 'zod';
import { VersionSchema } from '../flow-document.ts';
import type { JsonSchema } from '../json.ts';
import { AuthSchemeSchema } from './auth-scheme.ts';
import { ErrorRuleSchema, VendorErrorSchema } from './error-rule.ts';
import { EffectDeclarationSchema, OperationSchema } from './operation.ts';
import { RateBudgetSchema } from './rate-budget.ts';
import { RecordObjectSchema } from './record-object.ts';
import type { RequestTemplateSchema } from './request.ts';
import { ConnectorTriggerSchema } from './trigger.ts';
import { WebhookSchemeSchema } from './webhook-scheme.ts';
import {
  SampleSchema,
  LocalTextSchema,
  ManifestExpressionSchema,
  MarkedSchemaSchema,
  TemplateSchema,
  WordSchema,
} from './words.ts';

export const connectorCategories = [
  'customer-service',
  'crm',
  'hr',
  'oa',
  'devops',
  'messaging',
  'data',
  'channel',
  'generic',
] as const;

export const ConnectionDeclarationSchema = z.strictObject({
  /** The form a person fills in; secrets are marked `x-secret`. */
  fields: MarkedSchemaSchema,
  auth: z.array(AuthSchemeSchema).min(1).max(8),
  /** Proves that the connection works; `account` names what it reached: "workspace ACME as bot Joinery". */
  test: z.strictObject({ operation: OperationSchema, account: ManifestExpressionSchema.optional() }).optional(),
  /** Where a person gets the credentials. */
  help: LocalTextSchema.optional(),
});
export type ConnectionDeclaration = z.infer<typeof ConnectionDeclarationSchema>;

export const ConnectorActionSchema = z.strictObject({
  title: LocalTextSchema,
  description: LocalTextSchema.optional(),
  /** JSON Schema; checked before anything is sent. */
  input: MarkedSchemaSchema,
  output: MarkedSchemaSchema,
  sample: SampleSchema.optional(),
  effect: EffectDeclarationSchema,
  /** A test of the step in the designer may really run it. */
  safeToTest: z.boolean().default(false),
  operation: OperationSchema,
});
export type ConnectorAction = z.infer<typeof ConnectorActionSchema>;

/** A drop-down filled from the account; fields name it by `x-options`. */
export const DynamicOptionsSchema = z.strictObject({
  /** Requests see as `input` what the form holds so far. */
  operation: OperationSchema,
  /** Over `{item}`. */
  value: ManifestExpressionSchema,
  label: ManifestExpressionSchema,
  /** Members of the form it needs first. */
  dependsOn: z.array(z.string()).max(10).default([]),
});
export type DynamicOptions = z.infer<typeof DynamicOptionsSchema>;

/** A shape taken from the account; fields name it by `x-schema`. The operation's output is a JSON Schema. */
export const DynamicSchemaSchema = z.strictObject({
  operation: OperationSchema,
  dependsOn: z.array(z.string()).max(10).default([]),
});
export type DynamicSchema = z.infer<typeof DynamicSchemaSchema>;

/**
 * A connector as data: everything but its code actions. What `joinery connector validate` checks and a data-only
 * connector is packed to.
 *
 * @example
 * ConnectorManifestSchema.parse({ format: 'joinery.connector/1', name: 'acme', version: '1.0.0', … })
 */
export const ConnectorManifestSchema = z.strictObject({
  format: z.literal('joinery.connector/1').default('joinery.connector/1'),
  name: WordSchema,
  version: VersionSchema,
  title: LocalTextSchema,
  description: LocalTextSchema,
  categories: z.array(z.enum(connectorCategories)).min(1),
  /** An SVG document without scripts, or a `data:` address of a small picture. */
  icon: z.string().max(60_000).optional(),
  docs: z
    .array(z.strictObject({ title: LocalTextSchema, url: z.url() }))
    .max(20)
    .default([]),
  /**
   * The hosts it may call: `open.feishu.cn`, `*.zendesk.com` (any depth below), a template that takes one from the
   * connection (`{connection.baseUrl}`: that exact host and port), or `*` for connectors whose purpose is any host.
   */
  hosts: z.array(TemplateSchema).max(50),
  /** What paths are joined to; a template over `{connection, account}`: `https://{connection.subdomain}.zendesk.com/api/v2`. */
  baseUrl: TemplateSchema.optional(),
  /** Sent with every request; over the request's scope. */
  headers: z.record(z.string(), ManifestExpressionSchema).optional(),
  connection: ConnectionDeclarationSchema,
  /** The first line that fits counts; none and a 2xx status: it worked. */
  errors: z.array(ErrorRuleSchema).max(500).default([]),
  vendorError: VendorErrorSchema.optional(),
  budgets: z.record(WordSchema, RateBudgetSchema).default({}),
  actions: z.record(WordSchema, ConnectorActionSchema).default({}),
  webhooks: z.record(WordSchema, WebhookSchemeSchema).default({}),
  triggers: z.record(WordSchema, ConnectorTriggerSchema).default({}),
  objects: z.record(WordSchema, RecordObjectSchema).default({}),
  options: z.record(WordSchema, DynamicOptionsSchema).default({}),
  schemas: z.record(WordSchema, DynamicSchemaSchema).default({}),
});
export type ConnectorManifest = z.infer<typeof ConnectorManifestSchema>;
/** As an author writes it: what has a default may be left out. */
export type ConnectorManifestInput = z.input<typeof ConnectorManifestSchema>;

/**
 * The manifest's JSON Schema (draft 2020-12), for editors and partners. `x-holds: expression | template` marks what is
 * to be compiled.
 */
export function connectorManifestJsonSchema(): JsonSchema {
  return z.toJSONSchema(ConnectorManifestSchema, { io: 'input', reused: 'ref' }) as JsonSchema;
}

export type RequestTemplateInput = z.input<typeof RequestTemplateSchema>;
