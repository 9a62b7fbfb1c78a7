import { z } from 'zod';
import { FlowIdSchema } from '../ids.ts';
import { InstantSchema, listOf } from './paging.ts';

export const FlowHealthSchema = z.enum(['flowing', 'idle', 'late', 'failing']);

export const OverviewQuerySchema = z.strictObject({ hours: z.coerce.number().int().min(1).max(168).default(24) });
export type OverviewQuery = z.infer<typeof OverviewQuerySchema>;

/** The one page that says whether everything flows. Counts are of the time asked for, `now` is the present. */
export const OverviewSchema = z.object({
  since: InstantSchema,
  runs: z.object({
    accepted: z.number().int(),
    succeeded: z.number().int(),
    failed: z.number().int(),
    cancelled: z.number().int(),
  }),
  now: z.object({
    queued: z.number().int(),
    running: z.number().int(),
    waiting: z.number().int(),
    deadLetters: z.number().int(),
    heldAttempts: z.number().int(),
    openAlerts: z.number().int(),
    lateTriggers: z.number().int(),
    failingConnections: z.number().int(),
  }),
  series: listOf(
    z.object({ at: InstantSchema, accepted: z.number().int(), succeeded: z.number().int(), failed: z.number().int() }),
  ),
  flows: listOf(
    z.object({
      id: FlowIdSchema,
      name: z.string(),
      health: FlowHealthSchema,
      succeeded: z.number().int(),
      failed: z.number().int(),
      lastEventAt: InstantSchema.nullable(),
    }),
  ),
});
export type Overview = z.infer<typeof OverviewSchema>;
