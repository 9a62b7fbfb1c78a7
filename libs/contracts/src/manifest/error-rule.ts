import { z } from 'zod';
import { LocalTextSchema, ManifestExpressionSchema } from './words.ts';

/**
 * What an answer means, whatever its status.
 * `auth-expired` drops the token, gets a new one and repeats once · `auth-refused` wrong credentials or missing
 * permission · `rate-limited` waits and feeds the budget · `not-found` · `duplicate` it is there already ·
 * `invalid` our data · `conflict` changed meanwhile · `transient` worth repeating · `permanent` not ·
 * `success` the answer looks like an error and is none ("already subscribed").
 */
export const errorMeanings = [
  'auth-expired',
  'auth-refused',
  'rate-limited',
  'not-found',
  'duplicate',
  'invalid',
  'conflict',
  'transient',
  'permanent',
  'success',
] as const;
export type ErrorMeaning = (typeof errorMeanings)[number];

const StatusSchema = z.union([
  z.number().int().min(100).max(599),
  z.enum(['2xx', '3xx', '4xx', '5xx']),
  z.array(z.number().int().min(100).max(599)).min(1).max(50),
]);

/**
 * One line of the error table; the first line that fits counts. Expressions see
 * `{ status, headers, body, input, connection }`; `body` also of a 200, as text where it is not JSON.
 */
export const ErrorRuleSchema = z.strictObject({
  when: z
    .strictObject({ status: StatusSchema.optional(), expression: ManifestExpressionSchema.optional() })
    .refine((when) => when.status !== undefined || when.expression !== undefined, 'a status, an expression or both'),
  meaning: z.enum(errorMeanings),
  /** Seconds to wait, or an HTTP date. Without it `Retry-After` is read. */
  retryAfter: ManifestExpressionSchema.optional(),
  /** The vendor's code and words; without them those of `vendorError`. */
  code: ManifestExpressionSchema.optional(),
  detail: ManifestExpressionSchema.optional(),
  /** What it means here and what to do, for people. */
  message: LocalTextSchema.optional(),
});
export type ErrorRule = z.infer<typeof ErrorRuleSchema>;

/** Where this vendor writes its code and its words, seen like an {@link ErrorRule}. */
export const VendorErrorSchema = z.strictObject({
  code: ManifestExpressionSchema.optional(),
  message: ManifestExpressionSchema.optional(),
});
export type VendorError = z.infer<typeof VendorErrorSchema>;
