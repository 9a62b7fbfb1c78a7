import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const department = (n: number) => ({ id: String(5_000 + n), departmentname: `部门 ${n}` });
const person = (n: number) => ({ id: String(7_000 + n), lastname: `员工 ${n}`, workcode: `X${n}` });

/** What the conformance suite does with an e-cology installation. */
export const plan: ConformancePlan = {
  read: { action: 'get-request-status', input: { requestId: '3038137' } },
  list: { action: 'list-departments', input: {}, collection: 'departments', key: 'id', more: department },
  write: {
    action: 'create-request',
    input: { workflowId: 781, requestName: '新申请', fields: { sqr: '66', gdh: 'T-1002', je: 12.5 } },
    effects: (oa) => oa.records('requests').filter(({ requestName }) => requestName === '新申请').length,
  },
  notFound: { action: 'get-request-status', input: { requestId: '1' } },
  refused: {
    action: 'create-request',
    input: { workflowId: 781, requestName: '错字段', fields: { nobody: '1' } },
  },
  misshapen: { action: 'get-request-status', input: { requestId: 'abc' } },
  unknownField: {
    change: (oa) => void oa.upsert('requests', { requestId: '3038137', brandNew: 1 }),
    call: { action: 'get-request-status', input: { requestId: '3038137' } },
    field: 'brandNew',
  },
  changes: { object: 'person', collection: 'people', create: person },
  poll: {
    trigger: 'todo-received',
    settings: { asUser: '69' },
    collection: 'requests',
    create: (n) => ({ requestName: `申请 ${n}` }),
  },
  webhook: {
    trigger: 'request-reported',
    settings: {},
    fire: (oa, n) => void oa.upsert('requests', { requestName: `申请 ${n}` }),
    signing: ({ callbackToken }) => ({ secret: textOf(callbackToken) }),
  },
  tokenPath: '/api/ec/dev/auth/applytoken',
  design: { workflowId: 781 },
};

export const exempt = {
  'paging.truncated-page': 'pages are numbered: what a shorter one leaves out is on no other',
  'objects.get': 'there is no interface that reads one person by id',
};
