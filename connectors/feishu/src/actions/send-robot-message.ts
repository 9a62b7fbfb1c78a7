import { defineAction } from '@joinery/connector-sdk';

/** A group robot has no key against repetition, so an answer that was lost is a question for a person. */
export const sendRobotMessage = defineAction({
  title: { zh: '群机器人发送消息', en: 'Send by a group robot' },
  description: { zh: '使用“群机器人”类型的连接', en: 'With a connection of the kind “group robot”' },
  input: {
    type: 'object',
    required: ['text'],
    properties: {
      title: {
        type: 'string',
        maxLength: 200,
        'x-title': { zh: '标题', en: 'Title' },
        'x-help': { zh: '填写后以富文本发送', en: 'With a title it is sent as a post' },
      },
      text: {
        type: 'string',
        minLength: 1,
        maxLength: 5_000,
        'x-multiline': true,
        'x-title': { zh: '内容', en: 'Text' },
      },
      mentionAll: { type: 'boolean', default: false, 'x-title': { zh: '@所有人', en: 'Mention everybody' } },
    },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    required: ['sent'],
    properties: { sent: { type: 'boolean', 'x-title': { zh: '已发送', en: 'Sent' } } },
  },
  sample: { sent: true },
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/bot/v2/hook/{connection.robotToken}',
      // Here, unlike elsewhere, the content is an object.
      body: `(
        $all := input.mentionAll ? '<at user_id="all">所有人</at> ' : '';
        $lines := $reduce($split(input.text, '\\n'), function($lines, $line) { $append($lines, [[{'tag': 'text', 'text': $line}]]) }, []);
        input.title
          ? {'msg_type': 'post', 'content': {'post': {'zh_cn': {'title': input.title, 'content': $append(input.mentionAll ? [[{'tag': 'at', 'user_id': 'all'}]] : [], $lines)}}}}
          : {'msg_type': 'text', 'content': {'text': $all & input.text}}
      )`,
      budget: 'robot',
    },
    output: "{'sent': true}",
  },
});
