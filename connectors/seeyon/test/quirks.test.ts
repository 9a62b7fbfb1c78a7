import { textOf } from '@joinery/connector-sdk/simulator';
import type { Json, JsonObject } from '@joinery/contracts';
import type { ConformanceHost, RunningSimulator, Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connector } from '../src/index.ts';
import { seeyonSimulator } from '../src/simulator/index.ts';

let oa: Simulator;
let running: RunningSimulator;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  oa = seeyonSimulator({ retryDelaysMs: [1] });
  running = await oa.start();
  closing.push(running.stop);
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function opened(more: JsonObject = {}): Promise<ConformanceHost> {
  const host = await openHost(connector, { ...oa.connection(), ...more }, running.url);
  closing.push(host.close);
  return host;
}

async function output(outcome: ReturnType<ConformanceHost['invoke']>): Promise<JsonObject> {
  const settled = await outcome;
  if (settled.kind === 'failed') throw new Error(JSON.stringify(settled.failure));
  return settled.output as JsonObject;
}

const refund = (host: ConformanceHost, more: JsonObject = {}): Promise<JsonObject> =>
  output(
    host.invoke('start-process', {
      templateCode: 'refund_001',
      subject: '退款 T-1002',
      mainTable: 'formmain_0018',
      fields: { 申请人: '张伟', 金额: '700' },
      ...more,
    }),
  );

async function every(host: ConformanceHost, object: string): Promise<readonly { id: string; deleted: boolean }[]> {
  const seen: { id: string; deleted: boolean }[] = [];
  let from: Json = null;
  do {
    const page = await host.listRecords(object, from);
    seen.push(...page.records);
    from = page.next;
  } while (from !== null);
  return seen;
}

describe('ids', () => {
  test('no digit of a 64-bit id is lost: every call asks for numbers as texts', async () => {
    const host = await opened();
    const { id } = await output(host.invoke('get-member', { memberId: '-5512594795463686679' }));
    expect(id).toBe('-5512594795463686679');
    const calls = oa.requests().filter(({ path }) => !path.endsWith('/token'));
    expect(calls.every(({ query }) => query.includes('option.n_a_s=1'))).toBe(true);
  });

  test('the ids of a started process are cut out of a text that holds JSON', async () => {
    const { summaryId, affairId } = await refund(await opened());
    const [process] = oa.records('processes');
    expect([summaryId, affairId]).toEqual([process?.['summaryId'], process?.['affairId']]);
  });
});

