import type { Json, JsonObject } from '@joinery/contracts';
import { textOf } from '@joinery/connector-sdk/testing';
import { outputOf, type Rig, startRig } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { neocrmSimulator } from '../src/simulator/index.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(connector, neocrmSimulator());
});
afterEach(() => rig.close());

const account = { object: 'account', id: '1893462341820011' };

describe('signing in', () => {
  test('the password grant carries the redirect address, and a token that ended is refreshed', async () => {
    const host = await rig.open();
    await outputOf(host.invoke('get-record', account));
    rig.simulator.setFault({ kind: 'expired-token' });
    await outputOf(host.invoke('get-record', account));
    const forms = rig.simulator
      .requests()
      .filter(({ path }) => path === '/oauth2/token.action')
      .map(({ body }) => new URLSearchParams(body));
    expect(forms.map((form) => form.get('grant_type'))).toEqual(['password', 'refresh_token']);
    expect(forms[0]?.get('redirect_uri')).toBe('https://joinery.example.com/callback');
  });

  test('a password without its security token is refused with the vendor’s code', async () => {
    const wrong = { ...rig.simulator.connection(), password: 'neocrm-password-demo' };
    const { ok, failure } = await (await rig.open(wrong)).test();
    expect([ok, failure?.kind, failure?.vendor?.code]).toEqual([false, 'auth', '20000001']);
  });

  test('the newer token address serves as well', async () => {
    const host = await rig.open({ ...rig.simulator.connection(), tokenUrl: `${rig.url}/oauth2/token` });
    expect((await host.test()).ok).toBe(true);
  });
});

describe('records', () => {
  test('a record is made, changed and deleted', async () => {
    const host = await rig.open();
    const { id } = await outputOf(host.invoke('create-record', { object: 'contact', record: { contactName: '李雷' } }));
    const contact = { object: 'contact', id: textOf(id) };
    expect(rig.simulator.record('contact', contact.id)).toMatchObject({
      joineryKey__c: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    await outputOf(host.invoke('update-record', { ...contact, record: { post: '经理' } }));
    expect(await outputOf(host.invoke('get-record', contact))).toMatchObject({ contactName: '李雷', post: '经理' });
    await outputOf(host.invoke('delete-record', contact));
    expect(await host.invoke('get-record', contact)).toMatchObject({ failure: { code: 'connector.not-found' } });
  });

  test('a scroll ends with an empty locator beside the data', async () => {
    for (let n = 0; n < 450; n += 1) rig.simulator.upsert('account', { accountName: `客户 ${n}` });
    const host = await rig.open();
    let from: Json = null;
    const ids = new Set<string>();
    let pages = 0;
    do {
      const page = await host.listRecords('account', from);
      for (const { id } of page.records) ids.add(id);
      from = page.next;
      pages += 1;
    } while (from !== null);
    expect([pages, ids.size]).toEqual([3, 452]);
  });

  test.each([
    ["select id from account where accountName like '示例%' and phone <> null", 1],
    ['select id from account order by id desc limit 0,1', 1],
  ])('%s', async (xoql, count) => {
    expect(await (await rig.open()).page('query', { xoql }, null)).toMatchObject({ items: { length: count } });
  });

  test.each(['select from account', 'select colour from account', 'select id from dragon'])(
    '%s is refused inside of a 200',
    async (xoql) => {
      const page = await (await rig.open()).page('query', { xoql }, null);
      expect(page).toMatchObject({
        kind: 'failed',
        failure: { kind: expect.stringMatching(/invalid|permanent/), vendor: { status: 200 } },
      });
    },
  );

  test('too many calls are told by a code inside of a 200, and have a wait', async () => {
    const host = await rig.open();
    rig.simulator.setFault({ kind: 'rate-limited', retryAfterSeconds: 9, times: 9 });
    expect(await host.invoke('get-record', account, { timeoutMs: 900 })).toMatchObject({
      failure: { kind: 'rate-limited', retryAfterMs: expect.any(Number) },
    });
  });

  test('a record as it was read can be written back', async () => {
    const host = await rig.open();
    const seen = await host.getRecord('account', account.id);
    const record = { ...(seen?.record as JsonObject), phone: '021-1' };
    await host.write('account', 'update', { id: account.id, record }, 'key');
    expect(rig.simulator.record('account', account.id)?.['phone']).toBe('021-1');
  });
});
