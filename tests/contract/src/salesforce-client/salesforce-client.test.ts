import { salesforceSimulator } from '@joinery/connector-salesforce/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { Connection } from 'jsforce';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** jsforce, which the vendor’s own tools are built on, is the judge of our simulator. */
let salesforce: Simulator;
let stop: () => Promise<void>;
let client: Connection;

beforeEach(async () => {
  salesforce = salesforceSimulator();
  const running = await salesforce.start();
  stop = running.stop;
  client = await signedIn();
});
afterEach(() => stop());

async function signedIn(clientSecret?: string): Promise<Connection> {
  const { loginUrl, clientId, ...rest } = salesforce.connection() as Record<string, string>;
  const oauth2 = { loginUrl, clientId, clientSecret: clientSecret ?? rest['clientSecret'] };
  const connection = new Connection({ instanceUrl: loginUrl ?? '', version: '60.0', oauth2: oauth2 as never });
  await connection.authorize({ grant_type: 'client_credentials' });
  return connection;
}

test('signing in tells where the records are, and a wrong secret is refused', async () => {
  expect(client.instanceUrl).toBe((salesforce.connection() as { loginUrl: string }).loginUrl);
  await expect(signedIn('wrong')).rejects.toThrow('invalid client credentials');
});

describe('queries', () => {
  test('every record comes once over several pages', async () => {
    for (let n = 0; n < 450; n += 1) salesforce.upsert('accounts', { Name: `客户 ${n}` });
    const options = { headers: { 'Sforce-Query-Options': 'batchSize=200' }, autoFetch: true, maxFetch: 1_000 };
    const found = await client.query<{ Id: string }>('SELECT Id FROM Account ORDER BY Id', options);
    expect(found.totalSize).toBe(452);
    expect(new Set(found.records.map(({ Id }) => Id)).size).toBe(452);
  });

  test('conditions are understood, and what is no query is refused by its code', async () => {
    const found = await client.query<{ Name: string }>(
      "SELECT Name FROM Account WHERE Industry = 'Technology' AND NumberOfEmployees = null",
    );
    expect(found.records.map(({ Name }) => Name)).toEqual(['示例科技有限公司']);
    await expect(client.query('SELECT Colour FROM Account')).rejects.toMatchObject({ errorCode: 'INVALID_FIELD' });
  });
});

describe('records', () => {
  test('one is made, read, changed and deleted', async () => {
    const made = await client.sobject('Case').create({ Subject: '无法登录' });
    const id = made.id ?? '';
    expect(await client.sobject('Case').retrieve(id)).toMatchObject({ Id: id, Subject: '无法登录', Status: 'New' });
    await client.sobject('Case').update({ Id: id, Status: 'Closed' });
    expect(salesforce.record('cases', id)).toMatchObject({ Status: 'Closed', IsClosed: true });
    await client.sobject('Case').destroy(id);
    await expect(client.sobject('Case').retrieve(id)).rejects.toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
  });

  test('an upsert creates first and changes then', async () => {
    const upsert = (record: object) =>
      client.sobject('Account').upsert({ Ext_Id__c: 'SC-C-7', ...record }, 'Ext_Id__c');
    expect(await upsert({ Name: '甲公司' })).toMatchObject({ success: true, created: true });
    expect(await upsert({ Name: '乙公司' })).toMatchObject({ success: true, created: false });
  });

  test('of a collection each record has its own outcome', async () => {
    const outcomes = await client
      .sobject('Contact')
      .create([{ LastName: '甲' }, { FirstName: '无姓' }], { allowRecursive: true });
    expect(outcomes).toMatchObject([
      { success: true },
      { success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] },
    ]);
  });

  test('collections are upserted by an external id', async () => {
    const records = [
      { Ext_Id__c: 'k1', LastName: '甲' },
      { Ext_Id__c: 'k2', LastName: '乙' },
    ];
    const outcomes = await client.sobject('Contact').upsert(records, 'Ext_Id__c', { allowRecursive: true });
    expect(outcomes).toMatchObject([{ success: true }, { success: true }]);
    expect(salesforce.records('contacts')).toHaveLength(4);
  });
});

test('objects are described with their fields, custom ones too', async () => {
  const { sobjects } = await client.describeGlobal();
  expect(sobjects.map(({ name }) => name)).toContain('Account');
  const { fields } = await client.sobject('Account').describe();
  expect(fields.find(({ name }) => name === 'Ext_Id__c')).toMatchObject({ custom: true, externalId: true });
});

test('a session that ended is renewed by the client', async () => {
  const { loginUrl = '' } = salesforce.connection() as Record<string, string>;
  let renewals = 0;
  const renewing = new Connection({
    instanceUrl: loginUrl,
    version: '60.0',
    accessToken: 'a-session-that-ended',
    refreshFn(_, done) {
      renewals += 1;
      done(null, client.accessToken ?? '');
    },
  });
  expect((await renewing.query('SELECT Id FROM Case')).totalSize).toBe(1);
  expect(renewals).toBe(1);
});
