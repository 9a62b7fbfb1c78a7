import type { ActionCall } from '@joinery/engine';
import {
  FailureError,
  type AlertChannel,
  type AlertChannelTest,
  type AuditPage,
  type Failure,
  type Problem,
} from '@joinery/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testApi, type TestApi, type TestTenant } from '../testing/test-api.ts';
import { codeOf, type Visitor } from '../testing/visitor.ts';

let api: TestApi;
let tenant: TestTenant;
let admin: Visitor;
let answer: Failure | null;
const calls: ActionCall[] = [];

beforeAll(async () => {
  api = await testApi({
    actions: {
      traits: () => ({ effect: 'unsafe', safeToTest: false, paginated: false, timeoutMs: 1_000 }),
      invoke: (call) => {
        calls.push(call);
        return Promise.resolve(answer ? { kind: 'failed', failure: answer } : { kind: 'done', output: { sent: true } });
      },
      lookUp: () => Promise.reject(new FailureError({ code: 'server.defect', kind: 'permanent' })),
      page: () => Promise.reject(new FailureError({ code: 'server.defect', kind: 'permanent' })),
    },
  });
  tenant = await api.tenant('ACME');
  admin = await api.member(tenant, 'admin');
});
afterAll(() => api.end());
beforeEach(() => {
  calls.length = 0;
  answer = null;
});

let made = 0;
/** A connection as if its connector were installed here. */
async function aConnection(connector: string, fields: object, of = tenant): Promise<string> {
  const id = api.ports.newId();
  await api.database.system.query(
    `insert into connection (id, tenant_id, connector, connector_version, name, fields) values ($1, $2, $3, '1.0.0', $4, $5)`,
    [id, of.id, connector, `connection ${(made += 1)}`, JSON.stringify(fields)],
  );
  return id;
}

const create = (form: object, by = admin) => by.post<AlertChannel & Problem>('/alert-channels', form);
const robot = { kind: 'robot' };

describe('an alert channel', () => {
  it('is made, changed, paused and deleted by an administrator, and each is in the audit log', async () => {
    const first = await create({
      name: 'duty',
      connectionId: await aConnection('wecom', robot),
      severities: ['error'],
    });
    expect(first.status, first.text).toBe(201);
    const { id, ...channel } = first.body;
    expect(channel).toMatchObject({
      connection: { connector: 'wecom' },
      severities: ['error'],
      kinds: [],
      language: 'zh',
      quietMs: 1_800_000,
      tellResolved: true,
      state: 'active',
      health: 'unknown',
    });
    const patch = (change: object) => admin.send<AlertChannel>('PATCH', `/alert-channels/${id}`, change);
    const changed = await patch({ revision: 1, quietMs: 60_000, recipients: ['13800000000'], state: 'paused' });
    expect(changed.body).toMatchObject({ revision: 2, quietMs: 60_000, state: 'paused', severities: ['error'] });
    expect(codeOf(await patch({ revision: 1, name: 'late' }))).toBe('conflict.stale');
    expect((await admin.send('DELETE', `/alert-channels/${id}`)).status).toBe(204);
    expect(codeOf(await admin.get(`/alert-channels/${id}`))).toBe('not-found');
    const { body } = await admin.get<AuditPage>('/audit');
    const actions = body.items.filter(({ object }) => object.id === id).map(({ action }) => action);
    expect(actions).toEqual(['alert-channel.deleted', 'alert-channel.changed', 'alert-channel.created']);
  });

  it('is looked at by those who see alerts, and changed by administrators only', async () => {
    const connectionId = await aConnection('feishu', robot);
    const { body } = await create({ name: 'seen', connectionId });
    for (const role of ['implementer', 'operator', 'viewer'] as const) {
      const person = await api.member(tenant, role);
      expect((await person.get(`/alert-channels/${body.id}`)).status).toBe(200);
      expect((await create({ name: role, connectionId }, person)).status).toBe(403);
      expect((await person.post(`/alert-channels/${body.id}/test`)).status).toBe(403);
    }
    expect(calls).toEqual([]);
  });

  it('uses connections that can carry alerts, of its own tenant', async () => {
    const other = await api.tenant('Other');
    const refused = async (connector: string, fields: object, more: object = {}, of = tenant) =>
      codeOf(await create({ name: 'x', connectionId: await aConnection(connector, fields, of), ...more }));
    expect(await refused('dingtalk', { kind: 'app' })).toBe('alert.connection-unfit');
    expect(await refused('mysql', {})).toBe('alert.connection-unfit');
    expect(await refused('webhook', { verification: 'hmac' })).toBe('alert.connection-unfit');
    expect(await refused('email', {})).toBe('alert.recipients-needed');
    expect(await refused('email', {}, { recipients: ['nobody'] })).toBe('alert.recipient-invalid');
    expect(await refused('feishu', robot, { recipients: ['13800000000'] })).toBe('alert.recipient-invalid');
    expect(await refused('wecom', robot, {}, other)).toBe('not-found');
    const fine = await create({
      name: 'mail',
      connectionId: await aConnection('email', {}),
      recipients: ['duty@example.com'],
    });
    expect(fine.status, fine.text).toBe(201);
    expect(codeOf(await create({ name: 'mail', connectionId: fine.body.connectionId, recipients: ['a@b.cn'] }))).toBe(
      'conflict.exists',
    );
    const stranger = await api.member(other, 'admin');
    expect(codeOf(await stranger.post(`/alert-channels/${fine.body.id}/test`))).toBe('not-found');
  });

  it('sends a real test message, and says and keeps what came of it', async () => {
    const { body: channel } = await create({
      name: 'tested',
      connectionId: await aConnection('dingtalk', robot),
      recipients: ['13800000000'],
      language: 'en',
    });
    const test = async () => (await admin.post<AlertChannelTest>(`/alert-channels/${channel.id}/test`)).body;
    const state = async () => (await admin.get<AlertChannel>(`/alert-channels/${channel.id}`)).body;
    answer = { code: 'connector.auth', kind: 'auth', params: { connector: 'DingTalk', detail: 'token is not exist' } };
    expect(await test()).toMatchObject({ ok: false, failure: { code: 'connector.auth' } });
    expect(await state()).toMatchObject({ health: 'failing', failure: { message: { en: expect.any(String) } } });
    answer = null;
    expect(await test()).toMatchObject({ ok: true, message: { zh: expect.stringContaining('已接受') } });
    expect(await state()).toMatchObject({ health: 'healthy', failure: null });
    expect(calls).toMatchObject([
      { action: 'send-robot-message', connectionId: channel.connectionId, tenantId: tenant.id },
      { input: { text: expect.stringContaining('test message'), mentionMobiles: ['13800000000'] } },
    ]);
    // Pressed twice it is sent twice, whatever the vendor remembers.
    expect(calls[0]!.idempotencyKey).not.toBe(calls[1]!.idempotencyKey);
  });
});
