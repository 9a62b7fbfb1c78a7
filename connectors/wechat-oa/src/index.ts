import { defineConnector } from '@joinery/connector-sdk';
import { getFollower, listFollowers } from './actions/followers.ts';
import { sendServiceMessage, sendTemplateMessage } from './actions/send-message.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { options, schemas } from './templates.ts';
import { eventTriggers } from './triggers/event-triggers.ts';
import { events } from './triggers/schemes.ts';

/** A WeChat official account: template and service messages, followers, and what people do there. */
export const connector = defineConnector({
  manifest: {
    name: 'wechat-oa',
    version: '1.0.0',
    title: { zh: '微信公众号', en: 'WeChat official account' },
    description: {
      zh: '模板消息、客服消息、粉丝,以及用户的消息与事件。',
      en: 'Template and service messages, followers, and what people write and do.',
    },
    categories: ['channel', 'messaging'],
    docs: [
      {
        title: { zh: '微信公众平台文档', en: 'WeChat official accounts' },
        url: 'https://developers.weixin.qq.com/doc/offiaccount/',
      },
    ],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}',
    errors,
    vendorError,
    webhooks: { events },
    options,
    schemas,
  },
  connection,
  actions: {
    'send-template-message': sendTemplateMessage,
    'send-service-message': sendServiceMessage,
    'get-follower': getFollower,
    'list-followers': listFollowers,
  },
  triggers: eventTriggers,
});

export default connector;
