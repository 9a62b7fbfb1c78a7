import { textOf } from '@joinery/connector-sdk/simulator';
import type { ConformancePlan } from '@joinery/connector-sdk/testing';
import type { JsonObject } from '@joinery/contracts';

const issue = (n: number): JsonObject => ({ summary: `问题 ${n}` });

/** What the conformance suite does with Jira. */
export const plan: ConformancePlan = {
  read: { action: 'get-issue', input: { key: 'SC-1' } },
  list: {
    action: 'search-issues',
    input: { jql: 'project = SC ORDER BY key' },
    collection: 'issues',
    key: 'id',
    more: issue,
  },
  write: {
    action: 'create-issue',
    input: { project: 'SC', issueType: 'Bug', summary: '新问题', description: '第一行\n第二行' },
    effects: (jira) => jira.records('issues').filter(({ summary }) => summary === '新问题').length,
  },
  notFound: { action: 'get-issue', input: { key: 'SC-0' } },
  refused: { action: 'create-issue', input: { project: 'SC', issueType: 'Epidemic', summary: 'x' } },
  misshapen: { action: 'get-issue', input: {} },
  unknownField: {
    change: (jira) => void jira.upsert('issues', { id: '10001', customfield_19999: { deep: [1] } }),
    call: { action: 'get-issue', input: { key: 'SC-1' } },
    field: 'fields.customfield_19999',
  },
  batch: {
    object: 'issue',
    write: 'createBatch',
    records: (n, bad) =>
      Array.from({ length: n }, (_, i) => ({
        record: {
          fields: { project: { key: 'SC' }, issuetype: { name: 'Bug' }, summary: bad.includes(i) ? '' : `批量 ${i}` },
        },
      })),
    stored: (jira) => jira.records('issues').filter(({ summary }) => textOf(summary).startsWith('批量 ')).length,
  },
  changes: { object: 'issue', collection: 'issues', create: issue },
  poll: { trigger: 'issue-changed', settings: { jql: 'project = SC' }, collection: 'issues', create: issue },
  webhook: {
    trigger: 'issue-created',
    settings: {},
    fire: (jira, n) => void jira.upsert('issues', issue(n)),
    signing: ({ webhookSecret }) => ({ secret: textOf(webhookSecret) }),
  },
  burst: 90,
  design: { project: 'SC', issueType: 'Bug' },
};
