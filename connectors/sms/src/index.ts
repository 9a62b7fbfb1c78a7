import { defineConnector } from '@joinery/connector-sdk';
import { listSentSms } from './actions/list-sent-sms.ts';
import { sendSms } from './actions/send-sms.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';

/** Text messages by Aliyun or Tencent Cloud, signed as each of them wants it. */
export const connector = defineConnector({
  manifest: {
    name: 'sms',
    version: '1.0.0',
    title: { zh: '短信', en: 'Text messages' },
    description: {
      zh: '通过阿里云或腾讯云发送短信,并查询送达情况。',
      en: 'Text messages by Aliyun or Tencent Cloud, and whether they arrived.',
    },
    categories: ['channel', 'messaging'],
    docs: [
      { title: { zh: '阿里云短信服务', en: 'Aliyun short messages' }, url: 'https://help.aliyun.com/zh/sms/' },
      { title: { zh: '腾讯云短信', en: 'Tencent Cloud SMS' }, url: 'https://cloud.tencent.com/document/product/382' },
    ],
    hosts: ['{connection.aliyunUrl}', '{connection.tencentUrl}'],
    errors,
    vendorError,
    budgets: { messages: { windows: [{ limit: 500, perMs: 1_100 }] } },
  },
  connection,
  actions: { 'send-sms': sendSms, 'list-sent-sms': listSentSms },
});

export default connector;
