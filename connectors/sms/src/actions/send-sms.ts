import { defineAction } from '@joinery/connector-sdk';
import { request } from '../requests.ts';

/** One message to one number. Neither provider has a key against repetition, so a lost answer waits for a person. */
export const sendSms = defineAction({
  title: { zh: '发送短信', en: 'Send a message' },
  description: { zh: '按已审核的模板发送', en: 'By a template that was approved' },
  input: {
    type: 'object',
    required: ['phone', 'templateId'],
    properties: {
      phone: {
        type: 'string',
        pattern: '^\\+?[0-9]{5,20}$',
        'x-sensitive': true,
        'x-title': { zh: '手机号', en: 'Phone' },
        'x-help': { zh: '国际号码以 + 开头', en: 'With a leading + and country code abroad' },
      },
      templateId: { type: 'string', minLength: 1, maxLength: 100, 'x-title': { zh: '模板', en: 'Template' } },
      values: {
        type: 'object',
        additionalProperties: { type: ['string', 'number'] },
        'x-title': { zh: '模板变量', en: 'Values' },
        'x-help': {
          zh: '阿里云按名称,腾讯云按先后次序',
          en: 'By name with Aliyun, in their order with Tencent Cloud',
        },
      },
      reference: {
        type: 'string',
        maxLength: 200,
        'x-title': { zh: '业务标识', en: 'Reference' },
        'x-help': { zh: '随发送记录返回', en: 'Comes back with the record of the message' },
      },
    },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    required: ['messageId'],
    properties: { messageId: { type: 'string', 'x-title': { zh: '发送标识', en: 'Message id' } } },
  },
  sample: { messageId: '900619746936498440^0' },
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: request({
      action: 'SendSms',
      aliyun: {
        PhoneNumbers: "$replace(input.phone, '+', '')",
        SignName: 'connection.signName',
        TemplateCode: 'input.templateId',
        TemplateParam: '$exists(input.values) ? $string(input.values) : ()',
        OutId: 'input.reference',
      },
      // A number without a country code is one of mainland China.
      tencent: `{
        'PhoneNumberSet': [$substring(input.phone, 0, 1) = '+' ? input.phone : '+86' & input.phone],
        'SmsSdkAppId': connection.sdkAppId,
        'SignName': connection.signName,
        'TemplateId': input.templateId,
        'TemplateParamSet': [$each(input.values, function($value) { $string($value) })],
        'SessionContext': input.reference
      }`,
    }),
    output: "{'messageId': $exists(body.BizId) ? body.BizId : body.Response.SendStatusSet[0].SerialNo}",
  },
});
