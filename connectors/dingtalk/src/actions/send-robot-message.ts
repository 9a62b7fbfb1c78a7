import { defineAction } from '@joinery/connector-sdk';
import { form, ids, link, longText, text } from '../fields.ts';
import { oldRequest } from '../requests.ts';

/** One action for a custom robot: a button makes a card of it, a title makes it Markdown, else it is text. */
export const sendRobotMessage = defineAction({
  title: { zh: '群机器人发送消息', en: 'Send by a group robot' },
  description: { zh: '使用“群机器人”类型的连接', en: 'With a connection of the kind “group robot”' },
  input: form(
    {
      title: text('标题', 'Title', {
        'x-help': { zh: '填写后以 Markdown 发送', en: 'With a title it is sent as Markdown' },
      }),
      text: longText('内容', 'Text', 5_000),
      buttonText: text('按钮文字', 'Text of the button', { maxLength: 20 }),
      buttonUrl: link('按钮链接', 'Link of the button'),
      mentionMobiles: ids('@手机号', 'Mention by phone', 50, { 'x-sensitive': true }),
      mentionUserIds: ids('@成员', 'Mention people', 50),
      mentionAll: { type: 'boolean', default: false, 'x-title': { zh: '@所有人', en: 'Mention everybody' } },
    },
    ['text'],
  ),
  output: {
    type: 'object',
    required: ['sent'],
    properties: { sent: { type: 'boolean', 'x-title': { zh: '已发送', en: 'Sent' } } },
  },
  sample: { sent: true },
  // How long DingTalk remembers the key is not documented; ten minutes is what we rely on.
  effect: {
    class: 'idempotent',
    key: { send: { in: 'body', path: ['msgUuid'] }, shape: 'uuid', rememberedForMs: 600_000 },
  },
  operation: {
    kind: 'request',
    request: oldRequest(
      '/robot/send',
      // Whom the message mentions must also stand in its text.
      `(
        $names := [input.mentionMobiles, input.mentionUserIds];
        $mentions := $count($names) > 0 ? ' ' & $join($names.('@' & $), ' ') : '';
        $title := input.title ? input.title : $substring(input.text, 0, 30);
        $at := {'atMobiles': [input.mentionMobiles], 'atUserIds': [input.mentionUserIds], 'isAtAll': input.mentionAll = true};
        input.buttonUrl
          ? {'msgtype': 'actionCard', 'actionCard': {'title': $title, 'text': input.text,
              'singleTitle': input.buttonText ? input.buttonText : input.buttonUrl, 'singleURL': input.buttonUrl}}
          : input.title
            ? {'msgtype': 'markdown', 'markdown': {'title': $title, 'text': input.text & $mentions}, 'at': $at}
            : {'msgtype': 'text', 'text': {'content': input.text & $mentions}, 'at': $at}
      )`,
      'robot',
    ),
    output: "{'sent': true}",
  },
});
