import { z } from 'zod';
import { JsonObjectSchema, JsonSchemaSchema } from './api/json-values.ts';
import { BilingualSchema, listOf } from './api/paging.ts';

/** What the product is bought for; every template belongs to one. */
export const scenarios = [
  'customer-data',
  'organisation',
  'process-closure',
  'notification',
  'service-data',
  'intake',
] as const;
export const ScenarioSchema = z.enum(scenarios);
export type Scenario = z.infer<typeof ScenarioSchema>;

const KeySchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);

/** A system the template joins: what part it plays, and the connector that speaks to it. */
export const TemplateRoleSchema = z.strictObject({ role: KeySchema, connector: z.string(), title: BilingualSchema });
export type TemplateRole = z.infer<typeof TemplateRoleSchema>;

/** A flow or a sync that the template makes. */
export const TemplatePartSchema = z.strictObject({
  key: KeySchema,
  kind: z.enum(['flow', 'sync']),
  title: BilingualSchema,
  summary: BilingualSchema,
});
export type TemplatePart = z.infer<typeof TemplatePartSchema>;

/** What a person sees of a template. */
export const TemplateFaceSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  scenario: ScenarioSchema,
  title: BilingualSchema,
  summary: BilingualSchema,
  connections: listOf(TemplateRoleSchema),
  /** The few things that differ from place to place: JSON Schema of an object, with defaults where there is a usual one. */
  choices: JsonSchemaSchema,
  parts: listOf(TemplatePartSchema),
});
export type TemplateFace = z.infer<typeof TemplateFaceSchema>;

/**
 * A template (模板): documents with gaps. A text `@{…}` names what fills a gap: `connectors.<role>`, `connections.<role>`,
 * `choices.<name>`, `parts.<key>` (the id of another part) or `words.<name>`. A text that is one gap becomes the value
 * itself; a gap inside a longer text, such as an expression, becomes the value as a JSON literal.
 *
 * @example `{ "connectionId": "@{connections.core}", "when": "trigger.ticket.priority in @{choices.priorities}" }`
 */
export const TemplateDocumentSchema = TemplateFaceSchema.extend({
  /** Texts that end up in documents, in the language of whoever uses the template. */
  words: z.record(KeySchema, BilingualSchema),
  parts: z
    .array(TemplatePartSchema.extend({ document: JsonObjectSchema }))
    .min(1)
    .readonly(),
});
export type Template = z.infer<typeof TemplateDocumentSchema>;
