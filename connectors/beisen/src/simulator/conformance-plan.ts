import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const department = (n: number) => ({ oId: 9_000_000 + n, name: `部门 ${n}`, code: `X${n}` });
const employee = (n: number) => ({ userID: 170_000_000 + n, name: `员工 ${n}`, jobNumber: `X${n}` });

/** What the conformance suite does with a Beisen tenant. */
export const plan: ConformancePlan = {
  read: { action: 'get-department', input: { oId: 1143532 } },
  list: { action: 'list-departments', input: {}, collection: 'departments', key: 'oId', more: department },
  notFound: { action: 'get-department', input: { oId: 1 } },
  refused: { action: 'list-subdepartments', input: { oId: 1 } },
  misshapen: { action: 'get-department', input: {} },
  unknownField: {
    change: (beisen) => void beisen.upsert('departments', { oId: 1143532, brandNew: 1 }),
    call: { action: 'get-department', input: { oId: 1143532 } },
    field: 'brandNew',
  },
  changes: { object: 'employee', collection: 'employees', create: employee },
  poll: { trigger: 'employee-changed', settings: {}, collection: 'employees', create: employee },
  burst: 80,
  tokenPath: '/OAuth/Token',
};
