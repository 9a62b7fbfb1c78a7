import { errorCodes } from './error-codes.ts';
import type { Failure } from './failure.ts';
import type { Json, JsonObject } from './json.ts';

export type Language = 'zh' | 'en';

/**
 * The sentence for a failure in one language; a placeholder without a parameter is shown as `?`, a parameter that is
 * a text in both languages (`{zh, en}`) in that one.
 */
export function failureText(failure: Pick<Failure, 'code' | 'params'>, language: Language): string {
  return errorCodes[failure.code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = failure.params?.[name];
    if (value === undefined) return '?';
    if (typeof value === 'string') return value;
    return localText(value, language) ?? JSON.stringify(value);
  });
}

function localText(value: Json, language: Language): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const text = (value as JsonObject)[language];
  return typeof text === 'string' ? text : undefined;
}
