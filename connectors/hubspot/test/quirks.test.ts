import { callbackServer, textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { hubspotSimulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, hubspotSimulator({ retryDelaysMs: [1] }));
});
afterEach(() => rig.close());

describe('records', () => {
  test('whatever the type of a value, HubSpot is told a text', async () => {
    const host = await rig.open();
    const properties = { subject: '无法登录', hs_pipeline_stage: 1, content: null };
    const { id } = await outputOf(host.invoke('create-record', { type: 'tickets', properties }));
    expect(rig.simulator.record('tickets', textOf(id))).toMatchObject({ hs_pipeline_stage: '1', content: '' });
  });

  test('an upsert creates first and changes then, by the property of the connection', async () => {
    const host = await rig.open();
    const upsert = (properties: object) =>
      outputOf(host.invoke('upsert-record', { type: 'companies', externalId: 'C-7', properties: { ...properties } }));
    const first = await upsert({ name: '甲公司' });
    const second = await upsert({ city: '杭州' });
    expect(second['id']).toBe(first['id']);
    expect(rig.simulator.record('companies', textOf(first['id']))).toMatchObject({
      name: '甲公司',
      city: '杭州',
      sc_external_id: 'C-7',
    });
  });

  test('an upsert that is refused inside of a 207 is a failure with the vendor’s words', async () => {
    const upsert = { type: 'companies', externalId: 'C-7', properties: { colour: 'red' } };
    expect(await (await rig.open()).invoke('upsert-record', upsert)).toMatchObject({
      failure: {
        kind: 'invalid',
        vendor: { status: 207, code: 'VALIDATION_ERROR', message: expect.stringContaining('colour') },
      },
    });
  });

  test('an address that is there already is a duplicate', async () => {
    const contact = { type: 'contacts', properties: { email: 'zhouting@tech.example.com' } };
    expect(await (await rig.open()).invoke('create-record', contact)).toMatchObject({
      failure: { code: 'connector.duplicate', vendor: { message: expect.stringContaining('Existing ID: 101') } },
    });
  });

  test('conditions hold together, a single one too', async () => {
    const host = await rig.open();
    const found = async (filters: readonly object[]) => {
      const page = await host.page(
        'search-records',
        { type: 'companies', filters: filters.map((each) => ({ ...each })) },
        null,
      );
      return page.kind === 'page' ? page.items.length : page.failure.code;
    };
    const shanghai = { property: 'city', operator: 'EQ', value: '上海' };
    expect(await found([shanghai])).toBe(1);
    expect(await found([shanghai, { property: 'website', operator: 'HAS_PROPERTY' }])).toBe(0);
  });

  test('two records are associated, and a record that is not there is told', async () => {
    const host = await rig.open();
    const ends = { fromType: 'tickets', fromId: '301', toType: 'companies', toId: '201' };
    for (let n = 0; n < 2; n += 1) await outputOf(host.invoke('associate-records', ends));
    expect(rig.simulator.records('associations')).toHaveLength(1);
    expect(await host.invoke('associate-records', { ...ends, toId: '999' })).toMatchObject({
      failure: { code: 'connector.not-found' },
    });
  });

  test('a record as it was read can be written back', async () => {
    const host = await rig.open();
    const seen = await host.getRecord('contact', '101');
    await host.write('contact', 'update', { id: '101', record: seen?.record ?? null }, 'key');
    expect(rig.simulator.record('contacts', '101')).toMatchObject({ lastname: '周', mobilephone: '+8613900002003' });
  });

  test('contacts are followed by a property of another name', async () => {
    const host = await rig.open();
    const { cursor } = await host.changes('contact', undefined, 'beginning');
    rig.simulator.upsert('contacts', { id: '102', jobtitle: '经理' });
    expect((await host.changes('contact', cursor, 'beginning')).records.map(({ id }) => id)).toEqual(['102']);
  });
});

test('the wait HubSpot asks for is kept', async () => {
  const host = await rig.open();
  rig.simulator.setFault({ kind: 'rate-limited', times: 9, retryAfterSeconds: 7 });
  expect(await host.invoke('get-record', { type: 'tickets', id: '301' }, { timeoutMs: 900 })).toMatchObject({
    failure: { kind: 'rate-limited', retryAfterMs: 7_000 },
  });
});

test('of several events in one delivery each flow gets those it wants', async () => {
  const host = await rig.open();
  const settings = { events: ['ticket.propertyChange'] };
  const server = await callbackServer(async (request) => {
    const outcome = await host.receive?.('event-received', settings, request);
    if (!outcome) throw new Error('callbacks are not received');
    return outcome;
  });
  await rig.simulator.subscribe({ url: server.url, secret: 'hubspot-client-secret-demo' });
  rig.simulator.upsert('tickets', { id: '301', hs_pipeline_stage: '4', hs_ticket_priority: 'LOW' });
  rig.simulator.upsert('contacts', { id: '101', jobtitle: '总监' });
  await rig.simulator.settled();
  await server.close();
  expect(server.seen.flatMap(({ events }) => events)).toMatchObject([
    { objectId: 301, propertyName: 'hs_pipeline_stage', propertyValue: '4' },
    { objectId: 301, propertyName: 'hs_ticket_priority', propertyValue: 'LOW' },
  ]);
});