describe('processes', () => {
  test('main table, detail tables and attachments arrive under their names', async () => {
    await refund(await opened(), {
      details: [
        { table: 'formson_0019', rows: [{ 品名: '手机' }] },
        { table: 'formson_0020', rows: [{ 备注: 'a' }, { 备注: 'b' }] },
      ],
      attachments: ['-1234567890123456789'],
    });
    expect(oa.records('processes')[0]).toMatchObject({
      data: {
        formmain_0018: { 申请人: '张伟', 金额: '700' },
        formson_0019: [{ 品名: '手机' }],
        formson_0020: [{ 备注: 'a' }, { 备注: 'b' }],
      },
      attachments: ['-1234567890123456789'],
    });
  });

  test('approved by the manager it is finished', async () => {
    const { summaryId, workitems } = await refund(await opened());
    const workitemId = textOf((workitems as readonly JsonObject[])[0]?.['id']);
    const manager = await opened({ loginName: 'e1004' });
    const pending = await manager.page('list-pending', { subject: 'T-1002' }, null);
    expect(pending).toMatchObject({ kind: 'page', items: [{ workitemId, subject: '退款 T-1002' }] });
    await output(manager.invoke('finish-workitem', { workitemId, opinion: '同意' }));
    expect(await output(manager.invoke('get-process-state', { summaryId: textOf(summaryId) }))).toEqual({
      summaryId,
      state: 0,
      stage: 'finished',
      finished: true,
    });
    expect(oa.records('processes')[0]?.['opinions']).toEqual([{ by: 'e1004', content: '同意' }]);
  });

  test.each([
    ['return-workitem', 'returned'],
    ['stop-process', 'terminated'],
    ['repeal-process', 'withdrawn'],
  ])('%s leaves it %s, with the reason', async (action, stage) => {
    const host = await opened();
    const { summaryId, workitems } = await refund(host);
    const workitemId = textOf((workitems as readonly JsonObject[])[0]?.['id']);
    await output(host.invoke(action, { workitemId, opinion: '金额有误' }));
    expect(await output(host.invoke('get-process-state', { summaryId: textOf(summaryId) }))).toMatchObject({
      stage,
      finished: false,
    });
    expect(oa.records('processes')[0]?.['opinions']).toMatchObject([{ content: '金额有误' }]);
  });

  test('a work item that was handled already is a refusal in the vendor’s words', async () => {
    const host = await opened();
    const workitemId = textOf(((await refund(host))['workitems'] as readonly JsonObject[])[0]?.['id']);
    await output(host.invoke('finish-workitem', { workitemId }));
    expect(await host.invoke('finish-workitem', { workitemId })).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.invalid', vendor: { code: '1', message: '工作项已处理' } },
    });
  });

  test('the form is read back, and a file is uploaded for it', async () => {
    const host = await opened();
    const { fileUrl } = await output(
      host.invoke('upload-attachment', { fileName: '发票.pdf', base64: Buffer.from('pdf').toString('base64') }),
    );
    expect(oa.records('files')).toMatchObject([{ fileUrl, filename: '发票.pdf' }]);
    const { summaryId } = await refund(host, { attachments: [textOf(fileUrl)] });
    expect(await output(host.invoke('get-process-data', { summaryId: textOf(summaryId) }))).toEqual({
      formmain_0018: { 申请人: '张伟', 金额: '700' },
    });
  });
});

describe('todos', () => {
  const todo = {
    taskId: 'ticket-12',
    title: '工单待审批',
    receiver: 'e1002',
    sender: 'e1001',
    createdAt: '2026-11-22 10:00:00',
    url: 'https://core.example.com/t/12',
  };

  test('a todo arrives at its receiver and is closed by its task', async () => {
    const host = await opened();
    await output(host.invoke('push-todo', todo));
    expect(oa.inbox()).toMatchObject([{ toName: '李娜', title: '工单待审批' }]);
    await output(host.invoke('close-todo', { taskId: 'ticket-12', outcome: '1' }));
    expect(oa.record('todos', 'ticket-12')).toMatchObject({ state: '1', subState: '1' });
  });

  test('a refusal stands in a 200 and is told', async () => {
    const outcome = await (await opened({ registerCode: '9999' })).invoke('push-todo', todo);
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'connector.invalid', vendor: { message: 'registerCode 不存在' } },
    });
  });
});

describe('the organisation', () => {
  test('departments of all units and members of all departments are listed, each once', async () => {
    oa.remove('members', '-5512594795463686683');
    const host = await opened();
    expect((await every(host, 'department')).map(({ id }) => id)).toHaveLength(3);
    const members = await every(host, 'member');
    expect(new Set(members.map(({ id }) => id)).size).toBe(5);
    expect(members).toHaveLength(5);
    expect(members.filter(({ deleted }) => deleted).map(({ id }) => id)).toEqual(['-5512594795463686683']);
  });

  test('a maintenance page instead of a list is a failure, so nobody is taken for gone', async () => {
    const host = await opened();
    await host.test();
    oa.setFault({ kind: 'maintenance-page' });
    await expect(host.listRecords('member', null)).rejects.toThrow('connector.not-json');
  });

  test('one member found by login is a list of one, nobody an empty one', async () => {
    const host = await opened();
    const { members } = await output(host.invoke('find-member', { loginName: 'e1002' }));
    expect(members).toMatchObject([{ name: '李娜' }]);
    expect(await output(host.invoke('find-member', { loginName: 'nobody' }))).toEqual({ members: [] });
  });
});

test('a login that does not exist is told when the connection is tested', async () => {
  expect(await (await opened({ loginName: 'nobody' })).test()).toMatchObject({
    ok: false,
    failure: { kind: 'auth', vendor: { code: 'token -1' } },
  });
});
