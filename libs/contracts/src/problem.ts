import { z } from 'zod';

/** What a caller of the API gets when something did not work (RFC 9457), with texts for people. */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  message: z.object({ zh: z.string(), en: z.string() }),
  /** JSON pointer or path of what is wrong, one entry per mistake. */
  errors: z
    .array(z.object({ place: z.string(), code: z.string(), message: z.object({ zh: z.string(), en: z.string() }) }))
    .optional(),
  requestId: z.string().optional(),
  runId: z.string().optional(),
  /** With `conflict.stale`: what is stored now. */
  current: z.json().optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;
