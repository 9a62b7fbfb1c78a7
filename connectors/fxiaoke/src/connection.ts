import { defineConnection, field, form } from '@joinery/connector-sdk';
import { traceId } from './operations.ts';

const generation = (name: string): string => `connection.generation = '${name}'`;

/** The same token comes again for the first 6,600 of its 7,200 seconds, so a new one is to be had in the last ten minutes only. */
const renewBeforeMs = 590_000;
const errors = [
  {
    when: { expression: 'body.errorCode in [10006, 20021, 20022]' },
    meaning: 'auth-refused' as const,
    message: {
      zh: 'AppId、AppSecret 或永久授权码不正确,或应用已停用',
      en: 'AppId, AppSecret or permanent code is wrong, or the app is disabled',
    },
  },
];

/** A company at ShareCRM, through an app it installed. Both generations of its interface are served. */
export const connection = defineConnection({
  help: {
    zh: '在纷享销客管理后台“开放平台 → 自建应用”新建应用,复制 AppId、AppSecret 与永久授权码,授予 CRM 对象权限,并填写以其身份操作的员工编号(新接口)或 FSUID(旧接口)。',
    en: 'Create an app under Open platform → Own apps in the ShareCRM administration; copy AppId, AppSecret and the permanent code, grant it the CRM objects, and enter the employee it acts as: his number (new interface) or FSUID (old interface).',
  },
  fields: {
    ...form(
      {
        domain: field.text('接口地址', 'Address', {
          format: 'uri',
          pattern: '^https?://[^/?#]+$',
          default: 'https://open.fxiaoke.com',
          'x-help': {
            zh: '专属云另有地址,如 https://open-hwcloud.fxiaoke.com;www.fxiaoke.com 不是接口地址',
            en: 'Dedicated clouds have their own, such as https://open-hwcloud.fxiaoke.com; www.fxiaoke.com is none',
          },
        }),
        generation: {
          ...field.choice('接口', 'Interface', {
            new: ['新接口(OAuth 2.0)', 'New (OAuth 2.0)'],
            old: ['旧接口(corpAccessToken)', 'Old (corpAccessToken)'],
          }),
          default: 'new',
        },
        appId: field.text('AppId', 'AppId', { maxLength: 200, 'x-placeholder': 'FSAID_…' }),
        appSecret: field.secret('AppSecret', 'AppSecret'),
        permanentCode: field.secret('永久授权码', 'Permanent code'),
        userId: field.text('员工编号', 'Number of the employee', { maxLength: 50, 'x-placeholder': '1000' }),
        openUserId: field.text('员工 FSUID', 'FSUID of the employee', { maxLength: 100, 'x-placeholder': 'FSUID_…' }),
        externalIdField: field.text('外部标识字段', 'External id field', {
          pattern: '^[A-Za-z]\\w*$',
          default: 'sc_id__c',
          'x-help': {
            zh: '各对象上的自定义单行文本字段,写入时据此查找,避免重复新建',
            en: 'A custom text field of the objects by which records are looked for before they are created',
          },
        }),
        ticketObject: field.text('工单对象', 'Ticket object', {
          pattern: '^[A-Za-z]\\w*$',
          default: 'CasesObj',
          'x-help': {
            zh: '以贵公司对象列表中的 API 名称为准',
            en: 'By its API name in the object list of the company',
          },
        }),
      },
      ['domain', 'generation', 'appId', 'appSecret', 'permanentCode'],
    ),
    oneOf: [
      { properties: { generation: { const: 'new' } }, required: ['userId'] },
      { properties: { generation: { const: 'old' } }, required: ['openUserId'] },
    ],
  },
  auth: [
    {
      scheme: 'token-exchange',
      when: generation('new'),
      request: {
        method: 'POST',
        path: '/oauth2.0/token',
        query: { thirdTraceId: traceId },
        body: "{'appId': connection.appId, 'appSecret': secrets.appSecret, 'permanentCode': secrets.permanentCode, 'grantType': 'app_secret'}",
        authenticated: false,
      },
      token: 'body.accessToken',
      expiresInSeconds: 'body.expiresIn',
      renewBeforeMs,
      keep: { ea: 'body.ea' },
      inject: [
        { into: { in: 'header', name: 'authorization' }, value: "'Bearer ' & token" },
        { into: { in: 'header', name: 'x-fs-ea' }, value: 'account.ea' },
        { into: { in: 'header', name: 'x-fs-userid' }, value: 'connection.userId' },
      ],
      errors,
    },
    {
      scheme: 'token-exchange',
      when: generation('old'),
      request: {
        method: 'POST',
        path: '/cgi/corpAccessToken/get/V2',
        query: { thirdTraceId: traceId },
        body: "{'appId': connection.appId, 'appSecret': secrets.appSecret, 'permanentCode': secrets.permanentCode}",
        authenticated: false,
      },
      token: 'body.corpAccessToken',
      expiresInSeconds: 'body.expiresIn',
      renewBeforeMs,
      keep: { corpId: 'body.corpId' },
      inject: [
        { into: { in: 'body', path: ['corpAccessToken'] }, value: 'token' },
        { into: { in: 'body', path: ['corpId'] }, value: 'account.corpId' },
        { into: { in: 'body', path: ['currentOpenUserId'] }, value: 'connection.openUserId' },
      ],
      errors,
    },
  ],
  test: {
    operation: {
      kind: 'request',
      request: { method: 'POST', path: '/cgi/crm/v2/object/list', query: { thirdTraceId: traceId }, body: '{}' },
    },
    account: "($exists(account.ea) ? account.ea : account.corpId) & ' · ' & connection.domain",
  },
});
