import { z } from 'zod';
import { FlowIdSchema, RunIdSchema } from '../ids.ts';
import { JsonValueSchema } from './json-values.ts';
import { InstantSchema, PageQuerySchema, pageOf } from './paging.ts';
import { WaitReasonSchema } from './runs.ts';

/** Something a person is asked to decide: an approval, or an attempt that is held. */
export const WaitViewSchema = z.object({
  runId: RunIdSchema,
  path: z.string(),
  flow: z.object({ id: FlowIdSchema, name: z.string() }),
  reason: WaitReasonSchema,
  question: JsonValueSchema.optional(),
  since: InstantSchema,
  deadline: InstantSchema.nullable(),
});
export type WaitView = z.infer<typeof WaitViewSchema>;
export const WaitPageSchema = pageOf(WaitViewSchema);
export type WaitPage = z.infer<typeof WaitPageSchema>;

export const WaitQuerySchema = PageQuerySchema.extend({ reason: z.enum(['approval', 'held']).optional() });
export type WaitQuery = z.infer<typeof WaitQuerySchema>;

/** The step's output becomes `{verdict, comment, by, at}`. */
export const AnswerWaitSchema = z.strictObject({
  runId: RunIdSchema,
  path: z.string().min(1).max(1_000),
  verdict: z.enum(['approved', 'rejected']),
  comment: z.string().max(2_000).default(''),
});
export type AnswerWait = z.infer<typeof AnswerWaitSchema>;
