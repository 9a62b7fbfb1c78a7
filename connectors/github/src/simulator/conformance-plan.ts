import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const issue = (n: number): JsonObject => ({ title: `议题 ${n}` });

/** What the conformance suite does with GitHub. */
export const plan: ConformancePlan = {
  read: { action: 'get-issue', input: { number: 1 } },
  list: {
    action: 'list-issues',
    input: { repository: 'acme/support' },
    collection: 'issues',
    key: 'number',
    more: issue,
  },
  write: {
    action: 'create-issue',
    input: { title: '新议题', body: '第一行', labels: ['bug'] },
    effects: (github) => github.records('issues').filter(({ title }) => title === '新议题').length,
  },
  notFound: { action: 'get-issue', input: { number: 404 } },
  refused: { action: 'create-issue', input: { title: '   ' } },
  misshapen: { action: 'get-issue', input: {} },
  unknownField: {
    change: (github) => void github.upsert('issues', { number: 1, brand_new: 'x' }),
    call: { action: 'get-issue', input: { number: 1 } },
    field: 'brand_new',
  },
  listed: { object: 'issue', collection: 'issues', key: 'number', more: issue },
  changes: { object: 'issue', collection: 'issues', create: issue },
  poll: { trigger: 'issue-changed', settings: {}, collection: 'issues', create: issue },
  webhook: {
    trigger: 'issue-opened',
    settings: {},
    fire: (github, n) => void github.upsert('issues', issue(n)),
    signing: ({ webhookSecret }) => ({ secret: textOf(webhookSecret) }),
    handshake: true,
  },
  burst: 120,
};
