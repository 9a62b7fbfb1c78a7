import { z } from 'zod';
import { ConnectorRefSchema } from './flow-document.ts';
import { SourcePathSchema, MappingSourceSchema, TargetPathSchema } from './mapping-document.ts';

/**
 * A sync (同步) keeps the records of two objects alike. Its document says which objects, how records are recognised,
 * how fields correspond, who owns each field, and what becomes of deleted records.
 */

/** The two sides of a sync. Nothing distinguishes them but their letter. */
export const SideSchema = z.enum(['a', 'b']);
export type Side = z.infer<typeof SideSchema>;

const ObjectNameSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,127}$/);

/** One side: an object of a connector, reached through a connection. */
export const SyncSideSchema = z.strictObject({
  connectionId: z.uuid(),
  connector: ConnectorRefSchema,
  object: ObjectNameSchema,
  /** Only records for which this holds take part: JSONata over the record. */
  filter: z.string().min(1).max(20_000).optional(),
});
export type SyncSide = z.infer<typeof SyncSideSchema>;

export const SyncDirectionSchema = z.enum(['a-to-b', 'b-to-a', 'both']);
export type SyncDirection = z.infer<typeof SyncDirectionSchema>;

/** How two values are made comparable: as they are, or as a phone number, a mail address, a tax number, a name. */
export const matchForms = ['exact', 'phone', 'mail', 'tax-id', 'name'] as const;
export const MatchFormSchema = z.enum(matchForms);
export type MatchForm = z.infer<typeof MatchFormSchema>;

export const MatchPartSchema = z.strictObject({ a: SourcePathSchema, b: SourcePathSchema, as: MatchFormSchema });
export type MatchPart = z.infer<typeof MatchPartSchema>;

/** Two records match by a rule when every part is there on both and equal. */
export const MatchRuleSchema = z.strictObject({ parts: z.array(MatchPartSchema).min(1).max(4) });
export type MatchRule = z.infer<typeof MatchRuleSchema>;

/**
 * Who decides a field: one side always; the later edit; or a person, where both sides have changed it.
 * With `latest` and `manual` an edit on one side alone goes to the other.
 */
export const fieldOwners = ['a', 'b', 'latest', 'manual'] as const;
export const FieldOwnerSchema = z.enum(fieldOwners);
export type FieldOwner = z.infer<typeof FieldOwnerSchema>;

/** A field as it stands on each side; left out where the field goes one way only. */
export const FieldRuleSchema = z.strictObject({
  a: TargetPathSchema.optional(),
  b: TargetPathSchema.optional(),
  owner: FieldOwnerSchema,
});
export type FieldRule = z.infer<typeof FieldRuleSchema>;

/**
 * A field that names a record of another sync (a contact's customer, a person's department). The mapping sees the id
 * on the other side as `$linked.<name>`.
 */
export const ReferenceSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9_]{0,63}$/),
  syncId: z.uuid(),
  a: SourcePathSchema.optional(),
  b: SourcePathSchema.optional(),
  /** A record whose reference has no counterpart yet waits (it is tried again), or goes without it. */
  whenMissing: z.enum(['wait', 'omit']).default('wait'),
});
export type SyncReference = z.infer<typeof ReferenceSchema>;

/** What a deletion on one side does on the other. People are disabled. */
export const DeletePolicySchema = z.enum(['ignore', 'disable', 'delete']);
export type DeletePolicy = z.infer<typeof DeletePolicySchema>;

export const DeleteGuardSchema = z.strictObject({
  /** This many in a pass are always let through. */
  floor: z.number().int().min(0).max(100_000).default(10),
  /** And so many per cent of all links. */
  percent: z.number().min(0).max(100).default(2),
});
export type DeleteGuard = z.infer<typeof DeleteGuardSchema>;

/** A cron expression in a zone. */
export const SyncScheduleSchema = z.strictObject({
  cron: z.string().min(1).max(200),
  zone: z.string().min(1).max(100),
});

