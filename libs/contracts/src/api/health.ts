import { z } from 'zod';
import { listOf } from './paging.ts';

export const HealthCheckSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  durationMs: z.number(),
  detail: z.string().optional(),
});
export type HealthCheck = z.infer<typeof HealthCheckSchema>;

export const HealthSchema = z.object({
  state: z.enum(['ready', 'not-ready', 'draining']),
  version: z.string(),
  checks: listOf(HealthCheckSchema),
});
export type Health = z.infer<typeof HealthSchema>;
