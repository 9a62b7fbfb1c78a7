import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import type { RequestOperation } from '../manifest-parts.ts';
import { messageSample, messageSchema, oncePerHour, receiverFields } from './receiver.ts';

/** One request for every kind of message: they differ in what is inside the content, which is JSON in a text. */
const send = (type: string, content: string): RequestOperation => ({
  kind: 'request',
  request: {
    method: 'POST',
    path: '/im/v1/messages',
    query: { receive_id_type: "$exists(input.receiverType) ? input.receiverType : 'open_id'" },
    body: `{'receive_id': input.receiver, 'msg_type': '${type}', 'content': $string(${content})}`,
    budget: 'messages',
  },
  output: 'body.data',
});

const input = (properties: JsonObject, required: readonly string[]): JsonObject => ({
  type: 'object',
  required: ['receiver', ...required],
  properties: { ...receiverFields, ...properties },
  additionalProperties: false,
});

const outcome = { output: messageSchema, sample: messageSample, effect: oncePerHour };

export const sendTextMessage = defineAction({
  title: { zh: '发送文本消息', en: 'Send a text message' },
  input: input(
    {
      text: {
        type: 'string',
        minLength: 1,
        maxLength: 50_000,
        'x-multiline': true,
        'x-title': { zh: '内容', en: 'Text' },
      },
    },
    ['text'],
  ),
  ...outcome,
  operation: send('text', "{'text': input.text}"),
});

export const sendPostMessage = defineAction({
  title: { zh: '发送富文本消息', en: 'Send a post' },
  description: { zh: '标题、正文(逐行)与可选链接', en: 'A title, lines of text and an optional link' },
  input: input(
    {
      title: { type: 'string', maxLength: 200, 'x-title': { zh: '标题', en: 'Title' } },
      text: {
        type: 'string',
        minLength: 1,
        maxLength: 9_000,
        'x-multiline': true,
        'x-title': { zh: '正文', en: 'Text' },
      },
      url: { type: 'string', format: 'uri', maxLength: 2_000, 'x-title': { zh: '链接', en: 'Link' } },
      urlText: { type: 'string', maxLength: 200, 'x-title': { zh: '链接文字', en: 'Text of the link' } },
    },
    ['text'],
  ),
  ...outcome,
  operation: send(
    'post',
    `(
      $lines := $reduce($split(input.text, '\\n'), function($lines, $line) { $append($lines, [[{'tag': 'text', 'text': $line}]]) }, []);
      $link := input.url ? [[{'tag': 'a', 'href': input.url, 'text': input.urlText ? input.urlText : input.url}]] : [];
      {'zh_cn': {'title': $string(input.title), 'content': $append($lines, $link)}}
    )`,
  ),
});

export const sendCardMessage = defineAction({
  title: { zh: '发送卡片', en: 'Send a card' },
  description: {
    zh: '带标题、颜色、正文(Markdown)与打开链接的按钮',
    en: 'With a title, a colour, a text in Markdown and a button that opens a link',
  },
  input: input(
    {
      title: { type: 'string', minLength: 1, maxLength: 200, 'x-title': { zh: '标题', en: 'Title' } },
      color: {
        type: 'string',
        enum: ['blue', 'green', 'orange', 'red', 'grey', 'purple', 'turquoise', 'yellow'],
        default: 'blue',
        'x-title': { zh: '标题颜色', en: 'Colour of the title' },
      },
      text: {
        type: 'string',
        minLength: 1,
        maxLength: 9_000,
        'x-multiline': true,
        'x-title': { zh: '正文(Markdown)', en: 'Text (Markdown)' },
      },
      buttonText: { type: 'string', maxLength: 50, 'x-title': { zh: '按钮文字', en: 'Text of the button' } },
      buttonUrl: {
        type: 'string',
        format: 'uri',
        maxLength: 2_000,
        'x-title': { zh: '按钮链接', en: 'Link of the button' },
      },
    },
    ['title', 'text'],
  ),
  ...outcome,
  operation: send(
    'interactive',
    `(
      $button := input.buttonUrl ? [{'tag': 'button', 'type': 'primary', 'text': {'tag': 'plain_text', 'content': input.buttonText ? input.buttonText : input.buttonUrl},
        'behaviors': [{'type': 'open_url', 'default_url': input.buttonUrl}]}] : [];
      {'schema': '2.0', 'config': {'update_multi': true},
        'header': {'title': {'tag': 'plain_text', 'content': input.title}, 'template': input.color ? input.color : 'blue'},
        'body': {'elements': $append([{'tag': 'markdown', 'content': input.text}], $button)}}
    )`,
  ),
});

export const sendMessage = defineAction({
  title: { zh: '发送任意类型消息', en: 'Send any kind of message' },
  description: {
    zh: '内容按飞书“发送消息内容”文档填写为对象',
    en: 'The content as an object, as Feishu documents it for each type',
  },
  input: input(
    {
      type: {
        type: 'string',
        enum: ['text', 'post', 'image', 'file', 'audio', 'media', 'sticker', 'interactive', 'share_chat', 'share_user'],
        'x-title': { zh: '消息类型', en: 'Message type' },
      },
      content: { type: 'object', 'x-title': { zh: '消息内容', en: 'Content' } },
    },
    ['type', 'content'],
  ),
  ...outcome,
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/im/v1/messages',
      query: { receive_id_type: "$exists(input.receiverType) ? input.receiverType : 'open_id'" },
      body: "{'receive_id': input.receiver, 'msg_type': input.type, 'content': $string(input.content)}",
      budget: 'messages',
    },
    output: 'body.data',
  },
});
