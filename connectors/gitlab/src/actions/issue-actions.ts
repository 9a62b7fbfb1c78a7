import { defineAction, field, form } from '@joinery/connector-sdk';
import { issueSample, issueSchema } from '../issue-schema.ts';
import { list, project, projectField } from '../operations.ts';

const iid = field.whole('项目内编号', 'Number in the project', { minimum: 1 });
const title = field.text('标题', 'Title', { minLength: 1, maxLength: 255 });
const description = field.text('描述(Markdown)', 'Description (Markdown)', { maxLength: 900_000, 'x-multiline': true });
const label = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[^,]+$' };
const assigneeIds = field.list('受理人标识', 'Ids of assignees', { type: 'integer' });
const issuePath = `${project('input')}/issues/{input.iid}`;

export const getIssue = defineAction({
  title: { zh: '读取议题', en: 'Get an issue' },
  input: form({ project: projectField, iid }, ['iid']),
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'request', request: { method: 'GET', path: issuePath } },
});

export const listIssues = defineAction({
  title: { zh: '列出议题', en: 'List issues' },
  input: form({
    project: projectField,
    state: {
      ...field.choice('状态', 'State', {
        all: ['全部', 'All'],
        opened: ['打开', 'Open'],
        closed: ['关闭', 'Closed'],
      }),
      default: 'all',
    },
    labels: field.list('带有全部这些标签', 'With all of these labels', label),
    search: field.text('标题或描述包含', 'Title or description contains', { maxLength: 500 }),
  }),
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: list(`${project('input')}/issues`, {
    state: "$exists(input.state) ? input.state : 'all'",
    labels: "$count(input.labels) > 0 ? $join(input.labels, ',') : null",
    search: 'input.search',
    order_by: "'created_at'",
    sort: "'asc'",
  }),
});

/** GitLab takes no idempotency key, so it stands in the description, in a comment that Markdown does not show. */
const mark = "'joinery-' & state.idempotencyKey";

export const createIssue = defineAction({
  title: { zh: '新建议题', en: 'Create an issue' },
  description: {
    zh: '描述末尾有一行不显示的标记,网络中断后据此查找,不会重复新建',
    en: 'A mark that does not show ends the description: by it the issue is found after a broken connection instead of being made twice',
  },
  input: form(
    {
      project: projectField,
      title,
      description,
      labels: field.list('标签', 'Labels', label),
      assigneeIds,
      issueType: {
        ...field.choice('类型', 'Type', { issue: ['议题', 'Issue'], incident: ['事件', 'Incident'] }),
        default: 'issue',
      },
      confidential: field.flag('机密', 'Confidential', { default: false }),
    },
    ['title'],
  ),
  output: issueSchema,
  sample: issueSample,
  effect: {
    class: 'checkable',
    key: { shape: 'hex32' },
    lookUp: {
      operation: {
        kind: 'request',
        request: {
          method: 'GET',
          path: `${project('input')}/issues`,
          query: { search: mark, in: "'description'", state: "'all'" },
        },
      },
      found: '$count(body) > 0',
      output: 'body[0]',
    },
  },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: `${project('input')}/issues`,
      body: `$merge([
        {'title': input.title, 'description': ($exists(input.description) ? input.description & '\\n\\n' : '') & '<!-- ' & ${mark} & ' -->'},
        $count(input.labels) > 0 ? {'labels': $join(input.labels, ',')} : {},
        $count(input.assigneeIds) > 0 ? {'assignee_ids': [input.assigneeIds]} : {},
        $exists(input.issueType) ? {'issue_type': input.issueType} : {},
        input.confidential ? {'confidential': true} : {}
      ])`,
    },
  },
});

export const updateIssue = defineAction({
  title: { zh: '更新议题', en: 'Update an issue' },
  input: form(
    {
      project: projectField,
      iid,
      title,
      description,
      addLabels: field.list('添加标签', 'Labels to add', label),
      removeLabels: field.list('移除标签', 'Labels to remove', label),
      assigneeIds,
    },
    ['iid'],
  ),
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PUT',
      path: issuePath,
      body: `$merge([
        $exists(input.title) ? {'title': input.title} : {},
        $exists(input.description) ? {'description': input.description} : {},
        $count(input.addLabels) > 0 ? {'add_labels': $join(input.addLabels, ',')} : {},
        $count(input.removeLabels) > 0 ? {'remove_labels': $join(input.removeLabels, ',')} : {},
        $exists(input.assigneeIds) ? {'assignee_ids': [input.assigneeIds]} : {}
      ])`,
    },
  },
});

const stateAction = (event: 'close' | 'reopen', zh: string, en: string) =>
  defineAction({
    title: { zh, en },
    input: form({ project: projectField, iid }, ['iid']),
    output: issueSchema,
    sample: { ...issueSample, state: event === 'close' ? 'closed' : 'opened' },
    effect: { class: 'idempotent' },
    operation: { kind: 'request', request: { method: 'PUT', path: issuePath, body: `{'state_event': '${event}'}` } },
  });

export const closeIssue = stateAction('close', '关闭议题', 'Close an issue');
export const reopenIssue = stateAction('reopen', '重新打开议题', 'Reopen an issue');
