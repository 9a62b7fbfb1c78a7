import { defineAction } from '@joinery/connector-sdk';
import { form, ids, link, longText, text } from '../fields.ts';
import { posted } from '../requests.ts';

/** A group robot has neither token nor signature, only its key, and nothing against repetition. */
export const sendRobotMessage = defineAction({
  title: { zh: '群机器人发送消息', en: 'Send by a group robot' },
  description: { zh: '使用“群机器人”类型的连接', en: 'With a connection of the kind “group robot”' },
  input: form(
    {
      title: text('标题', 'Title', {
        maxLength: 128,
        'x-help': { zh: '与链接一起填写后以卡片发送', en: 'With a link it is sent as a card' },
      }),
      text: longText('内容', 'Text', 4_096),
      markdown: { type: 'boolean', default: false, 'x-title': { zh: '内容为 Markdown', en: 'The text is Markdown' } },
      url: link('链接', 'Link'),
      mentionUserIds: ids('@成员', 'Mention people', 50),
      mentionMobiles: ids('@手机号', 'Mention by phone', 50, { 'x-sensitive': true }),
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
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: posted(
      '/webhook/send',
      // In Markdown people are mentioned inside the text.
      `(
        $all := input.mentionAll ? ['@all'] : [];
        $names := $join(input.mentionUserIds.('<@' & $ & '>'), ' ');
        $card := {'card_type': 'text_notice', 'main_title': {'title': $substring(input.title ? input.title : input.text, 0, 26)},
          'sub_title_text': input.text, 'card_action': {'type': 1, 'url': input.url}};
        input.url
          ? {'msgtype': 'template_card', 'template_card': $card}
          : input.markdown
            ? {'msgtype': 'markdown', 'markdown': {'content': input.text & ($names ? ' ' & $names : '')}}
            : {'msgtype': 'text', 'text': {
                'content': (input.title ? input.title & '\\n' : '') & input.text,
                'mentioned_list': $append([input.mentionUserIds], $all),
                'mentioned_mobile_list': [input.mentionMobiles]
              }}
      )`,
      'robot',
    ),
    output: "{'sent': true}",
  },
});
