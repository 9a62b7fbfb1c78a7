import type { ConformancePlan } from '@joinery/connector-sdk/testing';

const zhangWei = '2819c223-7f76-453a-919d-413861904601';
const user = (n: number) => ({ userName: `x${n}@service.example.com`, displayName: `员工 ${n}` });

/** What the conformance suite does with a SCIM provider. */
export const plan: ConformancePlan = {
  read: { action: 'get-user', input: { id: zhangWei } },
  list: { action: 'list-users', input: {}, collection: 'users', key: 'id', more: user },
  write: {
    action: 'create-group',
    input: { displayName: '新小组' },
    effects: (idp) => idp.records('groups').filter(({ displayName }) => displayName === '新小组').length,
  },
  notFound: { action: 'get-user', input: { id: 'nobody' } },
  refused: { action: 'list-users', input: { filter: 'nonsense' } },
  misshapen: { action: 'get-user', input: {} },
  unknownField: {
    change: (idp) => void idp.upsert('users', { id: zhangWei, brandNew: 1 }),
    call: { action: 'get-user', input: { id: zhangWei } },
    field: 'brandNew',
  },
  conflict: {
    action: 'update-user',
    input: { id: zhangWei, version: 'W/"1"', changes: { title: 'zu spät' } },
    before: (idp) => void idp.upsert('users', { id: zhangWei, title: 'inzwischen' }),
  },
  changes: { object: 'user', collection: 'users', create: user },
  poll: { trigger: 'user-changed', settings: {}, collection: 'users', create: user },
  tokenPath: '/oauth/token',
};

export const exempt = {
  'paging.repeated-page': 'a page longer than asked for moves an offset on by more than there is; SCIM allows none',
};
