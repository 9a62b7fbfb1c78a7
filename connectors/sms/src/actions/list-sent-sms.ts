import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { request } from '../requests.ts';

const text = (zh: string, en: string): JsonObject => ({ type: 'string', 'x-title': { zh, en } });

/** What became of the messages to one number on one day; the fifty newest with Aliyun, a hundred with Tencent Cloud. */
export const listSentSms = defineAction({
  title: { zh: '查询某号码的短信', en: 'See the messages to a number' },
  input: {
    type: 'object',
    required: ['phone', 'date'],
    properties: {
      phone: {
        type: 'string',
        pattern: '^\\+?[0-9]{5,20}$',
        'x-sensitive': true,
        'x-title': { zh: '手机号', en: 'Phone' },
      },
      date: { type: 'string', format: 'date', 'x-title': { zh: '日期', en: 'Date' } },
    },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    required: ['messages'],
    properties: {
      messages: {
        type: 'array',
        'x-title': { zh: '短信', en: 'Messages' },
        items: {
          type: 'object',
          properties: {
            messageId: text('发送标识', 'Message id'),
            state: {
              type: 'string',
              enum: ['waiting', 'failed', 'delivered'],
              'x-title': { zh: '状态', en: 'State' },
              'x-labels': {
                waiting: { zh: '等待回执', en: 'Waiting' },
                failed: { zh: '失败', en: 'Failed' },
                delivered: { zh: '已送达', en: 'Delivered' },
              },
            },
            reason: text('回执', 'Report'),
            reference: text('业务标识', 'Reference'),
          },
          additionalProperties: true,
        },
      },
    },
  },
  sample: { messages: [{ state: 'delivered', reason: 'DELIVERED', reference: 'ticket-12' }] },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: request({
      action: "connection.provider = 'aliyun' ? 'QuerySendDetails' : 'PullSmsSendStatusByPhoneNumber'",
      aliyun: {
        PhoneNumber: "$replace(input.phone, '+', '')",
        SendDate: "$replace(input.date, '-', '')",
        PageSize: "'50'",
        CurrentPage: "'1'",
      },
      tencent: `(
        $from := $toMillis(input.date & 'T00:00:00+08:00') / 1000;
        {
          'PhoneNumber': $substring(input.phone, 0, 1) = '+' ? input.phone : '+86' & input.phone,
          'SmsSdkAppId': connection.sdkAppId,
          'BeginTime': $from,
          'EndTime': $from + 86400,
          'Offset': 0,
          'Limit': 100
        }
      )`,
    }),
    output: `{'messages': $append(
      [body.SmsSendDetailDTOs.SmsSendDetailDTO.{
        'state': SendStatus = 3 ? 'delivered' : SendStatus = 2 ? 'failed' : 'waiting',
        'reason': ErrCode,
        'reference': OutId
      }],
      [body.Response.PullSmsSendStatusSet.{
        'messageId': SerialNo,
        'state': ReportStatus = 'SUCCESS' ? 'delivered' : 'failed',
        'reason': Description,
        'reference': SessionContext
      }]
    )}`,
  },
});
