import { z } from 'zod';

/** RFC 3339 in UTC, as the API writes it. */
export const InstantSchema = z.iso.datetime({ offset: true });
export type Instant = z.infer<typeof InstantSchema>;

/** A text for people in both languages. */
export const BilingualSchema = z.object({ zh: z.string(), en: z.string() });
export type Bilingual = z.infer<typeof BilingualSchema>;

/** Where a list goes on; opaque to the caller, null at the end. */
export const CursorSchema = z.string().min(1).max(1_000);

export const PageQuerySchema = z.strictObject({
  cursor: CursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PageQuery = z.infer<typeof PageQuerySchema>;

export const listOf = <S extends z.ZodType>(item: S) => z.array(item).readonly();

/** Every list of the API has this shape; the next page is asked for with `cursor=<next>`. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: listOf(item), next: CursorSchema.nullable() });

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}
