import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { form, ids, link, longText, text } from '../fields.ts';
import { posted } from '../requests.ts';

const receivers: JsonObject = {
  userIds: ids('接收成员', 'People', 1_000, {
    'x-help': { zh: '填写 @all 发送给所有人', en: '@all for everybody' },
  }),
  departmentIds: {
    type: 'array',
    maxItems: 100,
    items: { type: ['integer', 'string'], 'x-options': 'departments' },
    'x-title': { zh: '接收部门', en: 'Departments' },
  },
  tagIds: ids('接收标签', 'Tags', 100),
  confidential: { type: 'boolean', default: false, 'x-title': { zh: '保密消息', en: 'Confidential' } },
  dropRepeatsForMinutes: {
    type: 'integer',
    minimum: 0,
    maximum: 240,
    default: 0,
    'x-title': { zh: '多少分钟内相同内容只发一次', en: 'Minutes in which the same content is sent once' },
  },
};

const messageId: JsonObject = { type: 'string', 'x-title': { zh: '消息标识', en: 'Message id' } };
const unknown = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });

const sent: JsonObject = {
  type: 'object',
  required: ['msgid'],
  properties: {
    msgid: messageId,
    response_code: { type: 'string', 'x-title': { zh: '卡片更新码', en: 'Code for updating the card' } },
    invaliduser: unknown('无效成员(以 | 分隔)', 'Invalid people (joined by |)'),
    invalidparty: unknown('无效部门', 'Invalid departments'),
    invalidtag: unknown('无效标签', 'Invalid tags'),
  },
  additionalProperties: true,
};

/** Messages of an app differ in one member. Without a key, an answer that was lost is a question for a person. */
const message = (properties: JsonObject, required: readonly string[], type: string, content: string) => ({
  input: form({ ...receivers, ...properties }, required),
  output: sent,
  sample: { msgid: 'xxxxMsgId01', invaliduser: '', invalidparty: '', invalidtag: '' },
  effect: { class: 'unsafe' as const },
  operation: {
    kind: 'request' as const,
    request: posted(
      '/message/send',
      `$merge([{
        'touser': $join([input.userIds], '|'),
        'toparty': $join([input.departmentIds.$string()], '|'),
        'totag': $join([input.tagIds], '|'),
        'msgtype': ${type},
        'agentid': $number(connection.agentId),
        'safe': input.confidential ? 1 : 0,
        'enable_duplicate_check': input.dropRepeatsForMinutes > 0 ? 1 : 0,
        'duplicate_check_interval': input.dropRepeatsForMinutes > 0 ? input.dropRepeatsForMinutes * 60 : ()
      }, {${type}: ${content}}])`,
      'messages',
    ),
    output: `$sift(body, function($value, $name) { $name in ['msgid', 'response_code', 'invaliduser', 'invalidparty', 'invalidtag', 'unlicenseduser'] })`,
  },
});

export const sendTextMessage = defineAction({
  title: { zh: '发送文本消息', en: 'Send a text message' },
  ...message({ text: longText('内容', 'Text', 2_048) }, ['text'], "'text'", "{'content': input.text}"),
});

export const sendMarkdownMessage = defineAction({
  title: { zh: '发送 Markdown 消息', en: 'Send Markdown' },
  description: { zh: '微信插件中不显示', en: 'Not shown in the WeChat plugin' },
  ...message(
    { text: longText('内容(Markdown)', 'Text (Markdown)', 2_048) },
    ['text'],
    "'markdown'",
    "{'content': input.text}",
  ),
});

export const sendCardMessage = defineAction({
  title: { zh: '发送文本卡片', en: 'Send a text card' },
  description: { zh: '标题、说明与一个链接', en: 'A title, a text and one link' },
  ...message(
    {
      title: text('标题', 'Title', { maxLength: 128 }),
      text: longText('说明', 'Text', 512),
      url: link('链接', 'Link'),
      buttonText: text('按钮文字', 'Text of the button', { maxLength: 4 }),
    },
    ['title', 'text', 'url'],
    "'textcard'",
    "{'title': input.title, 'description': input.text, 'url': input.url, 'btntxt': input.buttonText}",
  ),
});

