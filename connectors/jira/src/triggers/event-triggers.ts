import { field, recordOf } from '@joinery/connector-sdk';
import type { ConnectorManifestInput, JsonObject, LocalText } from '@joinery/contracts';
import { issueSample, issueSchema, personSchema } from '../issue-schema.ts';
import { search } from '../search.ts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Webhook = Extract<Triggers[string], { kind: 'webhook' }>;

/** Webhooks of the site, which an administrator's token may register. */
const address = '{connection.siteUrl}/rest/webhooks/1.0/webhook';

const registration = (event: string): Pick<Webhook, 'register' | 'verify' | 'unregister'> => ({
  register: {
    kind: 'request',
    request: {
      method: 'POST',
      path: address,
      body: `$merge([
        {'name': 'Joinery ${event}', 'url': input.callbackUrl, 'events': ['${event}'], 'excludeBody': false, 'secret': input.secret},
        input.settings.jql ? {'filters': {'issue-related-events-section': input.settings.jql}} : {}
      ])`,
    },
    output: "{'id': $split(body.self, '/')[-1]}",
  },
  verify: { kind: 'request', request: { method: 'GET', path: `${address}/{input.registration.id}` } },
  unregister: { kind: 'request', request: { method: 'DELETE', path: `${address}/{input.registration.id}` } },
});

const settings = {
  type: 'object',
  properties: {
    jql: field.text('只在匹配时触发(JQL)', 'Only issues that match (JQL)', {
      maxLength: 2_000,
      'x-placeholder': 'project = SC',
    }),
  },
};

const head = {
  type: field.text('事件类型', 'Event type'),
  occurredAt: field.text('发生时间', 'Occurred at', { format: 'date-time' }),
  user: { ...personSchema, 'x-title': { zh: '操作人', en: 'Actor' } },
};
const issueMember = { ...issueSchema, 'x-title': { zh: '问题', en: 'Issue' } };
const sampleHead = {
  occurredAt: '2026-09-01T02:05:00.000Z',
  user: { accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: '王芳', active: true },
};

interface Announced {
  readonly event: string;
  readonly title: LocalText;
  readonly fields: JsonObject;
  readonly sample: JsonObject;
  /** Members of the event beside its head. */
  readonly shape: string;
  readonly accepts?: string;
}

function announced({ event, title, fields, sample, shape, accepts }: Announced): Webhook {
  return {
    kind: 'webhook',
    title,
    settings,
    output: recordOf({ ...head, ...fields }, ['type', 'occurredAt', 'issue']),
    sample: { type: event, ...sampleHead, ...sample },
    scheme: 'events',
    accepts: `event.webhookEvent = '${event}'${accepts ? ` and ${accepts}` : ''}`,
    shape: `$merge([{'type': event.webhookEvent, 'occurredAt': $fromMillis(event.timestamp), 'user': event.user}, ${shape}])`,
    dedupeKey: "event.webhookEvent & ':' & event.issue.id & ':' & $string(event.timestamp)",
    correlationKey: 'event.issue.key',
    ...registration(event),
  };
}

const changes: JsonObject = field.list('变更', 'Changes', {
  type: 'object',
  properties: {
    field: field.text('字段', 'Field'),
    from: field.optionalText('原值', 'From'),
    to: field.optionalText('新值', 'To'),
  },
});
// A member of Jira’s is called toString; as `to` it cannot be taken for the method.
const changesOf = "[event.changelog.items.{'field': field, 'from': fromString, 'to': `toString`}]";
const statusItem = "event.changelog.items[field = 'status']";

export const eventTriggers: Triggers = {
  'issue-created': announced({
    event: 'jira:issue_created',
    title: { zh: '新建问题', en: 'Issue created' },
    fields: { issue: issueMember },
    sample: { issue: issueSample },
    shape: "{'issue': event.issue}",
  }),
  'issue-updated': announced({
    event: 'jira:issue_updated',
    title: { zh: '问题变更', en: 'Issue updated' },
    fields: { issue: issueMember, changes },
    sample: { issue: issueSample, changes: [{ field: 'priority', from: 'Medium', to: 'High' }] },
    shape: `{'issue': event.issue, 'changes': ${changesOf}}`,
  }),
  'issue-moved': announced({
    event: 'jira:issue_updated',
    title: { zh: '问题状态变更', en: 'Issue moved to another status' },
    fields: {
      issue: issueMember,
      from: field.optionalText('原状态', 'From status'),
      to: field.text('新状态', 'To status'),
      category: field.text('状态类别(new、indeterminate、done)', 'Category (new, indeterminate, done)'),
    },
    sample: { issue: issueSample, from: 'To Do', to: 'In Progress', category: 'indeterminate' },
    shape: `{'issue': event.issue, 'from': ${statusItem}.fromString, 'to': ${statusItem}.\`toString\`, 'category': event.issue.fields.status.statusCategory.key}`,
    accepts: `$exists(${statusItem})`,
  }),
  'issue-deleted': announced({
    event: 'jira:issue_deleted',
    title: { zh: '删除问题', en: 'Issue deleted' },
    fields: { issue: issueMember },
    sample: { issue: issueSample },
    shape: "{'issue': event.issue}",
  }),
  'comment-created': announced({
    event: 'comment_created',
    title: { zh: '新评论', en: 'Comment created' },
    fields: {
      issue: field.object('问题', 'Issue', { id: field.text('标识', 'Id'), key: field.text('编号', 'Key') }),
      comment: field.object('评论', 'Comment', {
        id: field.text('标识', 'Id'),
        author: { ...personSchema, 'x-title': { zh: '作者', en: 'Author' } },
        body: field.any('内容', 'Body'),
      }),
    },
    sample: {
      issue: { id: '10000', key: 'SC-24' },
      comment: { id: '10010', author: sampleHead.user, body: '已修复', created: '2026-09-01T10:05:00.000+0800' },
    },
    shape: "{'issue': event.issue, 'comment': event.comment, 'user': event.comment.author}",
  }),
  'issue-changed': {
    kind: 'polling',
    title: { zh: '问题有变化(轮询)', en: 'Issue changed (polling)' },
    description: {
      zh: '不能注册 webhook 时使用;不含已删除的问题',
      en: 'For where webhooks cannot be registered; deleted issues do not show',
    },
    settings,
    output: issueSchema,
    sample: issueSample,
    operation: {
      ...search(
        `($scope := input.jql ? '(' & input.jql & ')' : 'created >= "2000/01/01"';
          $scope & ($exists(state.cursor) ? ' AND updated >= "' & $asLocalDateTime($fromMillis($toMillis(state.cursor) + 59999), state.zone, 'yyyy/MM/dd HH:mm') & '"' : '') & ' ORDER BY updated ASC, key ASC')`,
      ),
      before: [
        {
          name: 'zone',
          when: '$exists(state.cursor)',
          request: { method: 'GET', path: '/myself' },
          output: 'body.timeZone',
        },
      ],
    },
    cursor: { kind: 'time', value: 'item.fields.updated', format: 'iso', lagMs: 180_000 },
    dedupeKey: "item.id & ':' & item.fields.updated",
    correlationKey: 'item.key',
  },
};
