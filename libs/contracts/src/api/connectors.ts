import { z } from 'zod';
import { ConnectorRefSchema, VersionSchema } from '../flow-document.ts';
import { ConnectionIdSchema } from '../ids.ts';
import { EffectSchema } from '../run.ts';
import { JsonObjectSchema, JsonSchemaSchema, JsonValueSchema } from './json-values.ts';
import { BilingualSchema, listOf, pageOf } from './paging.ts';

/** What a connector can do, shown as badges. */
export const connectorBadges = [
  'action',
  'webhook',
  'polling',
  'list',
  'incremental',
  'deletes',
  'upsert',
  'idempotent',
  'simulator',
] as const;
export const ConnectorBadgeSchema = z.enum(connectorBadges);

export const ConnectorSummarySchema = z.object({
  name: z.string(),
  version: VersionSchema,
  /** Every installed version, newest first; `version` is the newest. */
  versions: listOf(VersionSchema),
  title: BilingualSchema,
  description: BilingualSchema,
  /** An SVG document or a data URL; to be shown as an image, never inlined. */
  icon: z.string().nullable(),
  categories: listOf(z.string()),
  badges: listOf(ConnectorBadgeSchema),
  /** Connections of this tenant that use it. */
  connections: z.number().int(),
  /** This version was installed from a manifest, by this tenant, and may be removed. */
  removable: z.boolean(),
});
export type ConnectorSummary = z.infer<typeof ConnectorSummarySchema>;

export const ConnectorActionViewSchema = z.object({
  name: z.string(),
  title: BilingualSchema,
  description: BilingualSchema,
  effect: EffectSchema,
  safeToTest: z.boolean(),
  paginated: z.boolean(),
  inputSchema: JsonSchemaSchema,
  outputSchema: JsonSchemaSchema,
  sample: JsonValueSchema.optional(),
});
export type ConnectorActionView = z.infer<typeof ConnectorActionViewSchema>;

export const ConnectorTriggerViewSchema = z.object({
  name: z.string(),
  title: BilingualSchema,
  description: BilingualSchema,
  delivery: z.enum(['webhook', 'polling']),
  settingsSchema: JsonSchemaSchema,
  /** What a person sets up at the vendor by hand; `{callbackUrl}` stands for the trigger's address. */
  setup: BilingualSchema.nullable(),
  outputSchema: JsonSchemaSchema,
  sample: JsonValueSchema.optional(),
});
export type ConnectorTriggerView = z.infer<typeof ConnectorTriggerViewSchema>;

export const ConnectorObjectViewSchema = z.object({
  name: z.string(),
  title: BilingualSchema,
  schema: JsonSchemaSchema.nullable(),
  idField: z.string().nullable(),
});

export const ConnectorDetailSchema = ConnectorSummarySchema.extend({
  docs: listOf(z.object({ title: BilingualSchema, url: z.string() })),
  hosts: listOf(z.string()),
  connection: z.object({
    /** The auth scheme of the manifest. */
    scheme: z.string(),
    /** The form; secret fields are marked there and listed in `secrets`. */
    schema: JsonSchemaSchema,
    secrets: listOf(z.string()),
    testable: z.boolean(),
    /** Where a person gets the credentials. */
    help: BilingualSchema.nullable(),
  }),
  actions: listOf(ConnectorActionViewSchema),
  triggers: listOf(ConnectorTriggerViewSchema),
  objects: listOf(ConnectorObjectViewSchema),
});
export type ConnectorDetail = z.infer<typeof ConnectorDetailSchema>;

export const ConnectorPageSchema = pageOf(ConnectorSummarySchema);
export type ConnectorPage = z.infer<typeof ConnectorPageSchema>;

/** A connector that is data only, as its author packed it: the content of its `manifest.json`. */
export const InstallConnectorSchema = z.strictObject({ manifest: JsonValueSchema });
export type InstallConnector = z.infer<typeof InstallConnectorSchema>;

/** Values of a drop-down that only the live account knows. */
export const AskOptionsSchema = z.strictObject({
  connector: ConnectorRefSchema,
  connectionId: ConnectionIdSchema.nullable(),
  /** What `x-options` names. */
  source: z.string().min(1).max(100),
  /** What the form holds so far; some sources depend on it. */
  input: JsonValueSchema.default({}),
  search: z.string().max(200).optional(),
});
export type AskOptions = z.infer<typeof AskOptionsSchema>;

export const OptionsSchema = z.object({
  options: listOf(z.object({ value: JsonValueSchema, label: BilingualSchema })),
});
export type Options = z.infer<typeof OptionsSchema>;

/** Asks for the schemas of an action or trigger as the live account has them. */
export const AskSchemaSchema = z.strictObject({
  connector: ConnectorRefSchema,
  connectionId: ConnectionIdSchema.nullable(),
  of: z.enum(['action', 'trigger']),
  name: z.string().min(1).max(100),
  input: JsonValueSchema.default({}),
});
export type AskSchema = z.infer<typeof AskSchemaSchema>;

export const LiveSchemasSchema = z.object({ inputSchema: JsonSchemaSchema, outputSchema: JsonSchemaSchema });
export type LiveSchemas = z.infer<typeof LiveSchemasSchema>;

/** Asks what an object of a connection is like. */
export const AskObjectSchema = z.strictObject({
  connector: ConnectorRefSchema,
  connectionId: ConnectionIdSchema,
  object: z.string().min(1).max(128),
});
export type AskObject = z.infer<typeof AskObjectSchema>;

/** An object as the live account has it: its fields, and what a sync can do with it. */
export const LiveObjectSchema = z.object({
  title: BilingualSchema,
  /** JSON Schema of a record, custom fields too. */
  schema: JsonSchemaSchema,
  able: z.object({
    /** `complete`: what a listing does not show does not exist any more. */
    list: z.enum(['complete', 'partial', 'none']),
    /** Changes can be asked for, so that not everything has to be compared. */
    changes: z.boolean(),
    get: z.boolean(),
    create: z.boolean(),
    update: z.boolean(),
    disable: z.boolean(),
    delete: z.boolean(),
  }),
});
export type LiveObject = z.infer<typeof LiveObjectSchema>;

/** A few real records to draw a mapping with; sensitive fields masked. */
export const SampleRecordsSchema = z.object({
  records: listOf(z.object({ id: z.string(), fields: JsonObjectSchema })),
});
export type SampleRecords = z.infer<typeof SampleRecordsSchema>;
