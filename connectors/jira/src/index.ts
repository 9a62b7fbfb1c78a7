import { defineConnector } from '@joinery/connector-sdk';
import { addComment, listComments } from './actions/comment-actions.ts';
import { createIssue, getIssue, linkIssue, moveIssue, searchIssues, updateIssue } from './actions/issue-actions.ts';
import { findUsers } from './actions/people-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { options, schemas } from './live-metadata.ts';
import { issue } from './objects/issue.ts';
import { eventTriggers } from './triggers/event-triggers.ts';
import { webhooks } from './triggers/events.ts';

/** Jira Cloud: issues, their statuses, comments and links, and the events of the site; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'jira',
    version: '1.0.0',
    title: { zh: 'Jira', en: 'Jira' },
    description: {
      zh: '新建、变更与搜索问题,推进状态,评论与链接,并在问题变化时触发流程。',
      en: 'Create, change, search and move issues, comment and link them, and start flows when they change.',
    },
    categories: ['devops'],
    docs: [
      {
        title: { zh: 'Jira Cloud 平台接口', en: 'Jira Cloud platform API' },
        url: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/',
      },
    ],
    hosts: ['{connection.siteUrl}'],
    baseUrl: '{connection.siteUrl}/rest/api/3',
    headers: { Accept: "'application/json'" },
    errors,
    vendorError,
    budgets: {
      // Jira counts points and does not publish them per call; its headers correct this.
      connection: {
        windows: [{ limit: 40, perMs: 1_100 }],
        concurrency: 10,
        headers: {
          remaining: 'x-ratelimit-remaining',
          limit: 'x-ratelimit-limit',
          reset: { name: 'x-ratelimit-reset', unit: 'date' },
        },
      },
    },
    webhooks,
    options,
    schemas,
  },
  connection,
  actions: {
    'get-issue': getIssue,
    'search-issues': searchIssues,
    'create-issue': createIssue,
    'update-issue': updateIssue,
    'move-issue': moveIssue,
    'link-issue': linkIssue,
    'add-comment': addComment,
    'list-comments': listComments,
    'find-users': findUsers,
  },
  triggers: eventTriggers,
  objects: { issue },
});

export default connector;
