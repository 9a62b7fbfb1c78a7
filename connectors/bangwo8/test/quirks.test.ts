import type { JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { bangwo8Simulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, bangwo8Simulator());
});
afterEach(() => rig.close());

describe('signing in', () => {
  test('the main account and its password do as well', async () => {
    const main = { authentication: 'password', account: 'main@acme.example', password: 'bangwo8-password-demo' };
    expect(await (await rig.open({ ...rig.simulator.connection(), ...main })).test()).toMatchObject({ ok: true });
    expect(rig.simulator.requests().map(({ path }) => path)).toEqual(['/api/v1/supports.json']);
  });

  test('keys that are wrong are told in the words of Bangwo8', async () => {
    const { failure } = await (await rig.open(rig.simulator.wrongConnection())).test();
    expect(failure).toMatchObject({
      kind: 'auth',
      vendor: { code: 'invalid_client', message: 'The client credentials are invalid' },
    });
  });
});

describe('tickets', () => {
  test('one ticket comes as a list of one, with numbers as texts', async () => {
    expect(await outputOf((await rig.open()).invoke('get-ticket', { id: '1' }))).toMatchObject({
      ticketId: '1',
      ticketStatus: '2',
    });
  });

  test('errors inside a 200 are errors, in either shape', async () => {
    const host = await rig.open();
    expect(await host.invoke('get-ticket', { id: '404' })).toMatchObject({
      failure: { code: 'connector.not-found', vendor: { status: 200, code: '100404', message: '记录不存在' } },
    });
    expect(await host.invoke('create-ticket', { subject: ' ', description: 'x' })).toMatchObject({
      failure: { kind: 'invalid', vendor: { status: 200, code: '1', message: 'subject不能为空' } },
    });
  });

  test('a reply goes out once, whatever is repeated, and may set the status', async () => {
    const host = await rig.open();
    const reply = { id: '1', text: '已上线', status: '4' };
    for (let n = 0; n < 2; n += 1)
      await outputOf(host.invoke('reply-to-ticket', reply, { idempotencyKey: 'run/step' }));
    expect(rig.simulator.records('replies')).toMatchObject([{ replyMsg: '已上线', ticketId: '1' }]);
    expect(rig.simulator.record('tickets', '1')).toMatchObject({ ticketStatus: 4 });
  });

  test('a new ticket’s number is told where the server tells it', async () => {
    const host = await rig.open();
    const { id } = await outputOf(host.invoke('create-ticket', { subject: 'a', description: 'x' }));
    expect(rig.simulator.record('tickets', textOf(id))).toMatchObject({ subject: 'a' });
    const change = { id: textOf(id), priority: '4' };
    expect(await outputOf(host.invoke('update-ticket', change, { idempotencyKey: 'next' }))).toEqual({
      id,
      message: 'Update ok',
    });
  });

  test('the next page’s address names another host and forgets what was asked: the filter stays all the same', async () => {
    for (let n = 0; n < 150; n += 1) rig.simulator.upsert('tickets', { subject: `工单 ${n}` });
    const host = await rig.open();
    const input = { updatedSince: '2026-09-02 00:00:00' };
    const first = await host.page('list-tickets', input, null);
    if (first.kind === 'failed') throw new Error(JSON.stringify(first.failure));
    const second = await host.page('list-tickets', input, first.next);
    expect([first.items.length, second.kind === 'page' && second.items.length]).toEqual([100, 50]);
    expect(second).toMatchObject({ next: null });
  });
});

describe('syncs', () => {
  test('deleted companies and contacts are among the changes, and in no list', async () => {
    const host = await rig.open();
    for (const [object, collection, id] of [
      ['company', 'companies', '601'],
      ['contact', 'users', '501'],
    ] as const) {
      const { cursor } = await host.changes(object, undefined, 'beginning');
      rig.simulator.remove(collection, id);
      const { records } = await host.changes(object, cursor, 'beginning');
      expect(records.map((record) => [record.id, record.deleted])).toEqual([[id, true]]);
      expect((await host.listRecords(object, null)).records).toEqual([]);
    }
  });

  test('what is written is read again, since the answer does not tell', async () => {
    const host = await rig.open();
    const seen = await host.getRecord('company', '601');
    const record = {
      ...(seen?.record as JsonObject),
      companyName: '示例科技集团',
      serviceendtime: '2027-12-31',
      createDT: 'x',
    };
    expect(await host.write('company', 'update', { id: '601', record }, 'key')).toMatchObject({
      id: '601',
      record: { companyName: '示例科技集团', serviceendtime: '2027-12-31', createDT: '2026-09-01 09:00:00' },
    });
  });

  test('a contact that is not there is not found', async () => {
    await expect((await rig.open()).getRecord('contact', '9')).rejects.toMatchObject({
      failure: { code: 'connector.not-found' },
    });
  });
});
