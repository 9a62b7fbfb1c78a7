import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const zhangWei = 'oABCD1234567890zhangwei';
const templateId = 'iPk5sOIt5X_flOVKn5GrTFpncEYTojx6ddbt8WYoV5s';
const values = { character_string1: 'SC-1004', phrase2: '处理中', time3: '2026年11月22日 12:00' };

/** What the conformance suite does with an official account. */
export const plan: ConformancePlan = {
  read: { action: 'get-follower', input: { openId: zhangWei } },
  list: {
    action: 'list-followers',
    input: {},
    collection: 'followers',
    key: 'openid',
    more: (n) => ({ openid: `oABCDx${String(n).padStart(4, '0')}` }),
  },
  write: {
    action: 'send-template-message',
    input: { openId: zhangWei, templateId, values },
    effects: (wechat) => wechat.inbox().length,
  },
  notFound: { action: 'get-follower', input: { openId: 'oNobody' } },
  refused: { action: 'send-template-message', input: { openId: zhangWei, templateId: 'no-template', values } },
  misshapen: { action: 'send-template-message', input: { openId: zhangWei, templateId } },
  unknownField: {
    change: (wechat) => void wechat.upsert('followers', { openid: zhangWei, brand_new: 1 }),
    call: { action: 'get-follower', input: { openId: zhangWei } },
    field: 'brand_new',
  },
  webhook: {
    trigger: 'followed',
    settings: {},
    fire: (wechat, n) => void wechat.upsert('followers', { openid: `oNew${n}` }),
    signing: ({ callbackAesKey, callbackToken }) => ({ secret: textOf(callbackAesKey), token: textOf(callbackToken) }),
    handshake: true,
  },
  tokenPath: '/cgi-bin/stable_token',
  design: { templateId },
};

export const exempt: Readonly<Record<string, string>> = {
  'errors.rate-limited': 'WeChat never says how long to wait',
};
