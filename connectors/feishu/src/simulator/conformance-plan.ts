import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const zhangWei = 'ou_7d8a6e6df7621556ce0d21922b676701';
const approvalCode = '4202AD96-9EC1-4284-9C48-B923CDC4F30B';
const department = (n: number) => ({
  open_department_id: `od-x${String(n).padStart(4, '0')}`,
  name: `部门 ${n}`,
  parent_department_id: '0',
});

/** What the conformance suite does with Feishu. */
export const plan: ConformancePlan = {
  read: { action: 'get-person', input: { openId: zhangWei } },
  list: {
    action: 'list-departments',
    input: {},
    collection: 'departments',
    key: 'open_department_id',
    more: department,
  },
  write: {
    action: 'send-text-message',
    input: { receiver: zhangWei, text: '工单已升级' },
    effects: (feishu) => feishu.inbox().filter(({ text }) => text === '工单已升级').length,
  },
  notFound: { action: 'get-person', input: { openId: 'ou_nobody' } },
  refused: {
    action: 'send-message',
    input: { receiver: zhangWei, type: 'interactive', content: { schema: '2.0', body: { elements: ['no element'] } } },
  },
  misshapen: { action: 'send-text-message', input: { receiver: zhangWei } },
  unknownField: {
    change: (feishu) => void feishu.upsert('users', { open_id: zhangWei, brand_new: 1 }),
    call: { action: 'get-person', input: { openId: zhangWei } },
    field: 'brand_new',
  },
  listed: {
    object: 'person',
    collection: 'users',
    key: 'open_id',
    more: (n) => ({
      open_id: `ou_x${n}`,
      name: `成员 ${n}`,
      department_ids: n % 2 === 0 ? ['0'] : ['od-tech', 'od-after'],
    }),
  },
  webhook: {
    trigger: 'message-received',
    settings: {},
    fire: (feishu, n) => void feishu.upsert('incoming-messages', { open_id: zhangWei, text: `消息 ${n}` }),
    signing: ({ encryptKey, verificationToken }) => ({ secret: textOf(encryptKey), token: textOf(verificationToken) }),
    handshake: true,
  },
  wait: {
    action: 'create-approval',
    input: { approvalCode, openId: zhangWei, form: { w1: 'SC-1', 退款原因: '商品损坏' } },
    key: 'instance_code',
    trigger: 'approval-finished',
    settings: { approvalCode },
    settle: (feishu, code) => void feishu.upsert('approvals', { instance_code: code, status: 'REJECTED' }),
  },
  burst: 80,
  design: { approvalCode },
  tokenPath: '/open-apis/auth/v3/tenant_access_token/internal',
};
