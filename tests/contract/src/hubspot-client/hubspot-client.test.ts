import { Client, Signature } from '@hubspot/api-client';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import { hubspotSimulator } from '@joinery/connector-hubspot/simulator';
import { callbackServer, type CallbackRequest } from '@joinery/connector-sdk/testing';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** The vendor’s own client is the judge of our simulator. */
let hubspot: Simulator;
let basePath: string;
let stop: () => Promise<void>;
let client: Client;

beforeEach(async () => {
  hubspot = hubspotSimulator({ retryDelaysMs: [] });
  ({ url: basePath, stop } = await hubspot.start());
  client = new Client({ accessToken: 'pat-na1-joinery-demo-token', basePath });
});
afterEach(() => stop());

describe('records', () => {
  test('one is made, read, changed and archived', async () => {
    const { basicApi } = client.crm.tickets;
    const { id } = await basicApi.create({
      properties: { subject: '无法登录', hs_pipeline_stage: '1' },
      associations: [],
    });
    expect((await basicApi.getById(id, ['subject', 'content'])).properties).toMatchObject({
      subject: '无法登录',
      content: null,
    });
    await basicApi.update(id, { properties: { hs_pipeline_stage: '4' } });
    expect(hubspot.record('tickets', id)?.['hs_pipeline_stage']).toBe('4');
    await basicApi.archive(id);
    await expect(basicApi.getById(id)).rejects.toMatchObject({ code: 404 });
  });

  test('every page is followed and every record comes once', async () => {
    for (let n = 0; n < 120; n += 1) hubspot.upsert('contacts', { lastname: `联系人 ${n}` });
    const all = await client.crm.contacts.getAll(50);
    expect([all.length, new Set(all.map(({ id }) => id)).size]).toEqual([122, 122]);
  });

  test('a search has conditions, an order and a total', async () => {
    const found = await client.crm.companies.searchApi.doSearch({
      filterGroups: [{ filters: [{ propertyName: 'city', operator: FilterOperatorEnum.Eq, value: '上海' }] }],
      sorts: ['name'],
      properties: ['name'],
      limit: 10,
      after: '0',
    });
    expect([found.total, found.results[0]?.properties['name']]).toEqual([1, '示例科技有限公司']);
  });

  test('of a batch some are refused and the others made', async () => {
    const input = (id: string, properties: Record<string, string>) => ({
      id,
      idProperty: 'sc_external_id',
      objectWriteTraceId: id,
      properties,
    });
    const answer = await client.crm.companies.batchApi.upsert({
      inputs: [input('a', { name: '甲' }), input('b', { colour: 'red' })],
    });
    expect(answer.results).toHaveLength(1);
    expect(answer).toMatchObject({
      numErrors: 1,
      errors: [{ category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['b'] } }],
    });
  });

  test('a duplicate is refused with the id of the other', async () => {
    const again = client.crm.contacts.basicApi.create({
      properties: { email: 'zhouting@tech.example.com' },
      associations: [],
    });
    await expect(again).rejects.toMatchObject({ code: 409, body: { category: 'CONFLICT' } });
  });
});

test('properties, pipelines and owners are told', async () => {
  const { results } = await client.crm.properties.coreApi.getAll('tickets');
  expect(results.find(({ name }) => name === 'hs_pipeline_stage')?.options).toHaveLength(4);
  expect((await client.crm.pipelines.pipelinesApi.getAll('tickets')).results[0]?.stages).toHaveLength(4);
  expect((await client.crm.owners.ownersApi.getPage()).results).toHaveLength(1);
});

test('a wrong token is nobody', async () => {
  const other = new Client({ accessToken: 'wrong', basePath });
  await expect(other.crm.tickets.basicApi.getById('301')).rejects.toMatchObject({
    code: 401,
    body: { category: 'INVALID_AUTHENTICATION' },
  });
});

test('the signature of an event holds for the vendor', async () => {
  const seen: CallbackRequest[] = [];
  const server = await callbackServer((request) => {
    seen.push(request);
    return Promise.resolve({ kind: 'accepted', status: 200, body: '', events: [] });
  });
  await hubspot.subscribe({ url: server.url, secret: 'client-secret' });
  hubspot.upsert('tickets', { subject: '新工单' });
  await hubspot.settled();
  await server.close();
  const [{ headers, body, method, url } = { headers: {}, body: new Uint8Array(), method: '', url: '' }] = seen;
  const judged = (clientSecret: string) =>
    Signature.isValid({
      signatureVersion: 'v3',
      signature: headers['x-hubspot-signature-v3'] ?? '',
      method,
      clientSecret,
      requestBody: Buffer.from(body).toString(),
      url,
      timestamp: Number(headers['x-hubspot-request-timestamp']),
    });
  expect([judged('client-secret'), judged('another')]).toEqual([true, false]);
});
