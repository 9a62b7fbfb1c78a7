import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const issue = (n: number): JsonObject => ({ title: `议题 ${n}` });

/** What the conformance suite does with GitLab. */
export const plan: ConformancePlan = {
  read: { action: 'get-issue', input: { iid: 1 } },
  list: { action: 'list-issues', input: { project: '14' }, collection: 'issues', key: 'iid', more: issue },
  write: {
    action: 'create-issue',
    input: { title: '新议题', description: '第一行', labels: ['bug'] },
    effects: (gitlab) => gitlab.records('issues').filter(({ title }) => title === '新议题').length,
  },
  notFound: { action: 'get-issue', input: { iid: 404 } },
  refused: { action: 'create-issue', input: { title: '   ' } },
  misshapen: { action: 'get-issue', input: {} },
  unknownField: {
    change: (gitlab) => void gitlab.upsert('issues', { iid: 1, health_status: 'on_track' }),
    call: { action: 'get-issue', input: { iid: 1 } },
    field: 'health_status',
  },
  changes: { object: 'issue', collection: 'issues', create: issue },
  poll: { trigger: 'issue-changed', settings: {}, collection: 'issues', create: issue },
  webhook: {
    trigger: 'issue-created',
    settings: {},
    fire: (gitlab, n) => void gitlab.upsert('issues', issue(n)),
    signing: ({ webhookToken }) => ({ token: textOf(webhookToken) }),
  },
  burst: 120,
};
