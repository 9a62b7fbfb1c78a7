import { textOf } from '@joinery/connector-sdk/simulator';
import type { JsonObject } from '@joinery/contracts';
import type { ConformanceHost, RunningSimulator, Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { enterprise } from '../src/record-schema.ts';
import { parseFilter } from '../src/simulator/filter.ts';
import { scimSimulator } from '../src/simulator/index.ts';
import { patched } from '../src/simulator/patch.ts';

const zhangWei = '2819c223-7f76-453a-919d-413861904601';
const service = 'e9e30dba-f08f-4109-8486-d5c6a331660a';
let idp: Simulator;
let running: RunningSimulator;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  idp = scimSimulator();
  running = await idp.start();
  closing.push(running.stop);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(connection: JsonObject = idp.connection()): Promise<ConformanceHost> {
  const host = await openHost(connector, connection, running.url);
  closing.push(host.close);
  return host;
}

async function output(outcome: ReturnType<ConformanceHost['invoke']>): Promise<JsonObject> {
  const settled = await outcome;
  if (settled.kind === 'failed') throw new Error(JSON.stringify(settled.failure));
  return settled.output as JsonObject;
}

describe('users', () => {
  const liLei = { userName: 'lilei@example.com', displayName: '李雷', [enterprise]: { employeeNumber: 'E2001' } };

  test('one is created by the media type of SCIM, with the schemas it uses', async () => {
    const { id } = await output((await opened()).invoke('create-user', liLei));
    expect(idp.record('users', textOf(id))).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      [enterprise]: { employeeNumber: 'E2001' },
    });
    expect(idp.requests().at(-1)?.headers['content-type']).toBe('application/scim+json');
  });

  test('a user name that is taken is a duplicate, with the vendor’s word for it', async () => {
    const host = await opened();
    await output(host.invoke('create-user', liLei));
    expect(await host.invoke('create-user', liLei)).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.duplicate', vendor: { code: 'uniqueness' } },
    });
  });

  test('a user whose creation lost its answer is found by name, with a quote in it too', async () => {
    const host = await opened();
    const odd = { userName: 'o"neill@example.com' };
    expect(await host.lookUp('create-user', odd)).toMatchObject({ kind: 'absent' });
    const { id } = await output(host.invoke('create-user', odd));
    expect(await host.lookUp('create-user', odd)).toMatchObject({ kind: 'found', output: { id } });
  });

  test('a change touches what it names; the rest stays', async () => {
    const host = await opened();
    await output(
      host.invoke('update-user', { id: zhangWei, changes: { title: '组长', [enterprise]: { department: '质检' } } }),
    );
    expect(idp.record('users', zhangWei)).toMatchObject({
      title: '组长',
      displayName: '张伟',
      [enterprise]: { employeeNumber: 'E1001', department: '质检' },
    });
  });

  test('somebody who left is deactivated; deleting twice is deleting', async () => {
    const host = await opened();
    await output(host.invoke('set-user-active', { id: zhangWei, active: false }));
    expect(idp.record('users', zhangWei)).toMatchObject({ active: false });
    for (let n = 0; n < 2; n += 1)
      expect(await output(host.invoke('delete-user', { id: zhangWei }))).toEqual({ id: zhangWei });
    expect(idp.record('users', zhangWei)).toBeUndefined();
  });

  test('a filter goes as it is', async () => {
    const page = await (await opened()).page('list-users', { filter: 'active eq false' }, null);
    expect(page).toMatchObject({ kind: 'page', items: [{ displayName: '赵敏' }], next: null });
  });

  test('as an object of sync: created, changed under its version, disabled', async () => {
    const host = await opened();
    const made = (await host.write('user', 'create', { record: { userName: 'a@example.com' } }, 'k1')) as JsonObject;
    const { id = '', version = '' } = made;
    await host.write('user', 'update', { id, version, record: { title: '客服' } }, 'k2');
    await expect(host.write('user', 'update', { id, version, record: { title: 'x' } }, 'k3')).rejects.toThrow(
      'connector.conflict',
    );
    await host.write('user', 'disable', { id }, 'k4');
    expect(idp.record('users', textOf(id))).toMatchObject({ title: '客服', active: false });
  });

  test('fields are the provider’s own, with its extensions under their names', async () => {
    const { properties } = await (await opened()).fields('user');
    expect(properties).toMatchObject({
      badgeNumber: { type: ['integer', 'null'] },
      emails: { type: 'array', items: { properties: { primary: { type: ['boolean', 'null'] } } } },
      [enterprise]: { properties: { manager: { type: 'object' } } },
      userName: { 'x-title': { zh: '用户名' } },
    });
  });
});

describe('groups', () => {
  const members = () =>
    ((idp.record('groups', service)?.['members'] ?? []) as readonly JsonObject[]).map(({ value }) => value);

  test('a member is added once, and removed by its id', async () => {
    const host = await opened();
    for (let n = 0; n < 2; n += 1) await output(host.invoke('add-group-members', { id: service, members: [zhangWei] }));
    expect(members().filter((each) => each === zhangWei)).toHaveLength(1);
    await output(host.invoke('remove-group-members', { id: service, members: [zhangWei] }));
    expect(members()).not.toContain(zhangWei);
  });

  test('one created with a single member has a list of one', async () => {
    const { id } = await output((await opened()).invoke('create-group', { displayName: '质检', members: [zhangWei] }));
    expect(idp.record('groups', textOf(id))).toMatchObject({ members: [{ value: zhangWei }] });
  });
});

describe('other ways in', () => {
  test('a lasting token and a password work too', async () => {
    const base = { baseUrl: `${running.url}/scim/v2` };
    const bearer = await opened({ ...base, authentication: 'bearer', token: 'scim-token-demo' });
    expect(await bearer.test()).toMatchObject({ ok: true });
    const basic = await opened({
      ...base,
      authentication: 'basic',
      username: 'joinery',
      password: 'scim-password-demo',
    });
    expect(await basic.test()).toMatchObject({ ok: true });
    const wrong = await opened({ ...base, authentication: 'bearer', token: 'x' });
    expect(await wrong.test()).toMatchObject({ ok: false, failure: { kind: 'auth' } });
  });
});

describe('the simulator by the letter of RFC 7644', () => {
  const row = {
    userName: 'bjensen',
    active: true,
    emails: [{ type: 'work', value: 'b@example.com' }],
    meta: { lastModified: '2026-01-02T00:00:00Z' },
  };

  test.each([
    ['userName eq "BJensen"', true],
    ['userName sw "bj" and active eq true', true],
    ['emails[type eq "work"].value co "@example"', true],
    ['emails[type eq "home"].value co "@example"', false],
    ['meta.lastModified gt "2026-01-01T00:00:00.000Z"', true],
    ['title pr or userName ew "sen"', true],
    ['userName ne "bjensen"', false],
  ])('%s is %s', (filter, holds) => {
    expect(parseFilter(filter)(row)).toBe(holds);
  });

  test('an operation knows no case, as some identity providers write it', () => {
    expect(patched(row, { Operations: [{ op: 'Replace', path: 'active', value: false }] })).toMatchObject({
      active: false,
    });
  });
});
