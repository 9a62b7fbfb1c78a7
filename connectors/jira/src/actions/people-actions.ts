import { defineAction, field, form } from '@joinery/connector-sdk';
import { personSchema } from '../issue-schema.ts';

export const findUsers = defineAction({
  title: { zh: '查找用户', en: 'Find users' },
  description: {
    zh: '按姓名或邮箱;邮箱是否可见由用户的隐私设置决定',
    en: 'By name or e-mail; whether the e-mail shows is up to each user’s privacy settings',
  },
  input: form({ query: field.text('姓名或邮箱', 'Name or e-mail', { minLength: 1, maxLength: 320 }) }, ['query']),
  output: { ...personSchema, type: 'object', required: ['accountId'] },
  sample: { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: '王芳', active: true },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: { method: 'GET', path: '/user/search', query: { query: 'input.query' } },
    pagination: {
      kind: 'offset',
      items: 'body',
      send: { in: 'query', name: 'startAt' },
      size: { send: { in: 'query', name: 'maxResults' }, value: 100 },
    },
  },
});
