import { readFileSync } from 'node:fs';
import { createPrivateKey } from 'node:crypto';
import { textOf } from '@joinery/connector-sdk/simulator';
import type { Json, JsonObject } from '@joinery/contracts';
import type { ConformanceHost, RunningSimulator, Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { weaverSimulator } from '../src/simulator/index.ts';
import { decrypted, firstRegistration } from '../src/simulator/keys.ts';

interface Vectors {
  readonly weaverRsa: {
    readonly spk: string;
    readonly privateKeyPkcs8Pem: string;
    readonly cases: readonly { readonly plain: string; readonly cipherBase64: string }[];
  };
}
const { weaverRsa } = JSON.parse(readFileSync(new URL('oa-auth.json', import.meta.url), 'utf8')) as Vectors;

const manager = '69';
let oa: Simulator;
let running: RunningSimulator;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  oa = weaverSimulator({ retryDelaysMs: [1] });
  running = await oa.start();
  closing.push(running.stop);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A connection whose registration Joinery makes itself. */
const automatic = (): JsonObject => {
  const { appSecret: _, spk: __, ...fields } = oa.connection();
  return { ...fields, registration: 'automatic', cpk: 'MIGfMA0GCSqGSIb3DQEBAQUAA4GN' };
};

async function opened(connection: JsonObject = oa.connection()): Promise<ConformanceHost> {
  const host = await openHost(connector, connection, running.url);
  closing.push(host.close);
  return host;
}

async function output(outcome: ReturnType<ConformanceHost['invoke']>): Promise<JsonObject> {
  const settled = await outcome;
  if (settled.kind === 'failed') throw new Error(JSON.stringify(settled.failure));
  return settled.output as JsonObject;
}

async function refund(host: ConformanceHost, more: JsonObject = {}): Promise<string> {
  const input = { workflowId: 781, requestName: '退款 T-1002', fields: { sqr: '66', gdh: 'T-1002' }, ...more };
  return textOf((await output(host.invoke('create-request', input)))['requestId']);
}

const record = (id: string): JsonObject => oa.record('requests', id) ?? {};

describe('keys', () => {
  test('what others encrypted is read as the vectors say, and the simulator holds their key', () => {
    const registration = {
      secrit: '',
      spk: weaverRsa.spk,
      privateKey: createPrivateKey(weaverRsa.privateKeyPkcs8Pem),
    };
    expect(weaverRsa.cases.map(({ cipherBase64 }) => decrypted(registration, cipherBase64))).toEqual(
      weaverRsa.cases.map(({ plain }) => plain),
    );
    expect(firstRegistration.spk).toBe(weaverRsa.spk);
  });

  test('an encryption by another key is told from one by ours', () => {
    const other = { ...firstRegistration, privateKey: createPrivateKey(weaverRsa.privateKeyPkcs8Pem) };
    const broken = Buffer.from(weaverRsa.cases[0]?.cipherBase64 ?? '', 'base64');
    broken[5] = (broken[5] ?? 0) ^ 1;
    expect(decrypted(other, broken.toString('base64'))).toBeUndefined();
    expect(decrypted(other, 'nonsense')).toBeUndefined();
  });

  test('Joinery may register itself: one registration, and the acting person is encrypted by its key', async () => {
    const host = await opened(automatic());
    const requestId = await refund(host, { asUser: '67' });
    expect(record(requestId)).toMatchObject({ creatorId: '67' });
    expect(oa.requests().filter(({ path }) => path.endsWith('/regist'))).toHaveLength(1);
  });

  test('a registration made elsewhere puts out who holds the old keys, and that is said', async () => {
    const host = await opened();
    await output(host.invoke('get-request-status', { requestId: '3038137' }));
    await (await opened(automatic())).test();
    expect(await host.invoke('get-request-status', { requestId: '3038137' })).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.auth', vendor: { message: '解密失败！' } },
    });
  });

  test('a host that registers itself registers again when somebody else did', async () => {
    const host = await opened(automatic());
    await output(host.invoke('get-request-status', { requestId: '3038137' }));
    await (await opened(automatic())).test();
    expect(await output(host.invoke('get-request-status', { requestId: '3038137' }))).toMatchObject({
      finished: false,
    });
  });
});

describe('as whom', () => {
  test('a request is made in the name of the person an action says, else of the connection', async () => {
    const host = await opened();
    expect(record(await refund(host))).toMatchObject({ creatorId: '66' });
    expect(record(await refund(host, { asUser: '67' }))).toMatchObject({ creatorId: '67' });
  });

  test('somebody e-cology does not know is told as such', async () => {
    const outcome = await (await opened()).invoke('get-request-status', { requestId: '3038137', asUser: '9999' });
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.auth', vendor: { code: 'USER_EXCEPTION' } },
    });
  });

  test('the session is skipped only where the connection says so', async () => {
    await (await opened()).test();
    await (await opened({ ...oa.connection(), skipSession: true })).test();
    const told = oa.requests().filter(({ path }) => path.includes('resful'));
    expect(told.map(({ headers }) => headers['skipsession'])).toEqual([undefined, '1']);
    expect(told.every(({ headers }) => headers['cookie'] === undefined)).toBe(true);
  });
});

