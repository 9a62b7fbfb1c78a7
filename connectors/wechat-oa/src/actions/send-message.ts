import { defineAction } from '@joinery/connector-sdk';
import { form, link, longText, text } from '../fields.ts';

const openId = text('用户 openid', 'openid of the person');

/** WeChat sends one message to one person for the same `client_msg_id` within ten minutes. */
export const sendTemplateMessage = defineAction({
  title: { zh: '发送模板消息', en: 'Send a template message' },
  description: {
    zh: '填写模板中各关键词的值;送达结果由“模板消息已送达”告知',
    en: 'The values of the template’s words; “Template message delivered” tells what became of it',
  },
  input: form(
    {
      openId,
      templateId: text('模板', 'Template', { 'x-options': 'templates' }),
      values: {
        type: 'object',
        'x-title': { zh: '关键词', en: 'Words' },
        'x-schema': 'template-values',
        additionalProperties: { type: ['string', 'number'] },
      },
      url: link('跳转链接', 'Link'),
      miniProgramAppId: text('跳转小程序 AppID', 'AppID of a mini program'),
      miniProgramPage: text('小程序页面', 'Page of the mini program', { maxLength: 1_000 }),
    },
    ['openId', 'templateId', 'values'],
  ),
  output: {
    type: 'object',
    required: ['msgid'],
    properties: { msgid: { type: 'string', 'x-title': { zh: '消息标识', en: 'Message id' } } },
  },
  sample: { msgid: '3068472905139838977' },
  effect: {
    class: 'idempotent',
    key: { send: { in: 'body', path: ['client_msg_id'] }, shape: 'hex32', rememberedForMs: 600_000 },
  },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/cgi-bin/message/template/send',
      body: `{
        'touser': input.openId,
        'template_id': input.templateId,
        'url': input.url,
        'miniprogram': input.miniProgramAppId ? {'appid': input.miniProgramAppId, 'pagepath': input.miniProgramPage} : (),
        'data': $merge($each(input.values, function($value, $name) { {$name: {'value': $string($value)}} }))
      }`,
    },
    // A number too long for many, so a text to us.
    output: "{'msgid': $string(body.msgid)}",
  },
});

export const sendServiceMessage = defineAction({
  title: { zh: '发送客服消息', en: 'Send a service message' },
  description: { zh: '仅在用户 48 小时内有过互动时', en: 'Only within 48 hours of what the person last did' },
  input: form({ openId, text: longText('内容', 'Text', 2_048) }, ['openId', 'text']),
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
      path: '/cgi-bin/message/custom/send',
      body: "{'touser': input.openId, 'msgtype': 'text', 'text': {'content': input.text}}",
    },
    output: "{'sent': true}",
  },
});
