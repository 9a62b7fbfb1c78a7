import { z } from 'zod';
import { failureKinds } from '../failure.ts';
import { JsonObjectSchema } from './json-values.ts';
import { BilingualSchema } from './paging.ts';

export const FailureKindSchema = z.enum(failureKinds);

/** A failure as people see it: the code, its sentence in both languages, the vendor's own words. */
export const FailureViewSchema = z.object({
  code: z.string(),
  kind: FailureKindSchema,
  message: BilingualSchema,
  params: JsonObjectSchema.optional(),
  vendor: z
    .object({ code: z.string().optional(), message: z.string().optional(), status: z.number().int().optional() })
    .optional(),
  retryAfterMs: z.number().optional(),
  ambiguous: z.boolean().optional(),
  place: z.string().optional(),
});
export type FailureView = z.infer<typeof FailureViewSchema>;
