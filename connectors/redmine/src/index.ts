import { defineConnector } from '@joinery/connector-sdk';
import { addNote, createIssue, getIssue, listIssues, updateIssue } from './actions/issue-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { issue } from './objects/issue.ts';
import { list } from './operations.ts';
import { issueChanged } from './triggers/issue-changed.ts';

const named = { value: 'item.id', label: 'item.name' } as const;
const plain = (path: string, items: string) => ({
  operation: { kind: 'request' as const, request: { method: 'GET' as const, path }, output: `[body.${items}]` },
  ...named,
});

/** Redmine: issues of a project and their notes, by its REST interface; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'redmine',
    version: '1.0.0',
    title: { zh: 'Redmine', en: 'Redmine' },
    description: {
      zh: '新建与变更问题,添加说明,并在问题变化时触发流程。',
      en: 'Create and change issues, add notes, and start flows when issues change.',
    },
    categories: ['devops'],
    docs: [
      {
        title: { zh: 'Redmine REST 接口', en: 'Redmine REST API' },
        url: 'https://www.redmine.org/projects/redmine/wiki/Rest_api',
      },
    ],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}',
    headers: { 'X-Redmine-Switch-User': 'connection.switchUser' },
    errors,
    vendorError,
    // It has no limit of its own; a server of the customer's is spared.
    budgets: { connection: { windows: [{ limit: 20, perMs: 1_000 }], concurrency: 5 } },
    options: {
      projects: { operation: list('/projects.json', 'projects'), ...named },
      trackers: plain('/trackers.json', 'trackers'),
      statuses: plain('/issue_statuses.json', 'issue_statuses'),
      priorities: plain('/enumerations/issue_priorities.json', 'issue_priorities'),
      members: {
        operation: {
          ...list(
            '/projects/{$exists(input.project) ? input.project : connection.project}/memberships.json',
            'memberships',
          ),
          output: '$exists(item.user) ? item.user : item.group',
        },
        ...named,
      },
    },
  },
  connection,
  actions: {
    'get-issue': getIssue,
    'list-issues': listIssues,
    'create-issue': createIssue,
    'update-issue': updateIssue,
    'add-note': addNote,
  },
  triggers: { 'issue-changed': issueChanged },
  objects: { issue },
});

export default connector;
