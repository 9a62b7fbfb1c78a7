import { callbackServer, textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { salesforceSimulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, salesforceSimulator({ retryDelaysMs: [1] }));
});
afterEach(() => rig.close());

describe('signing in', () => {
  test.each<[string, string, string]>([
    ['the right password', 'salesforce-password-demo', 'ok'],
    ['a wrong password', 'not-the-password', 'auth'],
  ])('by user name with %s', async (_, password, expected) => {
    const connection = { ...rig.simulator.connection(), authentication: 'password', username: 'joinery@example.com' };
    const { ok, failure } = await (await rig.open({ ...connection, password })).test();
    expect(ok ? 'ok' : failure?.kind).toBe(expected);
  });

  test('a session that ended is replaced by the refresh token', async () => {
    const fields = {
      authentication: 'password',
      username: 'joinery@example.com',
      password: 'salesforce-password-demo',
    };
    const host = await rig.open({ ...rig.simulator.connection(), ...fields });
    const read = () => outputOf(host.invoke('get-record', { object: 'Case', id: '500RO0000000011YAK' }));
    await read();
    rig.simulator.setFault({ kind: 'expired-token' });
    await read();
    const grants = rig.simulator
      .requests()
      .filter(({ path }) => path === '/services/oauth2/token')
      .map(({ body }) => new URLSearchParams(body).get('grant_type'));
    expect(grants).toEqual(['password', 'refresh_token']);
  });
});

describe('records', () => {
  const upsert = { object: 'Case', externalId: 'SC-2001', record: { Subject: '无法登录' } };

  test('an upsert creates first and changes then', async () => {
    const host = await rig.open();
    const first = await outputOf(host.invoke('upsert-record', upsert));
    const second = await outputOf(host.invoke('upsert-record', { ...upsert, record: { Status: 'Closed' } }));
    expect([first['created'], second['created'], second['id']]).toEqual([true, false, first['id']]);
    expect(rig.simulator.record('cases', textOf(first['id']))).toMatchObject({ Status: 'Closed', IsClosed: true });
  });

  test('an external id that several records have is a conflict', async () => {
    for (let n = 0; n < 2; n += 1) rig.simulator.upsert('cases', { Subject: `${n}`, Ext_Id__c: 'SC-2001' });
    expect(await (await rig.open()).invoke('upsert-record', upsert)).toMatchObject({
      failure: { kind: 'conflict', vendor: { status: 300 } },
    });
  });

  test('deleting twice is deleting, reading what was deleted is not', async () => {
    const host = await rig.open();
    const gone = { object: 'Case', id: '500RO0000000011YAK' };
    for (let n = 0; n < 2; n += 1) expect(await outputOf(host.invoke('delete-record', gone))).toEqual({ id: gone.id });
    expect(await host.invoke('get-record', gone)).toMatchObject({
      failure: { code: 'connector.not-found', vendor: { code: 'ENTITY_IS_DELETED' } },
    });
  });

  test('a record read from Salesforce can be written back as it is', async () => {
    const host = await rig.open();
    const { attributes, Id, Name } = await outputOf(
      host.invoke('get-record', { object: 'Account', id: '001RO0000000011YAK' }),
    );
    const record = { attributes: attributes ?? null, Id: Id ?? null, Name: `${textOf(Name)}(集团)` };
    await outputOf(host.invoke('update-record', { object: 'Account', id: textOf(Id), record }));
    expect(rig.simulator.record('accounts', textOf(Id))?.['Name']).toBe('示例科技有限公司(集团)');
  });

  test('a value that is there already is a duplicate', async () => {
    const outcome = await (
      await rig.open()
    ).invoke('create-record', { object: 'Case', record: { Subject: 'x', Ext_Id__c: 'SC-1001' } });
    expect(outcome).toMatchObject({ failure: { code: 'connector.duplicate', vendor: { code: 'DUPLICATE_VALUE' } } });
  });

  test('the day’s calls being used up waits for longer than a moment', async () => {
    const host = await rig.open();
    await host.test();
    rig.simulator.setFault({ kind: 'rate-limited', times: 9 });
    const outcome = await host.invoke('query', { soql: 'SELECT Id FROM Case' }, { timeoutMs: 900 });
    expect(outcome).toMatchObject({ failure: { kind: 'rate-limited', retryAfterMs: expect.any(Number) } });
    // Ten minutes, less what has passed since the refusal.
    expect(outcome.kind === 'failed' && (outcome.failure.retryAfterMs ?? 0)).toBeGreaterThan(500_000);
  });
});

describe('queries', () => {
  test.each([
    ["SELECT Name FROM Account WHERE Name LIKE '示例%'", 1],
    ["SELECT Id FROM Contact WHERE AccountId = '001RO0000000011YAK' AND (Email != null OR Phone != null)", 1],
    ["SELECT Id FROM Case WHERE Status IN ('New', 'Working') AND SystemModstamp >= 2026-09-01T01:00:00Z", 1],
    ['SELECT FIELDS(ALL) FROM Account LIMIT 200', 2],
  ])('%s', async (soql, count) => {
    expect(await (await rig.open()).page('query', { soql }, null)).toMatchObject({ items: { length: count } });
  });

  test.each([
    ['SELECT FROM Account', 'MALFORMED_QUERY'],
    ['SELECT Colour FROM Account', 'INVALID_FIELD'],
    ['SELECT Id FROM Dragon', 'INVALID_TYPE'],
  ])('%s is refused as %s', async (soql, code) => {
    expect(await (await rig.open()).page('query', { soql }, null)).toMatchObject({
      failure: { kind: 'invalid', vendor: { code } },
    });
  });

  test('deleted records are found where they are asked for', async () => {
    rig.simulator.remove('accounts', '001RO0000000012YAK');
    const host = await rig.open();
    const soql = 'SELECT Id, IsDeleted FROM Account';
    const living = await host.page('query', { soql }, null);
    const all = await host.page('query', { soql, includeDeleted: true }, null);
    expect([living, all]).toMatchObject([{ items: { length: 1 } }, { items: { length: 2 } }]);
  });
});

test('an outbound message is accepted from its organisation, acknowledged in SOAP, and sent once', async () => {
  const host = await rig.open();
  const server = await callbackServer(async (request) => {
    const outcome = await host.receive?.('outbound-message-received', {}, request);
    if (!outcome) throw new Error('callbacks are not received');
    return outcome;
  });
  await rig.simulator.subscribe({ url: server.url, events: ['Case'] });
  rig.simulator.upsert('cases', { Id: '500RO0000000011YAK', Status: 'Closed', Subject: '登录 <b>空白</b> & 报错' });
  await rig.simulator.settled();
  await server.close();
  expect(server.seen.flatMap(({ events }) => events)).toMatchObject([
    { object: 'Case', record: { Id: '500RO0000000011YAK', Status: 'Closed', Subject: '登录 <b>空白</b> & 报错' } },
  ]);
  expect(rig.simulator.deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
});
