import { defineConnector } from '@joinery/connector-sdk';
import { closeIssue, createIssue, getIssue, listIssues, reopenIssue, updateIssue } from './actions/issue-actions.ts';
import { addNote, listNotes } from './actions/note-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { issue } from './objects/issue.ts';
import { list } from './operations.ts';
import { eventTriggers } from './triggers/event-triggers.ts';
import { webhooks } from './triggers/events.ts';

/** GitLab, hosted or one's own: issues and notes of projects, and their webhooks; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'gitlab',
    version: '1.0.0',
    title: { zh: 'GitLab', en: 'GitLab' },
    description: {
      zh: '新建、变更与关闭议题,添加评论,并在议题变化时触发流程。',
      en: 'Create, change and close issues, add notes, and start flows when issues change.',
    },
    categories: ['devops'],
    docs: [{ title: { zh: 'GitLab 议题接口', en: 'GitLab issues API' }, url: 'https://docs.gitlab.com/api/issues/' }],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}/api/v4',
    errors,
    vendorError,
    budgets: {
      // gitlab.com allows 2,000 a minute; where a server allows less its 429 says how long to wait.
      connection: { windows: [{ limit: 2_000, perMs: 60_000 }], concurrency: 10 },
    },
    webhooks,
    options: {
      projects: {
        operation: list('/projects', { membership: "'true'", simple: "'true'", order_by: "'id'", sort: "'asc'" }),
        value: '$string(item.id)',
        label: 'item.path_with_namespace',
      },
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
    'add-note': addNote,
    'list-notes': listNotes,
  },
  triggers: eventTriggers,
  objects: { issue },
});

export default connector;
