import { z } from 'zod';
import { PeriodMsSchema } from './words.ts';

/**
 * How much a vendor allows, shared by everything that uses the same connection. All windows hold at once
 * (50 a second and 1,000 a minute). The budget named `connection` counts every request of a connection; others count
 * the requests that name them.
 */
export const RateBudgetSchema = z.strictObject({
  windows: z
    .array(z.strictObject({ limit: z.number().int().min(1).max(10_000_000), perMs: PeriodMsSchema.min(1) }))
    .min(1)
    .max(5),
  /** Requests under way at the same time. */
  concurrency: z.number().int().min(1).max(1000).optional(),
  /** Answer headers that say how it really stands. */
  headers: z
    .strictObject({
      remaining: z.string().max(100).optional(),
      limit: z.string().max(100).optional(),
      reset: z
        .strictObject({
          name: z.string().max(100),
          unit: z.enum(['seconds-left', 'milliseconds-left', 'epoch-seconds', 'epoch-milliseconds', 'date']),
        })
        .optional(),
    })
    .optional(),
});
export type RateBudget = z.infer<typeof RateBudgetSchema>;
