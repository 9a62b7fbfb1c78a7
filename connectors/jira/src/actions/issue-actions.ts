import { defineAction, field, form } from '@joinery/connector-sdk';
import type { JsonObject } from '@joinery/contracts';
import { documentOf } from '../document-text.ts';
import { issueSample, issueSchema } from '../issue-schema.ts';
import { search } from '../search.ts';

const issueKey = field.text('问题编号或标识', 'Key or id of the issue', {
  minLength: 1,
  maxLength: 100,
  'x-placeholder': 'SC-24',
});
const furtherFields: JsonObject = {
  ...field.object('其他字段', 'Further fields'),
  'x-help': {
    zh: '按 Jira 的字段标识填写,包括自定义字段 customfield_…',
    en: 'By Jira’s field ids, customfield_… included',
  },
};

export const getIssue = defineAction({
  title: { zh: '读取问题', en: 'Get an issue' },
  input: form({ key: issueKey }, ['key']),
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: { kind: 'request', request: { method: 'GET', path: '/issue/{input.key}', query: { fields: "'*all'" } } },
});

export const searchIssues = defineAction({
  title: { zh: '搜索问题', en: 'Search issues' },
  description: {
    zh: '搜索索引比写入晚几秒;JQL 必须有限定条件',
    en: 'The index is seconds behind what was written; the JQL must have a restriction',
  },
  input: form(
    {
      jql: field.text('JQL', 'JQL', {
        minLength: 1,
        maxLength: 10_000,
        'x-multiline': true,
        'x-placeholder': 'project = SC AND status != Done ORDER BY created',
      }),
    },
    ['jql'],
  ),
  output: issueSchema,
  sample: issueSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: search('input.jql'),
});

/** Jira takes no idempotency key, so it becomes a label, by which the issue is found again. */
const keyLabel = "'joinery-' & state.idempotencyKey";
const created = {
  id: field.text('标识', 'Id'),
  key: field.text('编号', 'Key'),
  self: field.text('接口地址', 'API address'),
};

export const createIssue = defineAction({
  title: { zh: '新建问题', en: 'Create an issue' },
  description: {
    zh: '问题带一个 joinery-… 标签,网络中断后据此查找,不会重复新建',
    en: 'The issue carries a label joinery-… by which it is found after a broken connection instead of being made twice',
  },
  input: form(
    {
      project: field.text('项目', 'Project', { minLength: 1, maxLength: 100, 'x-options': 'projects' }),
      issueType: field.text('类型', 'Type', { minLength: 1, maxLength: 100, 'x-options': 'issue-types' }),
      summary: field.text('摘要', 'Summary', { minLength: 1, maxLength: 255 }),
      description: field.text('描述', 'Description', { maxLength: 32_767, 'x-multiline': true }),
      priority: field.text('优先级', 'Priority', { maxLength: 100, 'x-options': 'priorities' }),
      assigneeAccountId: field.text('经办人账号', 'Assignee’s account id', { maxLength: 200 }),
      labels: field.list('标签', 'Labels', { type: 'string', pattern: '^\\S+$', maxLength: 255 }),
      fields: { ...furtherFields, 'x-schema': 'issue-fields' },
    },
    ['project', 'issueType', 'summary'],
  ),
  output: form(created, ['id', 'key']),
  sample: { id: '10000', key: 'SC-24', self: 'https://example.atlassian.net/rest/api/3/issue/10000' },
  effect: {
    class: 'checkable',
    key: { shape: 'hex32' },
    lookUp: {
      operation: {
        kind: 'request',
        request: {
          method: 'GET',
          path: '/search/jql',
          query: { jql: `'labels = "' & ${keyLabel} & '"'`, fields: "'summary'", maxResults: '1' },
        },
      },
      found: '$count(body.issues) > 0',
      output: 'body.issues[0].{"id": id, "key": key, "self": self}',
    },
  },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/issue',
      body: `{'fields': $merge([
        {'project': {'key': input.project}, 'issuetype': {'name': input.issueType}, 'summary': input.summary,
          'labels': $append([input.labels], [${keyLabel}])},
        $exists(input.description) ? {'description': ${documentOf('input.description')}} : {},
        $exists(input.priority) ? {'priority': {'name': input.priority}} : {},
        $exists(input.assigneeAccountId) ? {'assignee': {'accountId': input.assigneeAccountId}} : {},
        $exists(input.fields) ? input.fields : {}
      ])}`,
    },
  },
});

