import type { JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';

export interface ReadableMessage {
  readonly title?: string;
  readonly text: string;
}

const others = ['image', 'voice', 'video', 'file', 'news', 'mpnews', 'miniprogram_notice'];

/** What a person sees of a message: `unknown` is no kind of message, `empty` lacks what its kind needs. */
export function readable(type: string, content: JsonObject): ReadableMessage | 'unknown' | 'empty' {
  switch (type) {
    case 'text':
    case 'markdown':
    case 'markdown_v2':
      return textOf(content['content']) === '' ? 'empty' : { text: textOf(content['content']) };
    case 'textcard':
      if (['title', 'description', 'url'].some((name) => textOf(content[name]) === '')) return 'empty';
      return { title: textOf(content['title']), text: `${textOf(content['description'])}\n${textOf(content['url'])}` };
    case 'template_card':
      return card(content);
    default:
      return others.includes(type) ? { text: `[${type}]` } : 'unknown';
  }
}

function card(content: JsonObject): ReadableMessage | 'empty' {
  const { title = '', desc = '' } = (content['main_title'] ?? {}) as JsonObject;
  if (textOf(content['card_type']) === '' || textOf(title) === '') return 'empty';
  const facts = list(content, 'horizontal_content_list').map(
    ({ keyname = '', value = '' }) => `${textOf(keyname)}:${textOf(value)}`,
  );
  const buttons = list(content, 'button_list').map((button) => `[${textOf(button['text'])}]`);
  const lines = [textOf(desc), textOf(content['sub_title_text']), ...facts, buttons.join(' ')];
  return { title: textOf(title), text: lines.filter(Boolean).join('\n') };
}

function list(content: JsonObject, name: string): readonly JsonObject[] {
  return Array.isArray(content[name]) ? (content[name] as readonly JsonObject[]) : [];
}
