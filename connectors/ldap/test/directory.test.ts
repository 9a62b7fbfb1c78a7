import ldap from 'ldapjs';
import type { JsonObject } from '@joinery/contracts';
import type { ConformanceHost } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { named } from '../src/attributes.ts';
import { generalisedTime, guidInFilter, recordOf } from '../src/entry-record.ts';
import { connector } from '../src/index.ts';
import { account, type Attributes, type LoopbackDirectory, loopbackDirectory } from './loopback-directory.ts';

const uuid = (n: number): string => `6f0f2f8a-7a59-4a1f-9a43-${String(n).padStart(12, '0')}`;
const unit = (ou: string, n: number): Attributes => ({
  objectClass: ['organizationalUnit'],
  ou,
  description: ou,
  entryUUID: uuid(n),
  modifyTimestamp: '20260101000000Z',
});
const person = (uid: string, n: number, more: Attributes = {}): Attributes => ({
  objectClass: ['top', 'inetOrgPerson'],
  uid,
  cn: `员工 ${n}`,
  mail: [`${uid}@service.example.com`, `${uid}@example.com`],
  employeeNumber: `E${n}`,
  entryUUID: uuid(n),
  modifyTimestamp: '20260301083033Z',
  ...more,
});

let directory: LoopbackDirectory;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  directory = await loopbackDirectory(
    new Map<string, Attributes>([
      ['dc=example,dc=com', { objectClass: ['domain'], dc: 'example' }],
      ['ou=service,dc=example,dc=com', unit('service', 1)],
      ['ou=support,dc=example,dc=com', unit('support', 2)],
      ['uid=e1001,ou=support,dc=example,dc=com', person('e1001', 1001)],
      ['uid=e1002,ou=service,dc=example,dc=com', person('e1002', 1002, { pwdAccountLockedTime: '20260401000000Z' })],
    ]),
  );
  closing.push(directory.close);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(more: JsonObject = {}): Promise<ConformanceHost> {
  const connection = {
    host: '127.0.0.1',
    port: directory.port,
    encryption: 'off',
    bindDn: account.dn,
    password: account.password,
    baseDn: 'dc=example,dc=com',
    ...more,
  };
  const host = await openHost(connector, connection, `http://127.0.0.1:${connection.port}`);
  closing.push(host.close);
  return host;
}

async function output(outcome: ReturnType<ConformanceHost['invoke']>): Promise<JsonObject> {
  const settled = await outcome;
  if (settled.kind === 'failed') throw new Error(JSON.stringify(settled.failure));
  return settled.output as JsonObject;
}

describe('signing in', () => {
  test('the test names what was reached', async () => {
    expect(await (await opened()).test()).toMatchObject({
      ok: true,
      message: { en: expect.stringContaining('dc=example') as string },
    });
  });

  test('a wrong password is refused as such, and the password stands nowhere', async () => {
    const answer = await (await opened({ password: 'not-the-password' })).test();
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'auth', vendor: { code: '49' } } });
    expect(JSON.stringify(answer)).not.toContain('not-the-password');
  });

  test('a base that is not there is told', async () => {
    expect(await (await opened({ baseDn: 'ou=nowhere,dc=example,dc=com' })).test()).toMatchObject({
      ok: false,
      failure: { code: 'connector.not-found', vendor: { code: '32' } },
    });
  });

  test('a host the policy does not allow is refused before a socket opens', async () => {
    const host = await openHost(
      connector,
      { host: '127.0.0.1', port: directory.port, encryption: 'off', bindDn: account.dn, password: 'x', baseDn: 'dc=x' },
      'http://127.0.0.1:9',
    );
    closing.push(host.close);
    expect(await host.test()).toMatchObject({ ok: false, failure: { code: 'egress.refused' } });
  });

  test('calls share one connection, and a broken one is replaced', async () => {
    const host = await opened();
    await Promise.all([host.test(), host.test()]);
    directory.dropConnections();
    await expect
      .poll(async () => (await host.listRecords('person', null).catch(() => undefined))?.records.length)
      .toBe(2);
  });
});

