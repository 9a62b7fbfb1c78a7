import type { Json, JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';

export interface ReadableMessage {
  readonly title?: string;
  readonly text: string;
}

/** What a person sees of a message; undefined when the content does not fit its type. */
export function readable(type: string, content: JsonObject): ReadableMessage | undefined {
  switch (type) {
    case 'text':
      return typeof content['text'] === 'string' ? { text: plain(content['text']) } : undefined;
    case 'post':
      return post(content);
    case 'interactive':
      return card(content);
    default:
      return { text: `[${type}]` };
  }
}

function plain(text: string): string {
  return text.replace(/<at user_id="[^"]*">([^<]*)<\/at>/g, '@$1');
}

function post(content: JsonObject): ReadableMessage | undefined {
  const languages = object(content['post']) ?? content;
  const body = object(languages['zh_cn']) ?? object(languages['en_us']) ?? object(Object.values(languages)[0]);
  const lines = body?.['content'];
  if (!Array.isArray(lines)) return undefined;
  const text = lines.map((line) => (Array.isArray(line) ? line.map(element).join('') : '')).join('\n');
  return { text, ...(textOf(body?.['title']) && { title: textOf(body?.['title']) }) };
}

function element(item: Json): string {
  const { tag, text, href, user_id: user } = object(item) ?? {};
  if (tag === 'at') return `@${textOf(user)}`;
  return tag === 'a' ? `${textOf(text)} (${textOf(href)})` : textOf(text);
}

function card(content: JsonObject): ReadableMessage | undefined {
  if (content['type'] === 'template') return { text: `[card ${textOf(object(content['data'])?.['template_id'])}]` };
  const title = textOf(object(object(content['header'])?.['title'])?.['content']);
  const elements = object(content['body'])?.['elements'] ?? content['elements'];
  if (!Array.isArray(elements) || !elements.every((item) => object(item))) return undefined;
  return { text: elements.map(cardText).filter(Boolean).join('\n'), ...(title && { title }) };
}

function cardText(item: Json): string {
  const { content, text, actions } = object(item) ?? {};
  if (Array.isArray(actions)) return actions.map(cardText).join(' ');
  return textOf(content) || textOf(text) || textOf(object(text)?.['content']);
}

function object(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}
