import { defineConnection } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { aliyunAuthorization, aliyunCanonical, tencentCanonical } from './canonical.ts';
import { request } from './requests.ts';

const aliyun = "connection.provider = 'aliyun'";
const tencent = "connection.provider = 'tencent'";

const text = (zh: string, en: string, more: JsonObject = {}): JsonObject => ({
  type: 'string',
  minLength: 1,
  maxLength: 200,
  'x-title': { zh, en },
  ...more,
});
const host = (zh: string, en: string, value: string): JsonObject =>
  text(zh, en, { format: 'uri', pattern: '^https?://[^/?#]+$', default: value });

/** An account of Aliyun or of Tencent Cloud, with the signature its messages carry. */
export const connection = defineConnection({
  help: {
    zh: '阿里云:在 RAM 控制台为用户创建 AccessKey 并授予短信服务权限,签名与模板在“短信服务”中申请。腾讯云:在“访问管理 → API 密钥”创建 SecretId 与 SecretKey,在“短信”中查看 SdkAppId 并申请签名与模板。',
    en: 'Aliyun: make an AccessKey for a user in the RAM console and grant the short message service; apply for signature and templates there. Tencent Cloud: make SecretId and SecretKey under CAM → API keys; see the SdkAppId and apply for signature and templates under SMS.',
  },
  fields: {
    type: 'object',
    required: ['provider', 'accessKeyId', 'accessKeySecret', 'signName'],
    properties: {
      provider: {
        type: 'string',
        enum: ['aliyun', 'tencent'],
        'x-title': { zh: '服务商', en: 'Provider' },
        'x-labels': { aliyun: { zh: '阿里云', en: 'Aliyun' }, tencent: { zh: '腾讯云', en: 'Tencent Cloud' } },
      },
      accessKeyId: text('AccessKey ID 或 SecretId', 'AccessKey ID or SecretId'),
      accessKeySecret: text('AccessKey Secret 或 SecretKey', 'AccessKey Secret or SecretKey', { 'x-secret': true }),
      signName: text('短信签名', 'Signature of the messages'),
      sdkAppId: text('SdkAppId(腾讯云)', 'SdkAppId (Tencent Cloud)', { pattern: '^[0-9]+$' }),
      region: text('地域(腾讯云)', 'Region (Tencent Cloud)', { default: 'ap-guangzhou' }),
      aliyunUrl: host('阿里云接口地址', 'Address of Aliyun', 'https://dysmsapi.aliyuncs.com'),
      tencentUrl: host('腾讯云接口地址', 'Address of Tencent Cloud', 'https://sms.tencentcloudapi.com'),
    },
    anyOf: [
      { properties: { provider: { const: 'aliyun' } }, required: ['aliyunUrl'] },
      { properties: { provider: { const: 'tencent' } }, required: ['tencentUrl', 'sdkAppId', 'region'] },
    ],
  },
  auth: [
    {
      // https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
      scheme: 'signed',
      when: aliyun,
      algorithm: 'hmac-sha256',
      timestamp: 'iso',
      nonceLength: 32,
      key: 'accessKeySecret',
      parts: [
        { part: 'literal', text: 'ACS3-HMAC-SHA256\n' },
        { part: 'expression', value: `$hash('sha256', ${aliyunCanonical}, 'hex')` },
      ],
      inject: [
        { into: { in: 'header', name: 'x-acs-version' }, value: "'2017-05-25'" },
        { into: { in: 'header', name: 'x-acs-date' }, value: "$substring(timestamp, 0, 19) & 'Z'" },
        { into: { in: 'header', name: 'x-acs-signature-nonce' }, value: 'nonce' },
        { into: { in: 'header', name: 'x-acs-content-sha256' }, value: "$hash('sha256', request.body, 'hex')" },
        { into: { in: 'header', name: 'authorization' }, value: aliyunAuthorization },
      ],
    },
    {
      // https://cloud.tencent.com/document/api/382/52072
      scheme: 'signed',
      when: tencent,
      algorithm: 'hmac-sha256',
      timestamp: 'seconds',
      key: [
        { part: 'literal', text: 'TC3' },
        { part: 'secret', name: 'accessKeySecret' },
      ],
      derive: [
        [{ part: 'expression', value: '$substring($fromMillis($number(timestamp) * 1000), 0, 10)' }],
        [{ part: 'literal', text: 'sms' }],
        [{ part: 'literal', text: 'tc3_request' }],
      ],
      parts: [{ part: 'expression', value: tencentCanonical }],
      inject: [
        { into: { in: 'header', name: 'x-tc-version' }, value: "'2021-01-11'" },
        { into: { in: 'header', name: 'x-tc-region' }, value: 'connection.region' },
        { into: { in: 'header', name: 'x-tc-timestamp' }, value: 'timestamp' },
        {
          into: { in: 'header', name: 'authorization' },
          value:
            "'TC3-HMAC-SHA256 Credential=' & connection.accessKeyId & '/' & $substring($fromMillis($number(timestamp) * 1000), 0, 10) & '/sms/tc3_request, SignedHeaders=content-type;host, Signature=' & signature",
        },
      ],
    },
  ],
  test: {
    operation: {
      kind: 'request',
      request: request({
        action: "connection.provider = 'aliyun' ? 'QuerySmsTemplateList' : 'SendStatusStatistics'",
        aliyun: { PageIndex: "'1'", PageSize: "'1'" },
        tencent: `(
          $hour := $fromMillis(state.now, '[Y0001][M01][D01][H01]');
          {'BeginTime': $hour, 'EndTime': $hour, 'SmsSdkAppId': connection.sdkAppId, 'Limit': 0, 'Offset': 0}
        )`,
      }),
    },
    account: 'connection.signName',
  },
});
