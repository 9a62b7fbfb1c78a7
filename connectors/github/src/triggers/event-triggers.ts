import { field, recordOf } from '@joinery/connector-sdk';
import type { ConnectorManifestInput, JsonObject, LocalText } from '@joinery/contracts';
import { actor, commentSample, commentSchema, issueSample, issueSchema, withIssueNumber } from '../issue-schema.ts';
import { issues, newestFirst, repository, repositoryField } from '../operations.ts';

type Triggers = NonNullable<ConnectorManifestInput['triggers']>;
type Webhook = Extract<Triggers[string], { kind: 'webhook' }>;

const hooks = `${repository('input.settings')}/hooks`;
const settings = { type: 'object', properties: { repository: repositoryField } };

const registration = (event: 'issues' | 'issue_comment'): Pick<Webhook, 'register' | 'verify' | 'unregister'> => ({
  register: {
    kind: 'request',
    request: {
      method: 'POST',
      path: hooks,
      body: `{'name': 'web', 'active': true, 'events': ['${event}'],
        'config': {'url': input.callbackUrl, 'content_type': 'json', 'secret': input.secret, 'insecure_ssl': '0'}}`,
    },
    output: "{'id': body.id}",
  },
  verify: { kind: 'request', request: { method: 'GET', path: `${hooks}/{input.registration.id}` } },
  unregister: { kind: 'request', request: { method: 'DELETE', path: `${hooks}/{input.registration.id}` } },
});

const around: JsonObject = {
  action: field.text('动作', 'Action'),
  issue: { ...issueSchema, 'x-title': { zh: '议题', en: 'Issue' } },
  sender: actor,
  repository: field.object('仓库', 'Repository', {
    id: field.whole('标识', 'Id'),
    full_name: field.text('全名', 'Full name'),
    html_url: field.text('链接', 'Link'),
  }),
};
const sampleAround = {
  issue: issueSample,
  sender: { id: 51, login: 'wangfang' },
  repository: { id: 14, full_name: 'acme/support', html_url: 'https://github.com/acme/support' },
};

/** Actions of the event `issues`, each group a trigger of its own. */
function issueTrigger(actions: readonly [string, ...string[]], title: LocalText, description?: LocalText): Webhook {
  const wanted = actions.map((action) => `'${action}'`).join(', ');
  return {
    kind: 'webhook',
    title,
    ...(description && { description }),
    settings,
    output: recordOf(
      {
        ...around,
        changes: field.object('变更前的值', 'Values before'),
        label: field.object('所涉标签', 'Label concerned', { name: field.text('名称', 'Name') }),
      },
      ['action', 'issue', 'repository'],
    ),
    sample: { action: actions[0], ...sampleAround },
    scheme: 'events',
    accepts: `headers.\`x-github-event\` = 'issues' and event.action in [${wanted}]`,
    dedupeKey: 'headers.`x-github-delivery`',
    correlationKey: '$string(event.issue.number)',
    ...registration('issues'),
  };
}

export const eventTriggers: Triggers = {
  'issue-opened': issueTrigger(['opened'], { zh: '新建议题', en: 'Issue opened' }),
  'issue-updated': issueTrigger(
    ['edited', 'labeled', 'unlabeled', 'assigned', 'unassigned', 'milestoned', 'demilestoned', 'typed', 'untyped'],
    { zh: '议题变更', en: 'Issue updated' },
    {
      zh: '标题、描述、标签、受理人、里程碑或类型变化',
      en: 'Title, description, labels, assignees, milestone or type',
    },
  ),
  'issue-closed': issueTrigger(['closed'], { zh: '议题关闭', en: 'Issue closed' }),
  'issue-reopened': issueTrigger(['reopened'], { zh: '议题重新打开', en: 'Issue reopened' }),
  'issue-deleted': issueTrigger(
    ['deleted', 'transferred'],
    { zh: '议题删除或转走', en: 'Issue deleted or transferred' },
    { zh: '议题不再属于此仓库', en: 'The issue is no longer one of this repository' },
  ),
  'comment-created': {
    kind: 'webhook',
    title: { zh: '议题有新评论', en: 'Comment on an issue' },
    description: { zh: '拉取请求的评论不触发', en: 'Comments on pull requests start nothing' },
    settings,
    output: recordOf({ ...around, comment: { ...commentSchema, 'x-title': { zh: '评论', en: 'Comment' } } }, [
      'comment',
      'issue',
    ]),
    sample: { action: 'created', ...sampleAround, comment: commentSample },
    scheme: 'events',
    accepts:
      "headers.`x-github-event` = 'issue_comment' and event.action = 'created' and $not($exists(event.issue.pull_request))",
    shape: `$merge([event, {'comment': ${withIssueNumber('event.comment')}}])`,
    dedupeKey: '$string(event.comment.id)',
    correlationKey: '$string(event.issue.number)',
    ...registration('issue_comment'),
  },
  'issue-changed': {
    kind: 'polling',
    title: { zh: '议题有变化(轮询)', en: 'Issue changed (polling)' },
    description: {
      zh: 'GitHub 无法访问回调地址时使用;也能补上失败后不再重发的事件',
      en: 'For where GitHub cannot reach the callback address; it also finds what failed events have lost, which GitHub does not repeat',
    },
    settings,
    output: issueSchema,
    sample: issueSample,
    operation: issues(repository('input'), { state: "'all'", ...newestFirst }),
    cursor: { kind: 'time', value: 'item.updated_at', format: 'iso-seconds', lagMs: 60_000 },
    dedupeKey: "item.id & ':' & item.state & ':' & item.updated_at",
    correlationKey: '$string(item.number)',
  },
};
