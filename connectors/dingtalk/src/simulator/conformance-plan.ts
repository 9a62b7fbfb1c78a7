import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const processCode = 'PROC-REFUND-0001';
const days = 24 * 3_600_000;

/** What the conformance suite does with DingTalk. */
export const plan: ConformancePlan = {
  read: { action: 'get-person', input: { userId: 'zhangwei' } },
  list: {
    action: 'list-approvals',
    input: { processCode, from: new Date(Date.now() - 30 * days).toISOString() },
    collection: 'approvals',
    key: 'processInstanceId',
    more: (n) => ({ processInstanceId: `proc-x${String(n).padStart(4, '0')}`, processCode, title: `审批 ${n}` }),
  },
  write: {
    action: 'message-people',
    input: { userIds: ['zhangwei'], text: '工单已升级' },
    effects: (dingtalk) => dingtalk.inbox().filter(({ text }) => text === '工单已升级').length,
  },
  notFound: { action: 'get-person', input: { userId: 'nobody' } },
  // The template asks for more than this.
  refused: {
    action: 'create-approval',
    input: { processCode, originatorUserId: 'zhangwei', form: { 工单号: 'SC-1' } },
  },
  misshapen: { action: 'message-people', input: { userIds: ['zhangwei'] } },
  unknownField: {
    change: (dingtalk) => void dingtalk.upsert('users', { userid: 'zhangwei', brand_new: 1 }),
    call: { action: 'get-person', input: { userId: 'zhangwei' } },
    field: 'brand_new',
  },
  listed: {
    object: 'person',
    collection: 'users',
    key: 'userid',
    more: (n) => ({ userid: `x${n}`, name: `成员 ${n}`, dept_id_list: n % 2 === 0 ? [11] : [12, 11] }),
  },
  webhook: {
    trigger: 'person-joined',
    settings: {},
    fire: (dingtalk, n) => void dingtalk.upsert('users', { userid: `new-${n}`, name: `新同事 ${n}` }),
    signing: ({ callbackAesKey, callbackToken }) => ({ secret: textOf(callbackAesKey), token: textOf(callbackToken) }),
    handshake: true,
  },
  wait: {
    action: 'create-approval',
    input: { processCode, originatorUserId: 'zhangwei', form: { 工单号: 'SC-1', 退款原因: '商品损坏' } },
    key: 'processInstanceId',
    trigger: 'approval-finished',
    settings: {},
    settle: (dingtalk, processInstanceId) => void dingtalk.upsert('approvals', { processInstanceId, result: 'refuse' }),
  },
  burst: 45,
  tokenPath: '/v1.0/oauth2/accessToken',
  design: { processCode },
};

export const exempt: Readonly<Record<string, string>> = {
  'errors.rate-limited': 'DingTalk never says how long to wait',
};
