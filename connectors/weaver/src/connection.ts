import { defineConnection, field } from '@joinery/connector-sdk';
import type { ConnectorManifestInput } from '@joinery/contracts';

type TokenExchange = Extract<
  NonNullable<ConnectorManifestInput['connection']['auth']>[number],
  { scheme: 'token-exchange' }
>;

/** Whose key encrypts: of the registration that was made by hand, or of our own. */
const spk = '$exists(account.spk) ? account.spk : connection.spk';

/** Sent with every call: the app, its token, and as whom it acts. A cookie would win over `userid`, so there is none. */
const inject: TokenExchange['inject'] = [
  { into: { in: 'header', name: 'appid' }, value: 'connection.appId' },
  { into: { in: 'header', name: 'token' }, value: 'token' },
  {
    into: { in: 'header', name: 'userid' },
    value: `$rsaEncrypt(${spk}, $exists(input.asUser) ? input.asUser : connection.userId)`,
  },
  { into: { in: 'header', name: 'skipsession' }, value: "'1'", when: 'connection.skipSession = true' },
];

const applyToken = (secret: string): TokenExchange['request'] => ({
  method: 'POST',
  path: '/api/ec/dev/auth/applytoken',
  headers: {
    appid: 'connection.appId',
    secret,
    time: '$string(connection.tokenSeconds ? connection.tokenSeconds : 1800)',
  },
  authenticated: false,
});

const refusals: TokenExchange['errors'] = [
  {
    when: { expression: 'body.status = false' },
    meaning: 'auth-refused',
    message: {
      zh: 'e-cology 不接受应用标识或密钥;重新注册会使旧密钥失效,请确认填写的是最近一次注册的结果',
      en: 'e-cology does not accept the app id or its keys; a new registration makes the old keys invalid, so check that these are of the last one',
    },
  },
];

const token = {
  token: 'body.token',
  expiresInSeconds: 'connection.tokenSeconds ? connection.tokenSeconds : 1800',
  inject,
  errors: refusals,
};

/** One e-cology 9 installation and an app that its administrator has let in. */
export const connection = defineConnection({
  help: {
    zh: '请管理员在 e-cology 中登记应用标识(APPID)、放行本连接器所用的接口与榫卯的出口 IP;再向 /api/ec/dev/auth/regist 注册一次,把返回的 secrit(或 secret)与 spk 填在此处。若此应用只供榫卯使用,也可选择由榫卯注册。',
    en: 'Have the administrator enter the app id (APPID) in e-cology and let in the interfaces of this connector and Joinery’s address; then register once at /api/ec/dev/auth/regist and fill in the secrit (or secret) and the spk of its answer. Where nobody else uses the app, Joinery can register itself.',
  },
  fields: {
    type: 'object',
    required: ['baseUrl', 'appId', 'userId'],
    additionalProperties: false,
    properties: {
      baseUrl: {
        type: 'string',
        format: 'uri',
        pattern: '^https?://[^/?#]+(/[^?#]*[^/?#])?$',
        'x-title': { zh: '系统地址', en: 'Address' },
        'x-placeholder': 'https://oa.example.com',
      },
      appId: field.text('应用标识(APPID)', 'App id (APPID)', { minLength: 1, maxLength: 200 }),
      registration: {
        ...field.choice('注册方式', 'Registration', {
          given: ['已注册,填写结果', 'Done: its result is filled in'],
          automatic: ['由榫卯注册', 'By Joinery'],
        }),
        default: 'given',
        'x-help': {
          zh: '由榫卯注册会使此应用此前的密钥失效',
          en: 'A registration by Joinery makes earlier keys of this app invalid',
        },
      },
      appSecret: field.secret('注册返回的 secrit / secret', 'secrit / secret of the registration'),
      spk: field.text('系统公钥 spk', 'Public key spk', { maxLength: 4_000, 'x-multiline': true }),
      cpk: field.text('客户端公钥 cpk', 'Client key cpk', {
        maxLength: 4_000,
        'x-multiline': true,
        'x-help': {
          zh: '由榫卯注册时提交的 RSA 公钥(base64)',
          en: 'An RSA public key (base64), sent by a registration',
        },
      }),
      userId: field.text('默认操作人的 OA 用户 id', 'OA id of the usual acting user', {
        pattern: '^[0-9]{1,20}$',
        'x-help': {
          zh: '数字 id,不是登录名;动作可另行指定',
          en: 'The number, not the login; actions may name another',
        },
      }),
      tokenSeconds: {
        ...field.whole('令牌有效期(秒)', 'Life of a token (s)', { minimum: 60, maximum: 86_400 }),
        default: 1_800,
      },
      skipSession: {
        ...field.flag('免会话(skipsession)', 'Without a session (skipsession)'),
        default: false,
        'x-help': {
          zh: '接口路径已加入免会话白名单时开启',
          en: 'Where the paths are on the list of those without a session',
        },
      },
      messageSource: field.text('消息来源编码', 'Code of the message source', {
        maxLength: 100,
        'x-help': { zh: '发送通知时需要,由管理员建立', en: 'For notices; created by the administrator' },
      }),
      offset: {
        ...field.text('系统时区', 'Time zone of the system', { pattern: '^[+-][0-9]{2}:[0-9]{2}$' }),
        default: '+08:00',
      },
      callbackToken: field.secret('回调密钥', 'Callback secret', {
        minLength: 16,
        'x-help': {
          zh: '流程节点的附加操作以请求头 X-Joinery-Token 携带它回调;自定,至少 16 个字符',
          en: 'An action of a workflow node sends it in the header X-Joinery-Token; yours to choose, at least 16 characters',
        },
      }),
    },
    oneOf: [
      { properties: { registration: { const: 'automatic' } }, required: ['registration', 'cpk'] },
      { properties: { registration: { const: 'given' } }, required: ['appSecret', 'spk'] },
    ],
  },
  auth: [
    {
      scheme: 'token-exchange',
      when: "$not(connection.registration = 'automatic')",
      request: applyToken('$rsaEncrypt(connection.spk, secrets.appSecret)'),
      ...token,
    },
    {
      scheme: 'token-exchange',
      when: "connection.registration = 'automatic'",
      before: [
        {
          name: 'registered',
          request: {
            method: 'POST',
            path: '/api/ec/dev/auth/regist',
            headers: { appid: 'connection.appId', cpk: 'connection.cpk' },
            authenticated: false,
          },
          // All known clients read `secrit`; the newer catalogue prints `secret`.
          output: "{'secret': $exists(body.secrit) ? body.secrit : body.secret, 'spk': body.spk}",
        },
      ],
      request: applyToken('$rsaEncrypt(state.registered.spk, state.registered.secret)'),
      keep: { spk: 'state.registered.spk' },
      ...token,
    },
  ],
  test: {
    operation: {
      kind: 'request',
      request: {
        method: 'POST',
        path: '/api/hrm/resful/getHrmsubcompanyWithPage',
        body: "{'params': {'pagesize': 1, 'curpage': 1}}",
      },
    },
    account: '$exists(body.data.dataList[0].subcompanyname) ? body.data.dataList[0].subcompanyname : connection.appId',
  },
});
