import type { JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { fxiaokeSimulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, fxiaokeSimulator());
});
afterEach(() => rig.close());

const account = { object: 'AccountObj', id: '68fa2c1d9e8f7a0000000011' };
const old = (): JsonObject => ({ ...rig.simulator.connection(), generation: 'old' });
const bodies = (): readonly JsonObject[] => rig.simulator.requests().map(({ body }) => JSON.parse(body) as JsonObject);

describe('both generations', () => {
  test('of the old one the token stands in the body, and one that ended is renewed', async () => {
    const host = await rig.open(old());
    expect(await outputOf(host.invoke('get-record', account))).toMatchObject({ name: '示例科技有限公司' });
    rig.simulator.setFault({ kind: 'expired-token' });
    await outputOf(host.invoke('get-record', account));
    expect(
      rig.simulator
        .requests()
        .map(({ path }) => path)
        .filter((path) => path.includes('corpAccessToken')),
    ).toHaveLength(2);
    expect(bodies().at(-1)).toMatchObject({ corpId: 'FSCID_EXAMPLE', currentOpenUserId: 'FSUID_EXAMPLE1000' });
  });

  test('of the new one it stands in the headers', async () => {
    await outputOf((await rig.open()).invoke('get-record', account));
    expect(rig.simulator.requests()[1]?.headers).toMatchObject({
      'x-fs-ea': 'example',
      'x-fs-userid': '1000',
      authorization: '[secret]',
    });
    expect(bodies().at(-1)).toEqual({ data: { dataObjectApiName: 'AccountObj', objectDataId: account.id } });
  });

  test('every call has a trace id of its own', async () => {
    const host = await rig.open();
    for (let n = 0; n < 3; n += 1) await outputOf(host.invoke('get-record', account));
    const ids = rig.simulator.requests().map(({ query }) => new URLSearchParams(query).get('thirdTraceId') ?? '');
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test.each([
    ['a wrong secret', { appSecret: 'wrong' }, '10006'],
    ['a wrong permanent code', { permanentCode: 'wrong' }, '10006'],
  ])('%s is told with the vendor’s code', async (_, fields, code) => {
    const { ok, failure } = await (await rig.open({ ...rig.simulator.connection(), ...fields })).test();
    expect([ok, failure?.kind, failure?.vendor?.code]).toEqual([false, 'auth', code]);
  });
});

describe('records', () => {
  test('custom objects go to interfaces of their own', async () => {
    const host = await rig.open();
    expect(await host.page('query-records', { object: 'Device__c' }, null)).toMatchObject({
      items: [{ serial__c: 'GW-0001' }],
    });
    expect(rig.simulator.requests().at(-1)?.path).toBe('/cgi/crm/custom/v2/data/query');
  });

  test('no write starts an approval or a workflow', async () => {
    const host = await rig.open();
    await outputOf(host.invoke('create-record', { object: 'AccountObj', record: { name: '甲公司' } }));
    await outputOf(host.invoke('update-record', { ...account, record: { tel: '1' } }));
    await outputOf(
      host.invoke('upsert-record', { object: 'AccountObj', externalId: 'C-9', record: { name: '乙公司' } }),
    );
    const written = bodies().filter((body) => 'triggerWorkFlow' in body);
    expect(written).toHaveLength(3);
    for (const body of written) expect(body).toMatchObject({ triggerApprovalFlow: false, triggerWorkFlow: false });
  });

  test('an upsert finds what it made, although the answer was lost', async () => {
    const host = await rig.open();
    const upsert = { object: 'CasesObj', externalId: 'SC-2001', record: { name: '无法登录' } };
    await host.test();
    rig.simulator.setFault({ kind: 'lost-reply', path: '/cgi/crm/v2/data/create' });
    expect(await host.invoke('upsert-record', upsert)).toMatchObject({ failure: { kind: 'transient' } });
    const again = await outputOf(host.invoke('upsert-record', upsert));
    expect([again['created'], rig.simulator.records('CasesObj').length]).toEqual([false, 2]);
    expect(rig.simulator.record('CasesObj', textOf(again['id']))).toMatchObject({ sc_id__c: 'SC-2001' });
  });

  test('conditions hold together, a single one too', async () => {
    const host = await rig.open();
    const filters = [{ field: 'account_level', operator: 'EQ', values: ['1'] }];
    const found = async (more: readonly JsonObject[]) => {
      const page = await host.page('query-records', { object: 'AccountObj', filters: [...filters, ...more] }, null);
      return page.kind === 'page' ? page.items.length : page.failure.code;
    };
    expect(await found([])).toBe(1);
    expect(await found([{ field: 'tel', operator: 'LIKE', values: ['021'] }])).toBe(1);
    expect(await found([{ field: 'tel', operator: 'IS' }])).toBe(0);
  });

  test('deleting takes two steps, and the first is there to be taken back', async () => {
    const host = await rig.open();
    expect(await host.invoke('delete-record', account)).toMatchObject({ failure: { kind: 'invalid' } });
    await outputOf(host.invoke('invalidate-record', account));
    const seen = await host.getRecord('account', account.id);
    expect(seen?.deleted).toBe(true);
    await outputOf(host.invoke('delete-record', account));
    expect(rig.simulator.record('AccountObj', account.id)).toBeUndefined();
  });

  test('the owner is changed by a request of its own', async () => {
    const host = await rig.open();
    await outputOf(host.invoke('change-owner', { ...account, ownerId: '1002' }));
    expect(rig.simulator.record('AccountObj', account.id)?.['owner']).toEqual(['1002']);
  });

  test('a record as it was read can be written back', async () => {
    const host = await rig.open();
    const seen = await host.getRecord('account', account.id);
    const record = { ...(seen?.record as JsonObject), owner__r: { name: '张伟' }, tel: '021-1' };
    await host.write('account', 'update', { id: account.id, record }, 'key');
    expect(rig.simulator.record('AccountObj', account.id)?.['tel']).toBe('021-1');
  });
});
