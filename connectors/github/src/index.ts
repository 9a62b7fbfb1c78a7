import { defineConnector } from '@joinery/connector-sdk';
import { addComment, listComments } from './actions/comment-actions.ts';
import {
  addLabels,
  closeIssue,
  createIssue,
  getIssue,
  listIssues,
  removeLabel,
  reopenIssue,
  updateIssue,
} from './actions/issue-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { comment } from './objects/comment.ts';
import { issue } from './objects/issue.ts';
import { list, repository } from './operations.ts';
import { eventTriggers } from './triggers/event-triggers.ts';
import { webhooks } from './triggers/events.ts';

/** GitHub, hosted or Enterprise Server: issues and comments of repositories, and their webhooks; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'github',
    version: '1.0.0',
    title: { zh: 'GitHub', en: 'GitHub' },
    description: {
      zh: '新建、变更与关闭议题,添加评论与标签,并在议题变化时触发流程。',
      en: 'Create, change and close issues, add comments and labels, and start flows when issues change.',
    },
    categories: ['devops'],
    docs: [
      {
        title: { zh: 'GitHub 议题接口', en: 'GitHub issues API' },
        url: 'https://docs.github.com/en/rest/issues/issues',
      },
    ],
    hosts: ['{connection.apiUrl}'],
    baseUrl: '{connection.apiUrl}',
    headers: { Accept: "'application/vnd.github+json'", 'X-GitHub-Api-Version': "'2022-11-28'" },
    errors,
    vendorError,
    budgets: {
      // 5,000 an hour for a token; 900 points a minute, of which a read takes one. Where somebody else uses the token as
      // well, the refusal says until when.
      connection: {
        windows: [
          { limit: 5_000, perMs: 3_600_000 },
          { limit: 900, perMs: 60_000 },
        ],
        concurrency: 10,
      },
      // What makes content that people are notified of.
      content: {
        windows: [
          { limit: 80, perMs: 60_000 },
          { limit: 500, perMs: 3_600_000 },
        ],
        concurrency: 1,
      },
    },
    webhooks,
    options: {
      labels: { operation: list(`${repository('input')}/labels`), value: 'item.name', label: 'item.name' },
      assignees: { operation: list(`${repository('input')}/assignees`), value: 'item.login', label: 'item.login' },
    },
  },
  connection,
  actions: {
    'get-issue': getIssue,
    'list-issues': listIssues,
    'create-issue': createIssue,
    'update-issue': updateIssue,
    'close-issue': closeIssue,
    'reopen-issue': reopenIssue,
    'add-labels': addLabels,
    'remove-label': removeLabel,
    'add-comment': addComment,
    'list-comments': listComments,
  },
  triggers: eventTriggers,
  objects: { issue, comment },
});

export default connector;
