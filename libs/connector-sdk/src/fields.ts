import type { Json, JsonObject, JsonSchema } from '@joinery/contracts';

type Members = Readonly<Record<string, Json>>;

const titled =
  (type: Json) =>
  (zh: string, en: string, more: Members = {}): JsonObject => ({ type, 'x-title': { zh, en }, ...more });

/**
 * Fields of the forms and records of a manifest: JSON Schema with a title in both languages.
 *
 * @example
 * const input = form({ subject: field.text('主题', 'Subject', { maxLength: 255 }) }, ['subject']);
 */
export const field = {
  text: titled('string'),
  /** A text the vendor may leave empty. */
  optionalText: titled(['string', 'null']),
  secret: (zh: string, en: string, more: Members = {}): JsonObject =>
    titled('string')(zh, en, { maxLength: 2_000, 'x-secret': true, ...more }),
  whole: titled('integer'),
  number: titled('number'),
  flag: titled('boolean'),
  any: (zh: string, en: string, more: Members = {}): JsonObject => ({ 'x-title': { zh, en }, ...more }),
  list: (zh: string, en: string, items: JsonSchema): JsonObject => titled('array')(zh, en, { items }),
  /** An object whose further members are nobody's business but the vendor's. */
  object: (zh: string, en: string, properties: Members = {}): JsonObject =>
    titled('object')(zh, en, { properties, additionalProperties: true }),
  /** One of a closed set, each value with its name in both languages. */
  choice: (zh: string, en: string, labels: Readonly<Record<string, readonly [zh: string, en: string]>>): JsonObject =>
    titled('string')(zh, en, {
      enum: Object.keys(labels),
      'x-labels': Object.fromEntries(
        Object.entries(labels).map(([value, [labelZh, labelEn]]) => [value, { zh: labelZh, en: labelEn }]),
      ),
    }),
} as const;

/** What an action takes: these members and no others. */
export function form(properties: Members, required: readonly string[] = []): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** What a vendor gives: these members, and whatever else it may add. */
export function recordOf(properties: Members, required: readonly string[] = []): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: true };
}