describe('approval', () => {
  test('fields travel as pairs: numbers and flags as text, several values with commas, files as they are', async () => {
    const file = [{ filePath: 'https://files.example.com/a.pdf', fileName: 'a.pdf' }];
    const id = await refund(await opened(), {
      fields: { sqr: ['66', '67'], gdh: 'T-1', je: 12.5, sm: true, fj: file },
      details: [{ table: 'formtable_main_1356_dt1', rows: [{ wpmc: '手机' }] }],
    });
    expect(record(id)).toMatchObject({
      fields: { sqr: '66,67', gdh: 'T-1', je: '12.5', sm: '1', fj: file },
      details: [
        {
          tableDBName: 'formtable_main_1356_dt1',
          workflowRequestTableRecords: [
            { recordOrder: 0, workflowRequestTableFields: [{ fieldName: 'wpmc', fieldValue: '手机' }] },
          ],
        },
      ],
    });
  });

  test('approved by the manager it is finished, and both triggers tell', async () => {
    const host = await opened();
    const todo = await host.poll('todo-received', { asUser: manager }, undefined);
    const archived = await host.poll('request-archived', {}, undefined);
    const requestId = await refund(host);
    const events = (await host.poll('todo-received', { asUser: manager }, todo.cursor)).events;
    expect(events.map(({ body }) => body)).toMatchObject([{ requestId, creatorName: '张伟' }]);
    await output(host.invoke('submit-request', { requestId, asUser: manager, remark: '同意' }));
    expect(await output(host.invoke('get-request-status', { requestId }))).toMatchObject({
      finished: true,
      stage: 'finished',
    });
    const done = (await host.poll('request-archived', {}, archived.cursor)).events;
    expect(done.map(({ body }) => body)).toMatchObject([{ requestId }]);
  });

  test('refused it is back with its creator, and the log says by whom', async () => {
    const host = await opened();
    const requestId = await refund(host);
    await output(host.invoke('reject-request', { requestId, asUser: manager, remark: '金额有误' }));
    expect(await output(host.invoke('get-request-status', { requestId }))).toMatchObject({
      stage: 'creating',
      finished: false,
    });
    const { workflowRequestLogs: logs, fields } = await output(host.invoke('get-request', { requestId }));
    expect((logs as readonly JsonObject[]).at(-1)).toMatchObject({
      operateType: '退回',
      operatorName: '陈静',
      remark: '金额有误',
    });
    expect(fields).toMatchObject({ gdh: 'T-1002' });
  });

  test('somebody on whose list it is not may not submit it', async () => {
    const host = await opened();
    const outcome = await host.invoke('submit-request', { requestId: await refund(host) });
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: {
        code: 'connector.auth',
        vendor: { code: 'NO_PERMISSION', message: /NO_REQUEST_SUBMIT_PERMISSION/ as never },
      },
    });
  });

  test('a code that is an object, as in some builds, is understood', async () => {
    const other = weaverSimulator({ codeAsObject: true });
    const { url, stop } = await other.start();
    closing.push(stop);
    const host = await openHost(connector, other.connection(), url);
    closing.push(host.close);
    expect(await output(host.invoke('get-request-status', { requestId: '3038137' }))).toMatchObject({
      finished: false,
    });
    expect(await host.invoke('submit-request', { requestId: '3038137' })).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.auth', vendor: { code: 'NO_PERMISSION' } },
    });
  });

  test('the fields of a form come from the account, under their names in the database', async () => {
    const { required, properties } = await (await opened()).schema('request-fields', { workflowId: 781 });
    expect(required).toEqual(['sqr', 'gdh']);
    expect(properties).toMatchObject({ je: { 'x-title': { zh: '金额' } } });
  });
});

test('a notice arrives, and its state can be changed', async () => {
  const host = await opened();
  const to = { key: 'T-1001', receivers: ['E1001', 'E1002'], receiverType: 'workCodeList' };
  expect(await output(host.invoke('send-notice', { ...to, title: '工单已升级', text: '请处理' }))).toEqual({
    targetId: 'joinery|T-1001',
  });
  expect(oa.inbox().map(({ toName, title }) => [toName, title])).toEqual([
    ['张伟', '工单已升级'],
    ['李娜', '工单已升级'],
  ]);
  await output(host.invoke('update-notice', { ...to, state: '1' }));
  expect(oa.record('notices', 'joinery|T-1001')).toMatchObject({ state: '1' });
});

test('departments and subcompanies are listed whole, over several pages', async () => {
  for (let n = 0; n < 120; n += 1) oa.upsert('departments', { departmentname: `部门 ${n}` });
  const host = await opened();
  const seen: string[] = [];
  let from: Json = null;
  do {
    const page = await host.listRecords('department', from);
    seen.push(...page.records.map(({ id }) => id));
    from = page.next;
  } while (from !== null);
  expect(new Set(seen).size).toBe(123);
  expect((await host.listRecords('subcompany', null)).records).toHaveLength(1);
});
