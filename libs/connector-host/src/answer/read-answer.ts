import type { Json, RequestTemplate } from '@joinery/contracts';
import type { Answer } from '@joinery/egress';
import { parseXml } from '@joinery/connector-sdk';
import { parseExactJson } from './parse-exact-json.ts';

/** An answer as the expressions of a manifest see it. */
export interface ReadAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it could be, else its text. */
  readonly body: Json;
  /** `as-asked`, a page for people where data was expected, or text that does not parse. */
  readonly kind: 'as-asked' | 'html' | 'unreadable';
}

/** Reads an answer as its request asks; never throws, because the error table may know what a strange answer means. */
export function readAnswer(answer: Answer, asked: RequestTemplate['answer']): ReadAnswer {
  const { status, headers, body } = answer;
  if (asked === 'base64' && status < 400) return { status, headers, body: body.toString('base64'), kind: 'as-asked' };
  if (asked === 'none' && status < 400) return { status, headers, body: null, kind: 'as-asked' };
  if (body.length === 0) return { status, headers, body: null, kind: 'as-asked' };
  const text = body.toString('utf8');
  return { status, headers, ...readText(text, headers['content-type'] ?? '', asked) };
}

function readText(text: string, type: string, asked: RequestTemplate['answer']): Pick<ReadAnswer, 'body' | 'kind'> {
  if (asked === 'text') return { body: text, kind: 'as-asked' };
  if (asked === 'xml') return tried(text, parseXml);
  if (asked === 'ndjson') return tried(text, parseLines);
  if (asked === 'auto' && isPlainText(type) && !looksLikeJson(text))
    return { body: text, kind: looksLikeHtml(text) ? 'html' : 'as-asked' };
  return tried(text, parseExactJson);
}

function tried(text: string, parse: (text: string) => Json): Pick<ReadAnswer, 'body' | 'kind'> {
  try {
    return { body: parse(text), kind: 'as-asked' };
  } catch {
    return { body: text, kind: looksLikeHtml(text) ? 'html' : 'unreadable' };
  }
}

function parseLines(text: string): Json {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseExactJson);
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

function isPlainText(type: string): boolean {
  return type.startsWith('text/') && !type.startsWith('text/json');
}

export function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(text);
}
