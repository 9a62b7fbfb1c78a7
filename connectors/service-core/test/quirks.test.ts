import type { JsonObject } from '@joinery/contracts';
import { callbackServer, type ConformanceHost, type Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { serviceCoreSimulator } from '../src/simulator/index.ts';

let core: Simulator;
let url: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  core = serviceCoreSimulator({ retryDelaysMs: [1], deliveryConcurrency: 8 });
  const running = await core.start();
  url = running.url;
  closing.push(running.stop);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(connection: JsonObject = core.connection()): Promise<ConformanceHost> {
  const host = await openHost(connector, connection, url);
  closing.push(host.close);
  return host;
}

test.each<[string, JsonObject, JsonObject]>([
  ['a lasting token', { authentication: 'api-token', apiToken: 'core-api-token-demo' }, { apiToken: 'wrong-token' }],
  ['an API key', { authentication: 'api-key', apiKey: 'core-api-key-demo' }, { apiKey: 'wrong-key' }],
])('a core is reached with %s', async (_, fields, wrong) => {
  expect(await (await opened({ baseUrl: url, ...fields })).test()).toMatchObject({
    ok: true,
    message: { zh: expect.stringContaining('示例客服中心') },
  });
  expect(await (await opened({ baseUrl: url, ...fields, ...wrong })).test()).toMatchObject({
    ok: false,
    failure: { kind: 'auth' },
  });
});

test('of 200 events with duplicates, forgeries and broken ones, exactly the genuine get in, each once', async () => {
  const host = await opened();
  const settings = { events: ['ticket.created', 'ticket.escalated'] };
  const server = await callbackServer(async (request) => {
    const outcome = await host.receive?.('ticket-event-received', settings, request);
    if (!outcome) throw new Error('callbacks are not received');
    return outcome;
  });
  closing.push(server.close);
  await core.subscribe({ url: server.url, secret: 'whsec-core-demo', events: settings.events });
  core.setFault({ kind: 'duplicate-delivery', times: 20 });
  core.setFault({ kind: 'forged-delivery', times: 5 });
  core.setFault({ kind: 'malformed-delivery', times: 5 });

  for (let n = 0; n < 100; n += 1)
    core.upsert('tickets', { id: `T-D${n}`, subject: `演示工单 ${n}`, priority: 'normal', assigneeAgentId: 'A-1001' });
  for (let n = 0; n < 100; n += 1) core.upsert('tickets', { id: `T-D${n}`, priority: 'urgent' });
  await core.settled();

  const events = server.seen.flatMap(({ events: seen }) => seen) as JsonObject[];
  expect(events).toHaveLength(200);
  expect(new Set(events.map(({ id }) => id)).size).toBe(200);
  expect(
    events.every(({ assignee }) => ((assignee as JsonObject)['imIds'] as JsonObject)['feishu'] !== undefined),
  ).toBe(true);
  const count = (nature: string, state: string): number =>
    core.deliveries().filter((each) => each.nature === nature && each.state === state).length;
  expect([
    count('genuine', 'delivered'),
    count('duplicate', 'delivered'),
    count('forged', 'refused'),
    count('malformed', 'refused'),
  ]).toEqual([200, 20, 5, 5]);
});

test('an error names the field the core found wrong', async () => {
  const outcome = await (await opened()).invoke('update-ticket', { id: 'T-1006', changes: { status: 'new' } });
  expect(outcome).toMatchObject({
    failure: {
      code: 'connector.invalid',
      vendor: { code: 'validation_failed', message: expect.stringContaining('status a ticket that was worked on') },
    },
  });
});

test('an upsert by external id uses the system name of the connection', async () => {
  const host = await opened({ ...core.connection(), externalSystem: 'crm' });
  await host.invoke('upsert-customer', { externalId: '42', record: { name: '甲公司' } });
  await host.invoke('upsert-customer', { externalId: '42', record: { name: '乙公司' } });
  expect(
    core.records('customers').filter(({ externalIds }) => JSON.stringify(externalIds)?.includes('"crm"')),
  ).toMatchObject([{ name: '乙公司' }]);
});
