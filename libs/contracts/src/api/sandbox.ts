import { z } from 'zod';
import { JsonObjectSchema, JsonSchemaSchema, JsonValueSchema } from './json-values.ts';
import { BilingualSchema, InstantSchema, PageQuerySchema, listOf, pageOf } from './paging.ts';

export const SimulatorCollectionSchema = z.object({
  name: z.string(),
  title: BilingualSchema,
  count: z.number().int(),
  editable: z.boolean(),
  schema: JsonSchemaSchema.nullable(),
});

/** A knob that makes a simulator misbehave as its vendor would. */
export const SimulatorFaultSchema = z.object({
  name: z.string(),
  title: BilingualSchema,
  active: z.boolean(),
  settings: JsonObjectSchema,
  settingsSchema: JsonSchemaSchema,
});
export type SimulatorFault = z.infer<typeof SimulatorFaultSchema>;

export const SimulatorSchema = z.object({
  name: z.string(),
  connector: z.string(),
  title: BilingualSchema,
  description: BilingualSchema,
  url: z.string(),
  collections: listOf(SimulatorCollectionSchema),
  /** It receives messages, shown by `GET /sandbox/{name}/inbox`. */
  inbox: z.boolean(),
  faults: listOf(SimulatorFaultSchema),
  /** Fields for a connection that reaches it, secrets of the simulator included: they open nothing else. */
  connection: JsonObjectSchema,
});
export type Simulator = z.infer<typeof SimulatorSchema>;
export const SimulatorPageSchema = pageOf(SimulatorSchema);
export type SimulatorPage = z.infer<typeof SimulatorPageSchema>;

export const SimulatorRecordSchema = z.object({
  id: z.string(),
  record: JsonValueSchema,
  at: InstantSchema.nullable(),
});
export type SimulatorRecord = z.infer<typeof SimulatorRecordSchema>;
export const SimulatorRecordPageSchema = pageOf(SimulatorRecordSchema);
export type SimulatorRecordPage = z.infer<typeof SimulatorRecordPageSchema>;

export const SimulatorMessageSchema = z.object({
  id: z.string(),
  at: InstantSchema,
  from: z.string(),
  to: z.string(),
  text: z.string(),
  /** The message as the vendor's API got it. */
  raw: JsonValueSchema,
});
export type SimulatorMessage = z.infer<typeof SimulatorMessageSchema>;
export const SimulatorMessagePageSchema = pageOf(SimulatorMessageSchema);
export type SimulatorMessagePage = z.infer<typeof SimulatorMessagePageSchema>;

export const SandboxQuerySchema = PageQuerySchema.extend({ text: z.string().max(100).optional() });
export type SandboxQuery = z.infer<typeof SandboxQuerySchema>;

export const SaveSimulatorRecordSchema = z.strictObject({ record: JsonObjectSchema });
export type SaveSimulatorRecord = z.infer<typeof SaveSimulatorRecordSchema>;

export const SetSimulatorFaultSchema = z.strictObject({ active: z.boolean(), settings: JsonObjectSchema.default({}) });
export type SetSimulatorFault = z.infer<typeof SetSimulatorFaultSchema>;
