import type { ExpressionError } from './expression-error.ts';
import { englishMessages } from './messages.en.ts';
import { chineseMessages } from './messages.zh.ts';

export type Language = 'en' | 'zh';

const messages: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: englishMessages,
  zh: chineseMessages,
};

/** What an error says to a person, in their language. */
export function describeExpressionError(error: ExpressionError, language: Language): string {
  const { code, token, value, inserts } = error;
  return code in messages[language] ? messageOf(code, { ...inserts, token, value }, language) : error.message;
}

/** The sentence for a code, with what it carries put in. */
export function messageOf(code: string, inserts: Readonly<Record<string, unknown>>, language: Language = 'en'): string {
  const text = messages[language][code] ?? code;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => shown(inserts[name], name));
}

/** What is part of the sentence itself; everything else is shown as a value. */
const asTheyAre = new Set(['message', 'token', 'functionName', 'type']);

const longestInsert = 200;

function shown(insert: unknown, name: string): string {
  if (name === 'token' && insert === undefined) return 'called';
  if (typeof insert === 'string' && asTheyAre.has(name)) return insert;
  return preview(insert).slice(0, longestInsert);
}

/** A value in a message: never the whole of a large one. */
function preview(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, longestInsert)) : String(value);
}
