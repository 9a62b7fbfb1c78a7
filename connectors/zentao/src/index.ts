import { defineConnector } from '@joinery/connector-sdk';
import { activateBug, closeBug, createBug, getBug, listBugs, resolveBug, updateBug } from './actions/bug-actions.ts';
import { pageOfChangedBugs } from './changed-bugs.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { bug } from './objects/bug.ts';
import { list } from './operations.ts';
import { bugChanged } from './triggers/bug-changed.ts';

/** ZenTao (禅道), version 1 of its interface: bugs of products and the actions that move them. */
export const connector = defineConnector({
  manifest: {
    name: 'zentao',
    version: '1.0.0',
    title: { zh: '禅道', en: 'ZenTao' },
    description: {
      zh: '新建、变更、解决、关闭与激活缺陷,并在缺陷变化时触发流程。',
      en: 'Create, change, resolve, close and activate bugs, and start flows when they change.',
    },
    categories: ['devops'],
    docs: [
      { title: { zh: '禅道接口文档', en: 'ZenTao API' }, url: 'https://www.zentao.net/book/api/setting-369.html' },
    ],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}/api.php/v1',
    errors,
    vendorError,
    // It has no limit of its own; a server of the customer's is spared.
    budgets: { connection: { windows: [{ limit: 20, perMs: 1_000 }], concurrency: 5 } },
    options: {
      products: { operation: list('/products', 'products'), value: 'item.id', label: 'item.name' },
      users: {
        operation: list('/users', 'users'),
        value: 'item.account',
        label: "item.realname & ' (' & item.account & ')'",
      },
    },
  },
  connection,
  actions: {
    'get-bug': getBug,
    'list-bugs': listBugs,
    'create-bug': createBug,
    'update-bug': updateBug,
    'resolve-bug': resolveBug,
    'close-bug': closeBug,
    'activate-bug': activateBug,
  },
  triggers: { 'bug-changed': bugChanged },
  objects: { bug },
  code: {
    'objects.bug.changes': { page: pageOfChangedBugs },
    'triggers.bug-changed': { page: pageOfChangedBugs },
  },
});

export default connector;
