import type { JsonObject } from '@joinery/contracts';

/** Parts of forms that several actions share. */
export const text = (zh: string, en: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  minLength: 1,
  maxLength: 200,
  'x-title': { zh, en },
  ...more,
});

export const longText = (zh: string, en: string, maxLength: number): JsonObject =>
  text(zh, en, { maxLength, 'x-multiline': true });

export const link = (zh: string, en: string): JsonObject => text(zh, en, { maxLength: 2_000, format: 'uri' });

export const ids = (zh: string, en: string, maxItems: number, more: JsonObject = {}): JsonObject => ({
  type: 'array',
  maxItems,
  items: { type: 'string', minLength: 1, maxLength: 200 },
  'x-title': { zh, en },
  ...more,
});

export const form = (properties: JsonObject, required: readonly string[]): JsonObject => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
