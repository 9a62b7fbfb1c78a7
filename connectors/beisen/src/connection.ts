import { defineConnection } from '@joinery/connector-sdk';

const tokenUrl = (path: string): string =>
  `{$exists(connection.tokenUrl) ? connection.tokenUrl : connection.baseUrl & '${path}'}`;

/** An open-platform app of one tenant. Two ways to a token are published, and which one an app takes is its own choice. */
export const connection = defineConnection({
  help: {
    zh: '在北森“系统设置 → 开放平台”新建应用,复制 AppID(或 AppKey)与密钥,并授权组织、员工接口;若租户启用了受信 IP,请把榫卯的出口 IP 加入名单。租户编号见系统管理首页。',
    en: 'Create an app under System settings → Open platform of iTalent, copy its App ID (or App Key) and secret, and grant it the organisation and employee interfaces. Where the tenant trusts certain addresses only, add Joinery’s. The tenant id stands on the administration page.',
  },
  fields: {
    type: 'object',
    required: ['baseUrl', 'tenantId', 'appId', 'appSecret'],
    additionalProperties: false,
    properties: {
      baseUrl: {
        type: 'string',
        format: 'uri',
        pattern: '^https?://[^/?#]+$',
        default: 'https://openapi.italent.cn',
        'x-title': { zh: '接口地址', en: 'API address' },
      },
      tenantId: {
        type: 'string',
        pattern: '^[0-9]{1,12}$',
        'x-title': { zh: '租户编号', en: 'Tenant id' },
        'x-placeholder': '127666',
      },
      appId: {
        type: 'string',
        minLength: 1,
        maxLength: 200,
        'x-title': { zh: 'AppID 或 AppKey', en: 'App ID or App Key' },
      },
      appSecret: {
        type: 'string',
        minLength: 1,
        maxLength: 500,
        'x-secret': true,
        'x-title': { zh: '应用密钥', en: 'App secret' },
      },
      tokenStyle: {
        type: 'string',
        enum: ['form', 'json'],
        default: 'form',
        'x-title': { zh: '令牌方式', en: 'Way to a token' },
        'x-labels': {
          form: { zh: '/OAuth/Token(AppID、租户)', en: '/OAuth/Token (App ID and tenant)' },
          json: { zh: '/token(AppKey)', en: '/token (App Key)' },
        },
      },
      tokenUrl: {
        type: 'string',
        format: 'uri',
        pattern: '^https?://[^?#]+$',
        'x-title': { zh: '令牌地址', en: 'Token address' },
        'x-help': { zh: '与默认地址不同时填写', en: 'Where it is not the usual one' },
      },
      offset: {
        type: 'string',
        pattern: '^[+-][0-9]{2}:[0-9]{2}$',
        default: '+08:00',
        'x-title': { zh: '租户时区', en: 'Time zone of the tenant' },
        'x-help': { zh: '北森的时间不带时区', en: 'Times of iTalent come without a zone' },
      },
      historyFrom: {
        type: 'string',
        format: 'date',
        default: '2010-01-01',
        'x-title': { zh: '数据起始日', en: 'Records since' },
        'x-help': {
          zh: '全量读取自此日起按 90 天以内的时间段进行,可填公司启用北森的日期',
          en: 'A full listing asks in stretches of less than 90 days from this day on; the day iTalent was introduced will do',
        },
      },
      employeeStatuses: {
        type: 'array',
        maxItems: 20,
        items: { type: 'integer' },
        'x-title': { zh: '员工状态范围', en: 'Employee states' },
        'x-help': {
          zh: '空为不限;编号以租户为准,常见 1 待入职、2 试用、3 正式、7 返聘、8 离职',
          en: 'Empty: all. The numbers are the tenant’s; usual are 1 to join, 2 trial, 3 regular, 7 re-employed, 8 left',
        },
      },
      employTypes: {
        type: 'array',
        maxItems: 10,
        items: { type: 'integer' },
        'x-title': { zh: '人员类别范围', en: 'Kinds of employment' },
        'x-help': {
          zh: '空为不限;0 内部员工、1 外部人员、2 实习生',
          en: 'Empty: all; 0 own staff, 1 others, 2 trainees',
        },
      },
    },
  },
  auth: [
    {
      scheme: 'token-exchange',
      when: "$not(connection.tokenStyle = 'json')",
      request: {
        method: 'POST',
        path: tokenUrl('/OAuth/Token'),
        encoding: 'form',
        body: "{'app_id': connection.appId, 'secret': secrets.appSecret, 'tenant_id': connection.tenantId, 'grant_type': 'client_credentials'}",
        authenticated: false,
      },
      token: 'body.access_token',
      // The documents give 8,400,000 s in one place and a text in another: two hours are safe, and a 401 renews earlier.
      lifetimeMs: 2 * 3_600_000,
    },
    {
      scheme: 'token-exchange',
      when: "connection.tokenStyle = 'json'",
      request: {
        method: 'POST',
        path: tokenUrl('/token'),
        body: "{'grant_type': 'client_credentials', 'app_key': connection.appId, 'app_secret': secrets.appSecret}",
        authenticated: false,
      },
      token: 'body.access_token',
      lifetimeMs: 2 * 3_600_000,
    },
  ],
  test: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/Organization/GetSubOrganizations',
        body: "{'oId': $number('900' & connection.tenantId), 'level': 1, 'isWithSelf': true, 'isWithDisable': false}",
        budget: 'subtree',
      },
    },
    account: "$exists(body.data[0].name) ? body.data[0].name : 'tenant ' & connection.tenantId",
  },
});
