import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import { type CollectionDefinition, textOf } from '@joinery/connector-sdk/simulator';
import { seed } from './seed.ts';

const created =
  (resourceType: 'User' | 'Group', defaults: JsonObject) =>
  (draft: JsonObject, now: string): JsonObject => ({
    schemas: [`urn:ietf:params:scim:schemas:core:2.0:${resourceType}`],
    id: randomUUID(),
    ...defaults,
    ...draft,
    meta: { resourceType, created: now, lastModified: now, version: 'W/"1"' },
  });

function changed(record: JsonObject, before: JsonObject, now: string): JsonObject {
  const meta = (before['meta'] ?? {}) as JsonObject;
  const number = Number(/\d+/.exec(textOf(meta['version']))?.[0] ?? 0) + 1;
  return { ...record, meta: { ...meta, lastModified: now, version: `W/"${number}"` } };
}

/** What a provider holds. */
export const collections: Readonly<Record<string, CollectionDefinition>> = {
  users: {
    title: { zh: '用户', en: 'Users' },
    key: 'id',
    seed: seed.users,
    created: (draft, now) => {
      const id = randomUUID();
      return created('User', { id, userName: `${id}@service.example.com`, displayName: '', active: true })(draft, now);
    },
    changed,
  },
  groups: {
    title: { zh: '组', en: 'Groups' },
    key: 'id',
    seed: seed.groups,
    created: created('Group', { displayName: '', members: [] }),
    changed,
  },
};
