import type { JsonObject } from '@joinery/contracts';
import { textOf, type CollectionDefinition } from '@joinery/connector-sdk/simulator';
import { account } from './authorise.ts';
import { seed } from './seed.ts';

let numbers = 1000;
const next = (): number => (numbers += 1);

/** What a site holds. Issues lie flat here, as a person edits them; over HTTP they have Jira's shape. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  issues: {
    title: { zh: '问题', en: 'Issues' },
    key: 'id',
    seed: seed.issues,
    created(draft, now): JsonObject {
      const number = next();
      const project = textOf(draft['project']) || 'SC';
      return {
        id: String(10000 + number),
        key: `${project}-${number}`,
        project,
        issuetype: 'Bug',
        description: null,
        status: 'To Do',
        priority: 'Medium',
        resolution: null,
        labels: [],
        assignee: null,
        reporter: account.accountId,
        created: now,
        updated: now,
        ...draft,
      };
    },
    changed: (record, _, now) => ({ ...record, updated: now }),
  },
  comments: {
    title: { zh: '评论', en: 'Comments' },
    key: 'id',
    created: (draft, now) => ({
      id: String(20000 + next()),
      author: account.accountId,
      created: now,
      updated: now,
      ...draft,
    }),
  },
  'remote-links': {
    title: { zh: '网页链接', en: 'Web links' },
    key: 'id',
    created: (draft) => ({ id: 30000 + next(), ...draft }),
  },
  projects: { title: { zh: '项目', en: 'Projects' }, key: 'key', seed: seed.projects },
  users: { title: { zh: '用户', en: 'Users' }, key: 'accountId', seed: seed.users },
};
