import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const memberId = '-5512594795463686679';
const bareLists = 'listings are bare lists, one for each unit: there is no page to cut, to repeat or to be stuck at';

/** What the conformance suite does with a V5 installation. */
export const plan: ConformancePlan = {
  read: { action: 'get-member', input: { memberId } },
  list: {
    action: 'list-departments',
    input: {},
    collection: 'departments',
    key: 'id',
    more: (n) => ({ id: String(5_000_000_000_000_000_000n + BigInt(n)), name: `部门 ${n}` }),
  },
  write: {
    action: 'start-process',
    input: {
      templateCode: 'refund_001',
      subject: '新申请',
      mainTable: 'formmain_0018',
      fields: { 申请人: '张伟', 工单号: 'T-1002' },
    },
    effects: (oa) => oa.records('processes').filter(({ subject }) => subject === '新申请').length,
  },
  notFound: { action: 'get-member', input: { memberId: '1' } },
  refused: {
    action: 'start-process',
    input: { templateCode: 'nowhere', mainTable: 'formmain_0018', fields: {} },
  },
  misshapen: { action: 'get-member', input: {} },
  unknownField: {
    change: (oa) => void oa.upsert('members', { id: memberId, brandNew: 1 }),
    call: { action: 'get-member', input: { memberId } },
    field: 'brandNew',
  },
  webhook: {
    trigger: 'process-reported',
    settings: {},
    fire: (oa, n) => void oa.upsert('processes', { subject: `申请 ${n}` }),
    signing: ({ callbackToken }) => ({ secret: textOf(callbackToken) }),
  },
  tokenPath: '/seeyon/rest/token',
};

export const exempt = {
  'paging.truncated-page': bareLists,
  'paging.repeated-page': bareLists,
  'paging.stuck-cursor': bareLists,
};
