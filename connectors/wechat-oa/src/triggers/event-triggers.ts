import type { ConnectorManifestInput, JsonObject, LocalText } from '@joinery/contracts';
import { eventId } from './schemes.ts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Trigger = Extract<Triggers[string], { kind: 'webhook' }>;

interface Announced {
  /** Over `event.xml`. */
  readonly accepts: string;
  readonly title: LocalText;
  readonly description?: LocalText;
  readonly fields: JsonObject;
  /** Further members of the event as the flow sees it, over `$xml`. */
  readonly shape: string;
  readonly sample: JsonObject;
  readonly correlationKey?: string;
}

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });

const setup: LocalText = {
  zh: '在微信公众平台“服务器配置”中将 URL 设为 {callbackUrl},Token 与 EncodingAESKey 与此连接一致,选择“安全模式”并启用。一个公众号只有一个地址,由此连接的所有触发器共用。',
  en: 'Under Server configuration of the WeChat official accounts platform set the URL to {callbackUrl} with the Token and EncodingAESKey of this connection, choose safe mode and enable it. An account has one address, shared by all triggers of this connection.',
};

function eventTrigger({ accepts, title, description, fields, shape, sample, correlationKey }: Announced): Trigger {
  return {
    kind: 'webhook',
    title,
    ...(description && { description }),
    output: {
      type: 'object',
      required: ['openId'],
      properties: {
        openId: text('用户 openid', 'openid of the person'),
        occurredAt: { type: 'number', 'x-title': { zh: '发生时间(毫秒)', en: 'Occurred at (ms)' } },
        ...fields,
        event: {
          type: 'object',
          'x-title': { zh: '原始事件', en: 'The event as it came' },
          additionalProperties: true,
        },
      },
      additionalProperties: true,
    },
    sample: { openId: 'oABCD1234567890zhangwei', occurredAt: 1788224400000, ...sample, event: {} },
    scheme: 'events',
    address: 'connection',
    accepts,
    shape: `(
      $xml := event.xml;
      $merge([
        {'openId': $xml.FromUserName, 'occurredAt': $number($xml.CreateTime) * 1000},
        ${shape},
        {'event': $xml}
      ])
    )`,
    dedupeKey: eventId('event.xml'),
    ...(correlationKey === undefined ? {} : { correlationKey }),
    setup,
  };
}

export const eventTriggers: Triggers = {
  'message-received': eventTrigger({
    accepts: "$exists(event.xml.MsgType) and event.xml.MsgType != 'event'",
    title: { zh: '收到消息', en: 'Message received' },
    fields: {
      messageId: text('消息标识', 'Message id'),
      type: text('消息类型', 'Message type'),
      text: text('文本', 'Text'),
    },
    shape: "{'messageId': $xml.MsgId, 'type': $xml.MsgType, 'text': $xml.Content}",
    sample: { messageId: '23456789012345678', type: 'text', text: '我的订单到哪了' },
  }),
  followed: eventTrigger({
    accepts: "event.xml.Event = 'subscribe'",
    title: { zh: '用户关注', en: 'Person followed' },
    fields: { scene: text('二维码参数', 'Parameter of the QR code') },
    shape: "{'scene': $substringAfter($xml.EventKey, 'qrscene_')}",
    sample: { scene: 'ticket-12' },
  }),
  unfollowed: eventTrigger({
    accepts: "event.xml.Event = 'unsubscribe'",
    title: { zh: '用户取消关注', en: 'Person unfollowed' },
    fields: {},
    shape: '{}',
    sample: {},
  }),
  'menu-clicked': eventTrigger({
    accepts: "event.xml.Event = 'CLICK'",
    title: { zh: '菜单被点击', en: 'Menu clicked' },
    fields: { key: text('菜单的值', 'Value of the item') },
    shape: "{'key': $xml.EventKey}",
    sample: { key: 'my-tickets' },
  }),
  'template-delivered': eventTrigger({
    accepts: "event.xml.Event = 'TEMPLATESENDJOBFINISH'",
    title: { zh: '模板消息已送达', en: 'Template message delivered' },
    description: { zh: '或未能送达', en: 'Or not' },
    fields: {
      messageId: text('消息标识', 'Message id'),
      delivered: { type: 'boolean', 'x-title': { zh: '已送达', en: 'Delivered' } },
      reason: text('未送达的原因', 'Why not'),
    },
    shape: `{
      'messageId': $xml.MsgID,
      'delivered': $xml.Status = 'success',
      'reason': $xml.Status = 'success' ? () : $trim($substringAfter($xml.Status, 'failed:'))
    }`,
    sample: { messageId: '3068472905139838977', delivered: true },
    correlationKey: 'event.xml.MsgID',
  }),
};
