import { defineConnector } from '@joinery/connector-sdk';
import { addComment, listComments } from './actions/comment-actions.ts';
import { createItem, getItem, listItems, updateItem } from './actions/item-actions.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { bug, story } from './item-kinds.ts';
import { itemObject } from './objects/item-object.ts';
import { workspace } from './operations.ts';
import { eventTriggers } from './triggers/event-triggers.ts';
import { webhooks } from './triggers/events.ts';
import { itemChanged } from './triggers/item-changed.ts';

const statuses = (system: string) => ({
  operation: {
    kind: 'request' as const,
    request: { method: 'GET' as const, path: '/workflows/status_map', query: { ...workspace, system: `'${system}'` } },
    output: "[$each(body.data, function($label, $status) { {'status': $status, 'label': $label} })]",
  },
  value: 'item.status',
  label: 'item.label',
});

/** TAPD, Tencent's agile platform: bugs, stories and comments of a workspace, and its webhooks; data only. */
export const connector = defineConnector({
  manifest: {
    name: 'tapd',
    version: '1.0.0',
    title: { zh: 'TAPD', en: 'TAPD' },
    description: {
      zh: '新建与变更缺陷和需求,添加评论,并在其变化时触发流程。',
      en: 'Create and change bugs and stories, add comments, and start flows when they change.',
    },
    categories: ['devops'],
    docs: [{ title: { zh: 'TAPD 开放平台', en: 'TAPD open platform' }, url: 'https://open.tapd.cn/document/api-doc/' }],
    hosts: ['{connection.apiUrl}'],
    baseUrl: '{connection.apiUrl}',
    errors,
    vendorError,
    // No number is documented; a 429 says when it was too much.
    budgets: { connection: { windows: [{ limit: 60, perMs: 60_000 }], concurrency: 5 } },
    webhooks,
    options: {
      'bug-statuses': statuses('bug'),
      'story-statuses': statuses('story'),
      users: {
        operation: {
          kind: 'request',
          request: { method: 'GET', path: '/workspaces/users', query: { ...workspace, fields: "'user,name'" } },
          output: '[body.data.UserWorkspace]',
        },
        value: 'item.user',
        label: "item.name & ' (' & item.user & ')'",
      },
    },
  },
  connection,
  actions: {
    'get-bug': getItem(bug),
    'list-bugs': listItems(bug),
    'create-bug': createItem(bug),
    'update-bug': updateItem(bug),
    'get-story': getItem(story),
    'list-stories': listItems(story),
    'create-story': createItem(story),
    'update-story': updateItem(story),
    'add-comment': addComment,
    'list-comments': listComments,
  },
  triggers: { ...eventTriggers, 'bug-changed': itemChanged(bug), 'story-changed': itemChanged(story) },
  objects: { bug: itemObject(bug), story: itemObject(story) },
});

export default connector;
