import { defineAction, field, form } from '@joinery/connector-sdk';
import { issueSample, issueSchema } from '../issue-schema.ts';
import { findMarked, issueNumber, issues, marked, repository, repositoryField } from '../operations.ts';

const title = field.text('标题', 'Title', { minLength: 1, maxLength: 256 });
const body = field.text('描述(Markdown)', 'Description (Markdown)', { maxLength: 65_000, 'x-multiline': true });
const label = { type: 'string', minLength: 1, maxLength: 50, 'x-options': 'labels' };
const labels = field.list('标签', 'Labels', label);
const assignees = {
  ...field.list('受理人', 'Assignees', { type: 'string', 'x-options': 'assignees' }),
  'x-help': {
    zh: '用户名,至多 10 人;没有权限的会被 GitHub 略去',
    en: 'Logins, ten at most; GitHub leaves out those who may not',
  },
};
const one = form({ repository: repositoryField, number: issueNumber }, ['number']);
const all = repository('input');
const issuePath = `${all}/issues/{input.number}`;

export const getIssue = defineAction({
  title: { zh: '读取议题', en: 'Get an issue' },
  input: one,
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'request', request: { method: 'GET', path: issuePath } },
});

export const listIssues = defineAction({
  title: { zh: '列出议题', en: 'List issues' },
  description: { zh: '不含拉取请求', en: 'Without pull requests' },
  input: form({
    repository: repositoryField,
    state: {
      ...field.choice('状态', 'State', { all: ['全部', 'All'], open: ['打开', 'Open'], closed: ['关闭', 'Closed'] }),
      default: 'all',
    },
    labels: field.list('带有全部这些标签', 'With all of these labels', label),
    assignee: field.text('受理人', 'Assignee', { minLength: 1, maxLength: 40, 'x-options': 'assignees' }),
    since: field.text('此后有更新', 'Updated since', { format: 'date-time' }),
  }),
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: issues(all, {
    state: "$exists(input.state) ? input.state : 'all'",
    labels: "$count(input.labels) > 0 ? $join(input.labels, ',') : null",
    assignee: 'input.assignee',
    since: 'input.since',
    sort: "'created'",
    direction: "'asc'",
  }),
});

export const createIssue = defineAction({
  title: { zh: '新建议题', en: 'Create an issue' },
  description: {
    zh: '描述末尾有一行不显示的标记,网络中断后据此在最新 100 条中查找,不会重复新建',
    en: 'A mark that does not show ends the description: by it the issue is found among the newest hundred after a broken connection instead of being made twice',
  },
  input: form({ repository: repositoryField, title, body, labels, assignees }, ['title']),
  output: issueSchema,
  sample: issueSample,
  effect: {
    class: 'checkable',
    key: { shape: 'hex32' },
    lookUp: findMarked(`${all}/issues`, { state: "'all'" }),
  },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: `${all}/issues`,
      budget: 'content',
      body: `$merge([
        {'title': input.title, 'body': ${marked('input.body')}},
        $count(input.labels) > 0 ? {'labels': [input.labels]} : {},
        $count(input.assignees) > 0 ? {'assignees': [input.assignees]} : {}
      ])`,
    },
  },
});

export const updateIssue = defineAction({
  title: { zh: '更新议题', en: 'Update an issue' },
  description: {
    zh: '标签与受理人整体替换;只增减标签用另外两个动作',
    en: 'Labels and assignees are replaced as a whole; two other actions add and remove labels',
  },
  input: form({ repository: repositoryField, number: issueNumber, title, body, labels, assignees }, ['number']),
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PATCH',
      path: issuePath,
      body: `$merge([
        $exists(input.title) ? {'title': input.title} : {},
        $exists(input.body) ? {'body': input.body} : {},
        $exists(input.labels) ? {'labels': [input.labels]} : {},
        $exists(input.assignees) ? {'assignees': [input.assignees]} : {}
      ])`,
    },
  },
});

export const closeIssue = defineAction({
  title: { zh: '关闭议题', en: 'Close an issue' },
  input: form(
    {
      repository: repositoryField,
      number: issueNumber,
      reason: {
        ...field.choice('原因', 'Reason', {
          completed: ['已完成', 'Completed'],
          not_planned: ['不打算处理', 'Not planned'],
        }),
        default: 'completed',
      },
    },
    ['number'],
  ),
  output: issueSchema,
  sample: { ...issueSample, state: 'closed', state_reason: 'completed' },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PATCH',
      path: issuePath,
      body: "{'state': 'closed', 'state_reason': $exists(input.reason) ? input.reason : 'completed'}",
    },
  },
});

export const reopenIssue = defineAction({
  title: { zh: '重新打开议题', en: 'Reopen an issue' },
  input: one,
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'idempotent' },
  operation: { kind: 'request', request: { method: 'PATCH', path: issuePath, body: "{'state': 'open'}" } },
});

const labelsLeft = form({ labels: field.list('议题现有标签', 'Labels of the issue', { type: 'string' }) }, ['labels']);
const labelNames = "{'labels': [body.name]}";

export const addLabels = defineAction({
  title: { zh: '添加标签', en: 'Add labels' },
  input: form({ repository: repositoryField, number: issueNumber, labels: { ...labels, minItems: 1 } }, [
    'number',
    'labels',
  ]),
  output: labelsLeft,
  sample: { labels: ['bug', 'priority:high'] },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: { method: 'POST', path: `${issuePath}/labels`, body: "{'labels': [input.labels]}" },
    output: labelNames,
  },
});

export const removeLabel = defineAction({
  title: { zh: '移除标签', en: 'Remove a label' },
  input: form({ repository: repositoryField, number: issueNumber, label: { ...title, ...label, maxLength: 50 } }, [
    'number',
    'label',
  ]),
  output: labelsLeft,
  sample: { labels: ['bug'] },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: { method: 'DELETE', path: `${issuePath}/labels/{input.label}` },
    output: labelNames,
    // Gone already: what was wanted.
    errors: [{ when: { status: 404, expression: "body.message = 'Label does not exist'" }, meaning: 'success' }],
  },
});