describe('people and departments', () => {
  test('an entry has each attribute once, and all values beside', async () => {
    const record = await (await opened()).getRecord('person', uuid(1001));
    expect(record).toMatchObject({
      id: uuid(1001),
      record: {
        mail: 'e1001@service.example.com',
        parentDn: 'ou=support,dc=example,dc=com',
        changedAt: '2026-03-01T08:30:33Z',
        active: true,
        all: { mail: ['e1001@service.example.com', 'e1001@example.com'] },
      },
    });
  });

  test('somebody who is locked is not active', async () => {
    expect(await (await opened()).getRecord('person', uuid(1002))).toMatchObject({ record: { active: false } });
  });

  test('a listing of many pages gives every entry once', async () => {
    for (let n = 0; n < 1_300; n += 1)
      directory.entries.set(`uid=x${n},ou=service,dc=example,dc=com`, person(`x${n}`, 5_000 + n));
    const { records } = await (await opened()).listRecords('person', null);
    expect(new Set(records.map(({ id }) => id)).size).toBe(1_302);
    expect(records).toHaveLength(1_302);
    expect(directory.searches.map(({ pageSize }) => pageSize)).toEqual([500, 500, 500]);
  });

  test('a listing that breaks off in the middle is a failure, never a short list', async () => {
    directory.fail(new ldap.BusyError('busy'));
    await expect((await opened()).listRecords('person', null)).rejects.toThrow('connector.transient');
  });

  test('departments are the organisational units', async () => {
    const { records } = await (await opened()).listRecords('department', null);
    expect(records.map(({ record }) => (record as JsonObject)['ou'])).toEqual(['service', 'support']);
  });

  test('changes are asked for by the time of modification, and each is seen once', async () => {
    const host = await opened();
    const all = await host.changes('person', undefined, 'beginning');
    expect(all.records).toHaveLength(2);
    directory.entries.set(
      'uid=e1001,ou=support,dc=example,dc=com',
      person('e1001', 1001, { modifyTimestamp: '20260301083100Z', title: '组长' }),
    );
    const next = await host.changes('person', all.cursor, 'beginning');
    expect(next.records.map(({ record }) => record)).toMatchObject([{ title: '组长' }]);
    expect(directory.searches.at(-1)?.filter).toContain('modifyTimestamp>=20260301082833Z');
    expect((await host.changes('person', next.cursor, 'beginning')).records).toEqual([]);
  });

  test('a value with a filter’s signs in it is searched for, not obeyed', async () => {
    const host = await opened();
    expect(await output(host.invoke('find-people', { by: 'uid', value: '*)(uid=*' }))).toEqual({ people: [] });
    expect(await output(host.invoke('find-people', { by: 'employeeNumber', value: 'E1001' }))).toMatchObject({
      people: [{ uid: 'e1001' }],
    });
  });

  test('any entry is searched for and read by its name', async () => {
    const host = await opened();
    const page = await host.page('search-entries', { filter: '(objectClass=organizationalUnit)', scope: 'one' }, null);
    expect(page).toMatchObject({ kind: 'page', items: [{ ou: 'service' }, { ou: 'support' }] });
    expect(await output(host.invoke('get-entry', { dn: 'ou=support,dc=example,dc=com' }))).toMatchObject({
      ou: 'support',
    });
    expect(await host.invoke('get-entry', { dn: 'ou=none,dc=example,dc=com' })).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.not-found' },
    });
  });
});

test('attributes are named as they were asked for, whatever the server’s case', () => {
  expect(named({ dn: 'cn=x', entryuuid: 'u', MAIL: 'm', other: 'o' }, ['entryUUID', 'mail'])).toEqual({
    dn: 'cn=x',
    entryUUID: 'u',
    mail: 'm',
    other: 'o',
  });
});

describe('Active Directory', () => {
  // As Microsoft prints it: the first three groups are little-endian on the wire.
  const id = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
  const bytes = Buffer.from('e004253f894fd3119a0c0305e82c3301', 'hex');

  test('an object is known by its GUID, in words and in filters', () => {
    expect(recordOf({ dn: 'CN=张伟,OU=Support,DC=example', objectGUID: bytes })).toMatchObject({
      id,
      parentDn: 'OU=Support,DC=example',
    });
    expect(guidInFilter(id)).toBe(String.raw`\e0\04\25\3f\89\4f\d3\11\9a\0c\03\05\e8\2c\33\01`);
  });

  test.each([
    ['512', true],
    ['514', false],
  ])('an account with control %s is active: %s', (userAccountControl, active) => {
    expect(recordOf({ dn: 'CN=x', userAccountControl, whenChanged: '20260301083033.0Z' })).toMatchObject({
      active,
      changedAt: '2026-03-01T08:30:33Z',
    });
  });

  test('a comma that belongs to a name does not end it', () => {
    expect(recordOf({ dn: String.raw`CN=Wei\, Zhang,OU=Support` })).toMatchObject({ parentDn: 'OU=Support' });
  });

  test('times in filters have a fraction', () => {
    expect(generalisedTime('2026-03-01T08:30:33.000Z', true)).toBe('20260301083033.0Z');
  });
});
