import { z } from 'zod';
import { ManifestExpressionSchema, PlacementSchema, TemplateSchema, WordSchema } from './words.ts';

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
export type HttpMethod = (typeof httpMethods)[number];

/**
 * How the body expression's value becomes bytes. `json`, `form` (urlencoded), `text`, `multipart` (members with
 * `{fileName, contentType, base64}` become files), `ndjson` (a list, one line each), `base64` (raw bytes).
 */
export const bodyEncodings = ['json', 'form', 'text', 'multipart', 'ndjson', 'base64'] as const;

/**
 * One HTTP request as data. Every expression sees {@link RequestScope}:
 * `{ input, connection, account, state }` — `connection` without its secrets, `account` what the token answer kept,
 * `state` what the host knows: `{ cursor, page, idempotencyKey, now, <name of an earlier request> }`.
 */
export const RequestTemplateSchema = z.strictObject({
  method: z.enum(httpMethods),
  /** Joined to the manifest's `baseUrl`; or a whole URL, whose host must be declared. */
  path: TemplateSchema,
  /** A value that is missing leaves the parameter out; a list repeats it. */
  query: z.record(z.string(), ManifestExpressionSchema).optional(),
  headers: z.record(z.string(), ManifestExpressionSchema).optional(),
  /** Gives the whole body; missing sends none. */
  body: ManifestExpressionSchema.optional(),
  encoding: z.enum(bodyEncodings).default('json'),
  /** How the answer is read. `auto`: JSON unless its content type says text; an HTML page is never taken for data. */
  answer: z.enum(['auto', 'json', 'text', 'xml', 'ndjson', 'base64', 'none']).default('auto'),
  /** Budgets it takes from, beside the one named `connection`, which every request takes from where it exists. */
  budget: WordSchema.optional(),
  /** How much of the budget it costs. */
  cost: z.number().int().min(1).max(10_000).default(1),
  /** False where the request must go out without credentials (a token request, a public page). */
  authenticated: z.boolean().default(true),
});
export type RequestTemplate = z.infer<typeof RequestTemplateSchema>;

const pageSize = z.strictObject({ send: PlacementSchema, value: z.number().int().min(1).max(100_000) });
/** Over `{status, headers, body, input, connection}`: the list of this page. */
const items = ManifestExpressionSchema;

/**
 * How a list goes on. A page that repeats the cursor before it ends the list with `connector.response-invalid`:
 * the vendor would send us round in circles.
 */
export const PaginationSchema = z.discriminatedUnion('kind', [
  /** The answer holds a cursor; missing, null or `""` ends, and so does `more` when it is false. */
  z.strictObject({
    kind: z.literal('cursor'),
    items,
    next: ManifestExpressionSchema,
    /** Without it the request says itself where it goes on: it sees the cursor as `state.page`. */
    send: PlacementSchema.optional(),
    more: ManifestExpressionSchema.optional(),
    size: pageSize.optional(),
  }),
  /** Page numbers. Ends by `more`, by `total` (records in all), or after a page shorter than `size`. */
  z.strictObject({
    kind: z.literal('page'),
    items,
    send: PlacementSchema,
    first: z.number().int().min(0).max(1).default(1),
    size: pageSize,
    more: ManifestExpressionSchema.optional(),
    total: ManifestExpressionSchema.optional(),
  }),
  /** Number of records skipped; or, with `first` 1, of the first one wanted. Ends like `page`. */
  z.strictObject({
    kind: z.literal('offset'),
    items,
    send: PlacementSchema,
    first: z.number().int().min(0).max(1).default(0),
    size: pageSize,
    more: ManifestExpressionSchema.optional(),
    total: ManifestExpressionSchema.optional(),
  }),
  /** `Link: <…>; rel="next"` (RFC 8288). */
  z.strictObject({ kind: z.literal('link-header'), items, rel: z.string().default('next'), size: pageSize.optional() }),
  /** The answer holds the next page's address, absolute or relative; its host must be declared. */
  z.strictObject({
    kind: z.literal('next-url'),
    items,
    next: ManifestExpressionSchema,
    more: ManifestExpressionSchema.optional(),
    size: pageSize.optional(),
  }),
  /** The next request is another one, which carries the token of the answer: a scroll, a query locator. */
  z.strictObject({
    kind: z.literal('token-in-body'),
    items,
    next: ManifestExpressionSchema,
    path: z.array(z.string().min(1)).min(1).max(10),
    more: ManifestExpressionSchema.optional(),
    size: pageSize.optional(),
    /** Where pages after the first are asked for, when not by the same request: sees `state.page`. */
    following: RequestTemplateSchema.optional(),
  }),
]);
export type Pagination = z.infer<typeof PaginationSchema>;

/** What became of each record of a batch: an answer that succeeded as a whole may still have refused some. */
export const BatchSchema = z.strictObject({
  /** Member of the input that holds the list. */
  field: z.string().min(1).max(100),
  /** Records per request; a longer list is sent in parts. */
  size: z.number().int().min(1).max(100_000),
  outcome: z
    .strictObject({
      /** Over the answer: one entry per record, or only those that failed. */
      results: ManifestExpressionSchema,
      match: z.discriminatedUnion('by', [
        z.strictObject({ by: z.literal('order') }),
        /** `result` over `{result}` gives the number of the record in this request, from 0. */
        z.strictObject({ by: z.literal('index'), result: ManifestExpressionSchema }),
        /** `record` over `{record}`, `result` over `{result}`: equal when they belong together. */
        z.strictObject({ by: z.literal('key'), record: ManifestExpressionSchema, result: ManifestExpressionSchema }),
      ]),
      /** Over `{result}`. */
      succeeded: ManifestExpressionSchema,
      /** Over `{result, record}`. */
      output: ManifestExpressionSchema.optional(),
      code: ManifestExpressionSchema.optional(),
      message: ManifestExpressionSchema.optional(),
      /** What a record without an entry means. */
      unlisted: z.enum(['succeeded', 'failed']).default('failed'),
    })
    .optional(),
});
export type Batch = z.infer<typeof BatchSchema>;
