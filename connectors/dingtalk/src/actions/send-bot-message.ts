import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { form, ids, link, longText, text } from '../fields.ts';
import { newRequest } from '../requests.ts';

const content: JsonObject = {
  title: text('标题', 'Title', {
    'x-help': { zh: '填写后以 Markdown 发送', en: 'With a title it is sent as Markdown' },
  }),
  text: longText('内容', 'Text', 5_000),
  buttonText: text('按钮文字', 'Text of the button', { maxLength: 20 }),
  buttonUrl: link('按钮链接', 'Link of the button'),
};

const robotCode = 'connection.robotCode ? connection.robotCode : connection.appKey';

/** The parameters of a message are JSON inside a text. */
const message = `(
  $title := input.title ? input.title : $substring(input.text, 0, 30);
  $card := {'title': $title, 'text': input.text, 'singleTitle': input.buttonText ? input.buttonText : input.buttonUrl, 'singleURL': input.buttonUrl};
  input.buttonUrl
    ? {'msgKey': 'sampleActionCard', 'msgParam': $string($card)}
    : input.title
      ? {'msgKey': 'sampleMarkdown', 'msgParam': $string({'title': input.title, 'text': input.text})}
      : {'msgKey': 'sampleText', 'msgParam': $string({'content': input.text})}
)`;

const processQueryKey = text('消息标识', 'Message id');
const texts = (zh: string, en: string): JsonObject => ({
  type: 'array',
  items: { type: 'string' },
  'x-title': { zh, en },
});

export const messagePeople = defineAction({
  title: { zh: '应用机器人单聊消息', en: 'Message people as the app’s robot' },
  description: { zh: '每次最多 20 人', en: 'Twenty people at most' },
  input: form({ userIds: ids('接收成员', 'People', 20, { minItems: 1 }), ...content }, ['userIds', 'text']),
  output: {
    type: 'object',
    required: ['processQueryKey'],
    properties: {
      processQueryKey,
      invalidStaffIdList: texts('无效成员', 'Unknown people'),
      flowControlledStaffIdList: texts('被限流的成员', 'People held back by the rate'),
    },
    additionalProperties: true,
  },
  sample: { processQueryKey: 'zcxx', invalidStaffIdList: [], flowControlledStaffIdList: [] },
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: newRequest('POST', '/robot/oToMessages/batchSend', 'messages', {
      body: `$merge([{'robotCode': ${robotCode}, 'userIds': [input.userIds]}, ${message}])`,
    }),
  },
});

export const messageGroup = defineAction({
  title: { zh: '应用机器人群聊消息', en: 'Message a group as the app’s robot' },
  input: form({ conversationId: text('群会话 openConversationId', 'openConversationId'), ...content }, [
    'conversationId',
    'text',
  ]),
  output: {
    type: 'object',
    required: ['processQueryKey'],
    properties: { processQueryKey },
    additionalProperties: true,
  },
  sample: { processQueryKey: 'jkas' },
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: newRequest('POST', '/robot/groupMessages/send', 'messages', {
      body: `$merge([{'robotCode': ${robotCode}, 'openConversationId': input.conversationId}, ${message}])`,
    }),
  },
});

export const recallMessages = defineAction({
  title: { zh: '撤回应用机器人消息', en: 'Recall messages of the app’s robot' },
  description: { zh: '发送后 24 小时内', en: 'Within 24 hours' },
  input: form(
    {
      processQueryKeys: ids('消息标识', 'Message ids', 20, { minItems: 1 }),
      conversationId: text('群会话 openConversationId', 'openConversationId', {
        'x-help': { zh: '群聊消息必填', en: 'Needed for messages to a group' },
      }),
    },
    ['processQueryKeys'],
  ),
  output: {
    type: 'object',
    properties: {
      successResult: texts('已撤回', 'Recalled'),
      failedResult: { type: 'object', 'x-title': { zh: '未能撤回', en: 'Not recalled' }, additionalProperties: true },
    },
    additionalProperties: true,
  },
  sample: { successResult: ['zcxx'], failedResult: {} },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: newRequest(
      'POST',
      "/robot/{input.conversationId ? 'groupMessages' : 'otoMessages'}/{input.conversationId ? 'recall' : 'batchRecall'}",
      'messages',
      {
        body: `{'robotCode': ${robotCode}, 'processQueryKeys': [input.processQueryKeys], 'openConversationId': input.conversationId}`,
      },
    ),
  },
});
