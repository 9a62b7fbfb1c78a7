import type { JsonObject } from '@joinery/contracts';
import SCIMMY from 'scimmy';
import { describe, expect, test } from 'vitest';
import { collections } from '../src/simulator/collections.ts';
import { parseFilter } from '../src/simulator/filter.ts';
import { patched } from '../src/simulator/patch.ts';
import { seed } from '../src/simulator/seed.ts';

/** An implementation of SCIM by others, against which the simulator is held. */
const users: readonly JsonObject[] = seed.users;
SCIMMY.Schemas.User.extend(SCIMMY.Schemas.EnterpriseUser, false);

describe('by scimmy', () => {
  test.each(users.map((user) => [user['userName'], user] as const))('%s is a user of RFC 7643', (_, user) => {
    const read = JSON.parse(JSON.stringify(new SCIMMY.Schemas.User(user, 'out'))) as JsonObject;
    expect(read).toMatchObject({
      userName: user['userName'],
      displayName: user['displayName'],
      active: user['active'],
      emails: user['emails'],
    });
  });

  test.each(seed.groups.map((group) => [group['displayName'], group] as const))('%s is a group', (_, group) => {
    const read = JSON.parse(JSON.stringify(new SCIMMY.Schemas.Group(group, 'out'))) as JsonObject;
    expect(read).toMatchObject({ displayName: group['displayName'] });
  });

  test.each([
    'userName eq "e1001@service.example.com"',
    'userName sw "e100" and active eq true',
    'displayName co "张" or title pr',
    'active eq false',
    'userName ne "e1001@service.example.com"',
    'emails[type eq "work"].value co "e1002"',
    'meta.lastModified gt "2026-01-01T00:00:00.000Z"',
    'meta.lastModified lt "2026-01-01T00:00:00.000Z"',
    'externalId ew "3"',
  ])('%s finds the same users', (filter) => {
    const theirs = new SCIMMY.Types.Filter(filter).match([...users] as object[]) as JsonObject[];
    const ours = users.filter(parseFilter(filter));
    expect(ours.map(({ id }) => id)).toEqual(theirs.map(({ id }) => id));
  });

  test.each([
    ['replace with a path', [{ op: 'replace', path: 'active', value: false }]],
    ['replace without one', [{ op: 'replace', value: { title: '组长', displayName: '张三' } }]],
    ['add to a list', [{ op: 'add', path: 'emails', value: [{ value: 'b@example.com', type: 'home' }] }]],
    ['remove', [{ op: 'remove', path: 'title' }]],
    ['remove from a list', [{ op: 'remove', path: 'emails[type eq "work"]' }]],
  ])('a PATCH comes to the same: %s', async (_, Operations) => {
    const [user = {}] = users;
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    const theirs = await new SCIMMY.Messages.PatchOp({ schemas, Operations }).apply(new SCIMMY.Schemas.User(user));
    const read = JSON.parse(JSON.stringify(theirs ?? {})) as JsonObject;
    const ours = patched(user, { Operations } as unknown as JsonObject);
    for (const name of ['active', 'title', 'displayName', 'userName'])
      expect([name, ours[name]]).toEqual([name, read[name]]);
    const values = (of: JsonObject): readonly unknown[] =>
      ((of['emails'] ?? []) as readonly JsonObject[]).map(({ value }) => value);
    expect(values(ours)).toEqual(values(read));
  });

  test('a user the simulator makes is one too', () => {
    const made = collections['users']?.created?.({ userName: 'a@example.com' }, '2026-01-01T00:00:00.000Z') ?? {};
    expect(JSON.parse(JSON.stringify(new SCIMMY.Schemas.User(made, 'out')))).toMatchObject({
      userName: 'a@example.com',
    });
  });
});