export type SyncSchedule = z.infer<typeof SyncScheduleSchema>;

/** What tells us of changes at once: a trigger of the side's connector. */
export const RealTimeSchema = z.strictObject({
  side: SideSchema,
  trigger: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  /** The trigger's form. */
  settings: z.record(z.string(), z.json()).default({}),
  /** Over the trigger's output: the record's id, and whether it was deleted. */
  id: z.string().min(1).max(20_000),
  deleted: z.string().min(1).max(20_000).optional(),
});
export type RealTime = z.infer<typeof RealTimeSchema>;

/** Which outcomes leave a row of their own besides those that always do. */
export const KeepOutcomesSchema = z.enum(['needed', 'changes', 'all']);
export type KeepOutcomes = z.infer<typeof KeepOutcomesSchema>;

export const SyncSettingsSchema = z.strictObject({
  pageSize: z.number().int().min(1).max(5_000).default(500),
  /** How far behind the newest record seen a look for changes begins. */
  overlapMs: z.number().int().min(0).max(86_400_000).default(300_000),
  /** A record we write back to a former value more often than this in an hour is parked. */
  flipLimit: z.number().int().min(2).max(100).default(6),
  keepOutcomes: KeepOutcomesSchema.default('needed'),
  /** One way, a full compare also undoes what somebody has changed on the target. */
  repairTarget: z.boolean().default(true),
  /** How often a record that failed for a passing reason is tried again by itself. */
  recordAttempts: z.number().int().min(1).max(20).default(5),
});
export type SyncSettings = z.infer<typeof SyncSettingsSchema>;

/**
 * The sync document: what is stored, versioned and published.
 *
 * @example
 * SyncDocumentSchema.parse({
 *   version: 1, a: {…}, b: {…}, direction: 'both',
 *   match: [{ parts: [{ a: ['TaxNo'], b: ['taxNo'], as: 'tax-id' }] }],
 *   mappings: { aToB: {…}, bToA: {…} },
 *   fields: [{ a: ['Name'], b: ['name'], owner: 'a' }],
 *   deletes: { policy: 'disable' },
 * })
 */
export const SyncDocumentSchema = z
  .strictObject({
    version: z.literal(1),
    a: SyncSideSchema,
    b: SyncSideSchema,
    direction: SyncDirectionSchema,
    /** In order of strength. Empty: records are never recognised, only made. */
    match: z.array(MatchRuleSchema).max(10).default([]),
    mappings: z.strictObject({ aToB: MappingSourceSchema.optional(), bToA: MappingSourceSchema.optional() }),
    fields: z.array(FieldRuleSchema).max(2_000).default([]),
    /** For fields without a rule. One way, the source decides and this is not looked at. */
    defaultOwner: FieldOwnerSchema.default('latest'),
    references: z.array(ReferenceSchema).max(50).default([]),
    deletes: z
      .strictObject({ policy: DeletePolicySchema, guard: DeleteGuardSchema.prefault({}) })
      .prefault({ policy: 'ignore' }),
    /** Looks for changes. */
    schedule: SyncScheduleSchema.optional(),
    /** Compares everything: finds drift and deletions. */
    fullCompare: SyncScheduleSchema.optional(),
    realTime: z.array(RealTimeSchema).max(20).default([]),
    settings: SyncSettingsSchema.prefault({}),
  })
  .superRefine((document, context) => {
    for (const way of ['aToB', 'bToA'] as const) {
      const wanted = document.direction === 'both' || document.direction === (way === 'aToB' ? 'a-to-b' : 'b-to-a');
      if (wanted && !document.mappings[way])
        context.addIssue({ code: 'custom', path: ['mappings', way], message: 'This direction needs a mapping' });
    }
    const { a, b } = document;
    if (a.connectionId === b.connectionId && a.object === b.object)
      context.addIssue({ code: 'custom', path: ['b', 'object'], message: 'Both sides are the same object' });
  });
export type SyncDocument = z.infer<typeof SyncDocumentSchema>;