export const updateIssue = defineAction({
  title: { zh: '更新问题', en: 'Update an issue' },
  input: form(
    {
      key: issueKey,
      summary: field.text('摘要', 'Summary', { minLength: 1, maxLength: 255 }),
      description: field.text('描述', 'Description', { maxLength: 32_767, 'x-multiline': true }),
      priority: field.text('优先级', 'Priority', { maxLength: 100, 'x-options': 'priorities' }),
      fields: furtherFields,
    },
    ['key'],
  ),
  output: form({ key: created.key }, ['key']),
  sample: { key: 'SC-24' },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'PUT',
      path: '/issue/{input.key}',
      body: `{'fields': $merge([
        $exists(input.summary) ? {'summary': input.summary} : {},
        $exists(input.description) ? {'description': ${documentOf('input.description')}} : {},
        $exists(input.priority) ? {'priority': {'name': input.priority}} : {},
        $exists(input.fields) ? input.fields : {}
      ])}`,
    },
    output: "{'key': input.key}",
  },
});

const inStatus = '$lowercase(body.fields.status.name) = $lowercase(input.status)';

export const moveIssue = defineAction({
  title: { zh: '变更问题状态', en: 'Move an issue to a status' },
  description: {
    zh: '执行通向此状态(或同名)的流转;当前状态没有这样的流转时 Jira 拒绝',
    en: 'By the transition that leads to this status or bears its name; Jira refuses where there is none from here',
  },
  input: form(
    {
      key: issueKey,
      status: field.text('状态', 'Status', { minLength: 1, maxLength: 100, 'x-placeholder': 'Done' }),
      resolution: field.text('解决结果', 'Resolution', { maxLength: 100, 'x-placeholder': 'Fixed' }),
    },
    ['key', 'status'],
  ),
  output: form({ key: created.key, status: field.text('状态', 'Status') }, ['key', 'status']),
  sample: { key: 'SC-24', status: 'Done' },
  effect: {
    class: 'checkable',
    lookUp: {
      operation: {
        kind: 'request',
        request: { method: 'GET', path: '/issue/{input.key}', query: { fields: "'status'" } },
      },
      found: inStatus,
      output: "{'key': input.key, 'status': input.status}",
    },
  },
  operation: {
    kind: 'request',
    before: [
      {
        name: 'transition',
        request: { method: 'GET', path: '/issue/{input.key}/transitions' },
        output:
          '($wanted := $lowercase(input.status); $there := body.transitions[$lowercase(to.name) = $wanted]; $named := body.transitions[$lowercase(name) = $wanted]; $append($there, $named)[0].id)',
      },
    ],
    request: {
      method: 'POST',
      path: '/issue/{input.key}/transitions',
      // Without a transition Jira says which id it misses; nothing is moved.
      body: `$merge([
        {'transition': {'id': $exists(state.transition) ? state.transition : 'no transition to ' & input.status}},
        $exists(input.resolution) ? {'fields': {'resolution': {'name': input.resolution}}} : {}
      ])`,
    },
    output: "{'key': input.key, 'status': input.status}",
  },
});

export const linkIssue = defineAction({
  title: { zh: '在问题上添加网页链接', en: 'Put a web link on an issue' },
  description: {
    zh: '同一全局标识的链接会被更新,不会重复添加',
    en: 'A link with the same global id is changed, never added twice',
  },
  input: form(
    {
      key: issueKey,
      globalId: field.text('全局标识', 'Global id', { minLength: 1, maxLength: 255, 'x-placeholder': 'ticket=1001' }),
      url: field.text('地址', 'Address', { format: 'uri', maxLength: 2_000 }),
      title: field.text('标题', 'Title', { minLength: 1, maxLength: 255 }),
    },
    ['key', 'globalId', 'url', 'title'],
  ),
  output: form({ id: field.whole('链接标识', 'Id of the link') }, ['id']),
  sample: { id: 10000 },
  effect: { class: 'idempotent' },
  operation: {
    kind: 'request',
    request: {
      method: 'POST',
      path: '/issue/{input.key}/remotelink',
      body: "{'globalId': input.globalId, 'object': {'url': input.url, 'title': input.title}}",
    },
    output: "{'id': body.id}",
  },
});
