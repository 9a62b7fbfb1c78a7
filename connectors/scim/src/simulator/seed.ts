import type { JsonObject } from '@joinery/contracts';
import { enterprise } from '../record-schema.ts';

const at = '2026-03-01T08:30:33.000Z';
const meta = (resourceType: string): JsonObject => ({ resourceType, created: at, lastModified: at, version: 'W/"1"' });

/** The same people as the agents of the service core's simulator. */
const user = (n: number, name: string, active = true): JsonObject => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
  id: `2819c223-7f76-453a-919d-41386190460${n}`,
  externalId: `E100${n}`,
  userName: `e100${n}@service.example.com`,
  displayName: name,
  name: { formatted: name, familyName: name.slice(0, 1), givenName: name.slice(1) },
  title: '客服',
  active,
  emails: [{ value: `e100${n}@service.example.com`, type: 'work', primary: true }],
  phoneNumbers: [{ value: `+861380000100${n}`, type: 'mobile' }],
  [enterprise]: { employeeNumber: `E100${n}`, department: n === 1 ? '技术支持部' : '客户服务部' },
  meta: meta('User'),
});

const group = (id: string, displayName: string, members: readonly number[]): JsonObject => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
  id,
  displayName,
  members: members.map((n) => ({ value: `2819c223-7f76-453a-919d-41386190460${n}`, type: 'User' })),
  meta: meta('Group'),
});

export const seed = {
  users: [user(1, '张伟'), user(2, '李娜'), user(3, '王强'), user(4, '陈静'), user(5, '赵敏', false)],
  groups: [
    group('e9e30dba-f08f-4109-8486-d5c6a331660a', '客户服务部', [2, 3, 4]),
    group('e9e30dba-f08f-4109-8486-d5c6a331660b', '技术支持部', [1]),
  ],
};
