import { defineTrigger } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });

export const messageReceived = defineTrigger({
  kind: 'webhook',
  title: { zh: '机器人收到消息', en: 'Robot got a message' },
  output: {
    type: 'object',
    required: ['msgId', 'msgtype'],
    properties: {
      msgId: text('消息标识', 'Message id'),
      msgtype: text('消息类型', 'Message type'),
      text: {
        type: 'object',
        'x-title': { zh: '文本', en: 'Text' },
        properties: { content: text('内容', 'Content') },
        additionalProperties: true,
      },
      senderStaffId: text('发送者', 'Sender'),
      senderNick: text('发送者昵称', 'Name of the sender'),
      conversationId: text('会话标识', 'Conversation id'),
      conversationType: text('会话类型(1 单聊,2 群聊)', 'Conversation type (1 single, 2 group)'),
      conversationTitle: text('群名称', 'Name of the group'),
      sessionWebhook: text('回复地址', 'Address for replies'),
    },
    additionalProperties: true,
  },
  sample: {
    msgId: 'msgrK2',
    msgtype: 'text',
    text: { content: ' 帮我看下工单' },
    senderStaffId: 'zhangwei',
    senderNick: '张伟',
    conversationId: 'cid6EUsg==',
    conversationType: '2',
    conversationTitle: '客服值班群',
    sessionWebhook: 'https://oapi.dingtalk.com/robot/sendBySession?session=66d7',
  },
  scheme: 'robot',
  address: 'connection',
  dedupeKey: 'event.msgId',
  setup: {
    zh: '在钉钉开放平台“机器人”中将消息接收模式设为 HTTP,地址设为 {callbackUrl}。',
    en: 'Under Robot of the DingTalk open platform set message reception to HTTP with the address {callbackUrl}.',
  },
});

export const cardClicked = defineTrigger({
  kind: 'webhook',
  title: { zh: '互动卡片被点击', en: 'Interactive card clicked' },
  output: {
    type: 'object',
    required: ['outTrackId'],
    properties: {
      outTrackId: text('卡片标识', 'Card id'),
      userId: text('点击者', 'Who clicked'),
      actionIds: { type: 'array', items: { type: 'string' }, 'x-title': { zh: '动作', en: 'Actions' } },
      params: { type: 'object', 'x-title': { zh: '参数', en: 'Parameters' }, additionalProperties: true },
    },
    additionalProperties: true,
  },
  sample: {
    type: 'actionCallback',
    outTrackId: 't-12',
    corpId: 'ding00aa11bb22cc33dd',
    userId: 'zhangwei',
    actionIds: ['approve'],
    params: { action: 'approve' },
    content: '{"cardPrivateData":{"actionIds":["approve"],"params":{"action":"approve"}}}',
  },
  scheme: 'cards',
  address: 'connection',
  // What was clicked is JSON inside a text.
  shape: `(
    $clicked := $parseJson(event.content).cardPrivateData;
    $merge([event, {'actionIds': [$clicked.actionIds], 'params': $clicked.params}])
  )`,
  setup: {
    zh: '通过 /v1.0/card/callbacks/register 将卡片回调地址登记为 {callbackUrl},apiSecret 与此连接一致。',
    en: 'Register {callbackUrl} as the callback of cards by /v1.0/card/callbacks/register, with the apiSecret of this connection.',
  },
});