export const sendButtonCard = defineAction({
  title: { zh: '发送按钮卡片', en: 'Send a card with buttons' },
  description: {
    zh: '点击按钮触发“卡片被点击”;应用须已设置接收消息地址',
    en: 'A click starts “Card clicked”; the app needs its address for receiving',
  },
  ...message(
    {
      taskId: text('任务标识', 'Task id', { maxLength: 128, pattern: '^[A-Za-z0-9_@-]+$' }),
      title: text('标题', 'Title', { maxLength: 128 }),
      text: longText('说明', 'Text', 512),
      facts: {
        type: 'array',
        maxItems: 6,
        'x-title': { zh: '要点', en: 'Facts' },
        items: form(
          { name: text('名称', 'Name', { maxLength: 20 }), value: text('内容', 'Value', { maxLength: 100 }) },
          ['name', 'value'],
        ),
      },
      buttons: {
        type: 'array',
        minItems: 1,
        maxItems: 6,
        'x-title': { zh: '按钮', en: 'Buttons' },
        items: form({ text: text('文字', 'Text', { maxLength: 20 }), key: text('值', 'Value', { maxLength: 1_024 }) }, [
          'text',
          'key',
        ]),
      },
    },
    ['taskId', 'title', 'buttons'],
    "'template_card'",
    `{
      'card_type': 'button_interaction',
      'main_title': {'title': input.title, 'desc': input.text},
      'horizontal_content_list': [input.facts.{'keyname': name, 'value': value}],
      'task_id': input.taskId,
      'button_list': [input.buttons.{'text': text, 'style': 1, 'key': key}]
    }`,
  ),
});

export const sendMessage = defineAction({
  title: { zh: '发送任意类型消息', en: 'Send any kind of message' },
  description: {
    zh: '内容按企业微信“发送应用消息”文档填写为对象',
    en: 'The content as an object, as WeCom documents it for each type',
  },
  ...message(
    {
      type: text('消息类型(msgtype)', 'Type (msgtype)', { maxLength: 40 }),
      content: { type: 'object', 'x-title': { zh: '内容', en: 'Content' } },
    },
    ['type', 'content'],
    'input.type',
    'input.content',
  ),
});

export const updateCard = defineAction({
  title: { zh: '更新卡片', en: 'Update a card' },
  description: {
    zh: '更新码来自发送或点击,72 小时内有效,只能使用一次',
    en: 'The code comes with the sending or a click, holds 72 hours and works once',
  },
  input: form(
    {
      responseCode: text('卡片更新码', 'Code for updating the card'),
      userIds: ids('成员', 'People', 1_000),
      buttonText: text('按钮变为', 'The buttons become', { maxLength: 20 }),
      card: { type: 'object', 'x-title': { zh: '或整张新卡片', en: 'Or the whole card anew' } },
    },
    ['responseCode'],
  ),
  output: {
    type: 'object',
    properties: {
      invaliduser: { type: ['array', 'string'], 'x-title': { zh: '无效成员', en: 'Invalid people' } },
    },
    additionalProperties: true,
  },
  sample: { invaliduser: [] },
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: posted(
      '/message/update_template_card',
      `$merge([{
        'agentid': $number(connection.agentId),
        'response_code': input.responseCode,
        'userids': [input.userIds],
        'atall': $exists(input.userIds) ? 0 : 1
      }, $exists(input.card) ? {'template_card': input.card} : {'button': {'replace_name': input.buttonText}}])`,
      'messages',
    ),
    output: "{'invaliduser': body.invaliduser}",
  },
});

export const recallMessage = defineAction({
  title: { zh: '撤回消息', en: 'Recall a message' },
  description: { zh: '发送后 24 小时内', en: 'Within 24 hours' },
  input: form({ messageId: text('消息标识', 'Message id') }, ['messageId']),
  output: { type: 'object', required: ['msgid'], properties: { msgid: messageId } },
  sample: { msgid: 'xxxxMsgId01' },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: posted('/message/recall', "{'msgid': input.messageId}", 'messages'),
    output: "{'msgid': input.messageId}",
  },
});
