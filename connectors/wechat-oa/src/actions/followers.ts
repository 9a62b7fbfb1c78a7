import { defineAction } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { form, text } from '../fields.ts';

const field = (zh: string, en: string, type: string | readonly string[] = 'string'): JsonObject => ({
  type,
  'x-title': { zh, en },
});

export const getFollower = defineAction({
  title: { zh: '读取粉丝', en: 'Get a follower' },
  description: { zh: '微信不再提供昵称与头像', en: 'WeChat no longer gives names and pictures' },
  input: form({ openId: text('用户 openid', 'openid of the person') }, ['openId']),
  output: {
    type: 'object',
    required: ['openid', 'subscribe'],
    properties: {
      openid: field('openid', 'openid'),
      unionid: field('unionid', 'unionid'),
      subscribe: field('是否关注(1 是)', 'Follows (1 yes)', 'integer'),
      subscribe_time: field('关注时间(秒)', 'Followed at (s)', 'integer'),
      subscribe_scene: field('关注来源', 'Came by'),
      remark: field('备注', 'Remark'),
      tagid_list: { type: 'array', items: { type: 'integer' }, 'x-title': { zh: '标签', en: 'Tags' } },
    },
    additionalProperties: true,
  },
  sample: {
    subscribe: 1,
    openid: 'oABCD1234567890zhangwei',
    language: 'zh_CN',
    subscribe_time: 1767225600,
    unionid: 'oUnion1234567890zhangwei',
    remark: '',
    groupid: 0,
    tagid_list: [2],
    subscribe_scene: 'ADD_SCENE_QR_CODE',
  },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: {
      method: 'GET',
      path: '/cgi-bin/user/info',
      query: { openid: 'input.openId', lang: "'zh_CN'" },
    },
  },
});

export const listFollowers = defineAction({
  title: { zh: '列出粉丝', en: 'List followers' },
  description: { zh: '微信只返回 openid,每页一万个', en: 'WeChat gives their openids alone, ten thousand a page' },
  input: form({}, []),
  output: { type: 'object', required: ['openid'], properties: { openid: field('openid', 'openid') } },
  sample: { openid: 'oABCD1234567890zhangwei' },
  effect: { class: 'read' },
  safeToTest: true,
  operation: {
    kind: 'request',
    request: { method: 'GET', path: '/cgi-bin/user/get' },
    pagination: {
      kind: 'cursor',
      items: 'body.data.openid',
      next: 'body.next_openid',
      // The last page names its own last openid; the page after it is empty.
      more: 'body.count > 0',
      send: { in: 'query', name: 'next_openid' },
    },
    output: "{'openid': item}",
  },
});
