import { field, recordOf } from '@joinery/connector-sdk';
import type { ConnectorManifestInput, JsonObject, LocalText } from '@joinery/contracts';
import { issueSample, issueSchema, userSchema } from '../issue-schema.ts';
import { list, project, projectField } from '../operations.ts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Webhook = Extract<Triggers[string], { kind: 'webhook' }>;

const hooks = `${project('input.settings')}/hooks`;
const settings = { type: 'object', properties: { project: projectField } };

const registration = (events: string): Pick<Webhook, 'register' | 'verify' | 'unregister'> => ({
  register: {
    kind: 'request',
    request: {
      method: 'POST',
      path: hooks,
      body: `{'url': input.callbackUrl, 'token': input.secret, 'push_events': false, '${events}': true, 'enable_ssl_verification': true}`,
    },
    output: "{'id': body.id}",
  },
  verify: { kind: 'request', request: { method: 'GET', path: `${hooks}/{input.registration.id}` } },
  unregister: { kind: 'request', request: { method: 'DELETE', path: `${hooks}/{input.registration.id}` } },
});

const actor = { ...userSchema, 'x-title': { zh: '操作人', en: 'Actor' } };
const projectOf = field.object('项目', 'Project', {
  id: field.whole('标识', 'Id'),
  path_with_namespace: field.text('路径', 'Path'),
  web_url: field.text('链接', 'Link'),
});
const changed: JsonObject = {
  action: field.text('动作(open、update、close、reopen)', 'Action (open, update, close, reopen)'),
  issue: field.object('议题', 'Issue', {
    id: field.whole('全局标识', 'Global id'),
    iid: field.whole('项目内编号', 'Number in the project'),
    title: field.text('标题', 'Title'),
    description: field.optionalText('描述', 'Description'),
    state: field.text('状态', 'State'),
    url: field.text('链接', 'Link'),
    updated_at: field.text('更新时间', 'Updated'),
  }),
  labels: field.list('标签', 'Labels', { type: 'string' }),
  changes: field.object('变更', 'Changes'),
  user: actor,
  project: projectOf,
};
const sampleIssue = {
  id: 301,
  iid: 23,
  title: '登录后页面空白',
  description: '客户反馈登录后页面空白',
  state: 'opened',
  url: 'https://gitlab.example.com/service/support/-/issues/23',
  updated_at: '2026-09-01 02:05:00 UTC',
};
const sampleAround = {
  user: { id: 51, username: 'wangfang', name: '王芳' },
  project: {
    id: 14,
    path_with_namespace: 'service/support',
    web_url: 'https://gitlab.example.com/service/support',
  },
};

/** Actions of the Issue Hook, each a trigger of its own. */
function issueTrigger(action: string, title: LocalText): Webhook {
  return {
    kind: 'webhook',
    title,
    settings,
    output: recordOf(changed, ['action', 'issue', 'project']),
    sample: { action, issue: sampleIssue, labels: ['bug'], changes: {}, ...sampleAround },
    scheme: 'events',
    accepts: `event.object_kind = 'issue' and event.object_attributes.action = '${action}'`,
    shape:
      "{'action': event.object_attributes.action, 'issue': event.object_attributes, 'labels': [event.labels.title], 'changes': event.changes, 'user': event.user, 'project': event.project}",
    dedupeKey:
      "event.object_attributes.id & ':' & event.object_attributes.action & ':' & event.object_attributes.updated_at",
    correlationKey: '$string(event.object_attributes.iid)',
    ...registration('issues_events'),
  };
}

export const eventTriggers: Triggers = {
  'issue-created': issueTrigger('open', { zh: '新建议题', en: 'Issue created' }),
  'issue-updated': issueTrigger('update', { zh: '议题变更', en: 'Issue updated' }),
  'issue-closed': issueTrigger('close', { zh: '议题关闭', en: 'Issue closed' }),
  'issue-reopened': issueTrigger('reopen', { zh: '议题重新打开', en: 'Issue reopened' }),
  'note-created': {
    kind: 'webhook',
    title: { zh: '议题有新评论', en: 'Note on an issue' },
    description: { zh: '系统生成的评论不触发', en: 'Notes of the system start nothing' },
    settings,
    output: recordOf(
      {
        note: field.object('评论', 'Note', {
          id: field.whole('标识', 'Id'),
          note: field.text('内容', 'Body'),
          url: field.text('链接', 'Link'),
        }),
        issue: changed['issue'] ?? {},
        user: actor,
        project: projectOf,
      },
      ['note', 'issue'],
    ),
    sample: { note: { id: 302, note: '已修复' }, issue: sampleIssue, ...sampleAround },
    scheme: 'events',
    accepts:
      "event.object_kind = 'note' and event.object_attributes.noteable_type = 'Issue' and $not(event.object_attributes.system = true)",
    shape: "{'note': event.object_attributes, 'issue': event.issue, 'user': event.user, 'project': event.project}",
    dedupeKey: '$string(event.object_attributes.id)',
    correlationKey: '$string(event.issue.iid)',
    ...registration('note_events'),
  },
  'issue-changed': {
    kind: 'polling',
    title: { zh: '议题有变化(轮询)', en: 'Issue changed (polling)' },
    description: {
      zh: 'GitLab 无法访问回调地址时使用;也能补上失败后不再重发的事件',
      en: 'For where GitLab cannot reach the callback address; it also finds what failed events have lost, which GitLab does not repeat',
    },
    settings,
    output: issueSchema,
    sample: issueSample,
    operation: list(`${project('input')}/issues`, {
      state: "'all'",
      updated_after: 'state.cursor',
      order_by: "'updated_at'",
      sort: "'asc'",
    }),
    cursor: { kind: 'time', value: 'item.updated_at', format: 'iso', lagMs: 60_000 },
    dedupeKey: "item.id & ':' & item.updated_at",
    correlationKey: '$string(item.iid)',
  },
};
