import type { Json, JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/simulator';

export interface ReadableMessage {
  readonly title?: string;
  readonly text: string;
}

/** What a person sees of a `msg` of a work notice or a group robot; undefined where it does not fit its type. */
export function readable(message: JsonObject): ReadableMessage | undefined {
  const type = textOf(message['msgtype']);
  const inner = (message[type] ?? {}) as JsonObject;
  switch (type) {
    case 'text':
      return shown('', inner['content']);
    case 'markdown':
      return required(inner['title'], inner['text']);
    case 'action_card':
      return required(inner['title'], inner['markdown'], textOf(inner['single_title']));
    case 'actionCard':
      return required(inner['title'], inner['text'], textOf(inner['singleTitle']));
    case 'link':
    case 'oa':
    case 'feedCard':
    case 'image':
    case 'file':
    case 'voice':
      return Object.keys(inner).length > 0 ? { text: `[${type}]` } : undefined;
    default:
      return undefined;
  }
}

/** The same of the parameters of an app robot's message. */
export function readableParam(key: string, param: JsonObject): ReadableMessage | undefined {
  if (key === 'sampleText') return shown('', param['content']);
  if (key === 'sampleMarkdown') return required(param['title'], param['text']);
  if (key.startsWith('sampleActionCard')) return required(param['title'], param['text'], textOf(param['singleTitle']));
  return { text: `[${key}]` };
}

function required(title: Json | undefined, text: Json | undefined, more = ''): ReadableMessage | undefined {
  return textOf(title) === '' ? undefined : shown(textOf(title), text, more);
}

function shown(title: string, text: Json | undefined, more = ''): ReadableMessage | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  return { text: more === '' ? text : `${text}\n${more}`, ...(title !== '' && { title }) };
}
