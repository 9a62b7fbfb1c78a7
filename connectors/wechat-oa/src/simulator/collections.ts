import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import type { CollectionDefinition } from '@joinery/connector-sdk/simulator';

const id = (prefix = ''): string => prefix + randomBytes(10).toString('hex');

const follower = (openid: string, remark: string, more: JsonObject = {}): JsonObject => ({
  subscribe: 1,
  openid,
  language: 'zh_CN',
  subscribe_time: 1767225600,
  unionid: openid.replace('oABCD', 'oUnion'),
  remark,
  groupid: 0,
  tagid_list: [],
  subscribe_scene: 'ADD_SCENE_QR_CODE',
  qr_scene: 0,
  qr_scene_str: '',
  lastActiveAt: '2000-01-01T00:00:00.000Z',
  ...more,
});

/** What an official account holds. A person writing to it, or clicking its menu, is a record added here. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  followers: {
    title: { zh: '粉丝', en: 'Followers' },
    key: 'openid',
    seed: [
      follower('oABCD1234567890zhangwei', '张伟', { lastActiveAt: '2999-01-01T00:00:00.000Z' }),
      follower('oABCD1234567890wangfang', '王芳'),
      follower('oABCD1234567890lina', '李娜', { blocked: true }),
    ],
    created: (draft) => follower(id('oABCD'), '', draft),
  },
  templates: {
    title: { zh: '模板', en: 'Templates' },
    key: 'template_id',
    seed: [
      {
        template_id: 'iPk5sOIt5X_flOVKn5GrTFpncEYTojx6ddbt8WYoV5s',
        title: '工单进度通知',
        primary_industry: 'IT科技',
        deputy_industry: '互联网|电子商务',
        content: '工单编号:{{character_string1.DATA}}\n工单状态:{{phrase2.DATA}}\n更新时间:{{time3.DATA}}',
        example: '工单编号:SC-1004\n工单状态:处理中\n更新时间:2026年11月22日 12:00',
      },
    ],
  },
  messages: { title: { zh: '模板消息', en: 'Template messages' }, key: 'msgid' },
  'incoming-messages': {
    title: { zh: '用户消息', en: 'Messages of people' },
    key: 'msgId',
    created: (draft) => ({
      msgId: String(randomBytes(6).readUIntBE(0, 6)),
      openid: 'oABCD1234567890zhangwei',
      text: '',
      ...draft,
    }),
  },
  'menu-clicks': {
    title: { zh: '菜单点击', en: 'Menu clicks' },
    key: 'clickId',
    created: (draft) => ({ clickId: id('c'), openid: 'oABCD1234567890zhangwei', key: '', ...draft }),
  },
};
