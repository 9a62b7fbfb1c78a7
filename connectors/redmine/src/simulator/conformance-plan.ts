import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const issue = (n: number): JsonObject => ({ subject: `问题 ${n}` });

/** What the conformance suite does with Redmine. */
export const plan: ConformancePlan = {
  read: { action: 'get-issue', input: { id: 1 } },
  list: { action: 'list-issues', input: {}, collection: 'issues', key: 'id', more: issue },
  write: {
    action: 'create-issue',
    input: { subject: '新问题', description: '第一行', priorityId: 5, customFields: [{ id: 5, value: '1002' }] },
    effects: (redmine) => redmine.records('issues').filter(({ subject }) => subject === '新问题').length,
  },
  notFound: { action: 'get-issue', input: { id: 404 } },
  refused: { action: 'create-issue', input: { subject: '   ' } },
  misshapen: { action: 'get-issue', input: {} },
  unknownField: {
    change: (redmine) => void redmine.upsert('issues', { id: 1, brand_new: 'x' }),
    call: { action: 'get-issue', input: { id: 1 } },
    field: 'brand_new',
  },
  listed: { object: 'issue', collection: 'issues', key: 'id', more: issue },
  changes: { object: 'issue', collection: 'issues', create: issue },
  poll: { trigger: 'issue-changed', settings: {}, collection: 'issues', create: issue },
  burst: 40,
};
