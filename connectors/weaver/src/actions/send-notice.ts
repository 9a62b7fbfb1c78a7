import { defineAction, field, form, recordOf } from '@joinery/connector-sdk';

const key = field.text('业务标识', 'Business key', {
  minLength: 1,
  maxLength: 200,
  'x-help': { zh: '以后更新此通知时用它找到', en: 'The notice is found by it when it is changed' },
});
const source = field.text('消息来源编码', 'Code of the message source', {
  maxLength: 100,
  'x-help': { zh: '空为连接中填写的', en: 'Empty: the one of the connection' },
});
const receivers = {
  receiverType: {
    ...field.choice('接收人类型', 'Kind of receiver', {
      userIdList: ['OA 用户 id', 'OA user id'],
      loginIdList: ['登录名', 'Login'],
      workCodeList: ['工号', 'Employee number'],
    }),
    default: 'userIdList',
  },
  receivers: {
    ...field.list('接收人', 'Receivers', { type: 'string', maxLength: 100 }),
    minItems: 1,
    maxItems: 500,
  },
};
const state = field.choice('状态', 'State', {
  0: ['待处理', 'Pending'],
  1: ['已处理', 'Done'],
  2: ['同意', 'Agreed'],
  3: ['拒绝', 'Refused'],
  27: ['已删除', 'Deleted'],
  34: ['暂停', 'Paused'],
  35: ['撤销', 'Revoked'],
});
const done = recordOf({ targetId: field.text('通知标识', 'Id of the notice') }, ['targetId']);
const code = '($exists(input.source) ? input.source : connection.messageSource)';
const target = `${code} & '|' & input.key`;
const to = `{($exists(input.receiverType) ? input.receiverType : 'userIdList'): $join([input.receivers], ',')}`;
const optional = (name: string): string => `$exists(input.${name}) ? input.${name} : ''`;

export const sendNotice = defineAction({
  title: { zh: '发送通知', en: 'Send a notice' },
  description: {
    zh: '出现在 e-cology 消息中心(KB 1912 及以上)',
    en: 'Shown in the message centre (KB 1912 and later)',
  },
  input: form(
    {
      key,
      ...receivers,
      title: field.text('标题', 'Title', { minLength: 1, maxLength: 500 }),
      text: field.text('内容', 'Text', { maxLength: 4_000, 'x-multiline': true }),
      url: field.text('电脑端链接', 'Link', { format: 'uri', maxLength: 2_000 }),
      mobileUrl: field.text('移动端链接', 'Link on phones', { format: 'uri', maxLength: 2_000 }),
      asUser: field.text('发送人(OA 用户 id)', 'Sender (OA id)', { pattern: '^[0-9]{1,20}$' }),
      source,
    },
    ['key', 'receivers', 'title'],
  ),
  output: done,
  sample: { targetId: 'joinery|T-1001' },
  effect: { class: 'unsafe' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/api/ec/dev/message/sendCustomMessageSingle',
      encoding: 'form',
      body: `$merge([{
        'code': ${code},
        'creater': $exists(input.asUser) ? input.asUser : connection.userId,
        'title': input.title,
        'context': ${optional('text')},
        'linkUrl': ${optional('url')},
        'linkMobileUrl': ${optional('mobileUrl')},
        'targetId': ${target},
        'bizState': '0'
      }, ${to}])`,
    },
    output: `{'targetId': ${target}}`,
  },
});

export const updateNotice = defineAction({
  title: { zh: '更新通知状态', en: 'Change the state of a notice' },
  input: form({ key, ...receivers, state, source }, ['key', 'receivers', 'state']),
  output: done,
  sample: { targetId: 'joinery|T-1001' },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/api/ec/dev/message/alterCustomMessageSingle',
      encoding: 'form',
      body: `$merge([{'targetId': ${target}, 'bizState': input.state}, ${to}])`,
    },
    output: `{'targetId': ${target}}`,
  },
});
