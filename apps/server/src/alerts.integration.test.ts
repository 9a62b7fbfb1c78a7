import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dingtalk from '@joinery/connector-dingtalk';
import { dingtalkSimulator } from '@joinery/connector-dingtalk/simulator';
import email from '@joinery/connector-email';
import feishu from '@joinery/connector-feishu';
import { feishuSimulator } from '@joinery/connector-feishu/simulator';
import type { Connector } from '@joinery/connector-sdk';
import type { RunningSimulator, Simulator } from '@joinery/connector-sdk/simulator';
import webhook from '@joinery/connector-webhook';
import { webhookSimulator } from '@joinery/connector-webhook/simulator';
import wecom from '@joinery/connector-wecom';
import { wecomSimulator } from '@joinery/connector-wecom/simulator';
import type { AlertChannel, AlertChannelId, ConnectionId, CreateAlertChannel, JsonObject } from '@joinery/contracts';
import { createMetrics, silentLogger } from '@joinery/observability';
import { newId } from '@joinery/persistence';
import { testStores, type TestStores } from '@joinery/persistence/testing';
import { openRuntime, testMessage, type Drainable, type Runtime } from '@joinery/platform';
import { readConfig } from '@joinery/platform/config';
import { ConnectionSecrets } from '@joinery/vault';
import { startWorker } from '@joinery/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let stores: TestStores;
let runtime: Runtime;
let working: readonly Drainable[];
const running: RunningSimulator[] = [];
const channels: Record<string, AlertChannel> = {};

const simulators = {
  dingtalk: dingtalkSimulator(),
  wecom: wecomSimulator(),
  feishu: feishuSimulator(),
  webhook: webhookSimulator(),
} satisfies Record<string, Simulator>;

/** The robots that the simulators begin with. */
const robots: Readonly<Record<keyof typeof simulators, JsonObject>> = {
  dingtalk: {
    kind: 'robot',
    robotToken: '0f0e0d0c0b0a49088706050403020100',
    robotSecurity: 'signature',
    robotSecret: 'SECdingtalkrobotdemo000000000001',
  },
  wecom: { kind: 'robot', robotKey: '0f0e0d0c-0b0a-4908-8706-050403020100' },
  feishu: {
    kind: 'robot',
    robotToken: '0f0e0d0c-0b0a-4908-8706-050403020100',
    robotSecurity: 'signature',
    robotSecret: 'feishu-robot-secret-demo',
  },
  webhook: {},
};
const connectors: Readonly<Record<string, Connector>> = { dingtalk, wecom, feishu, webhook, email };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'joinery-alerts-'));
  stores = await testStores();
  for (const simulator of Object.values(simulators)) running.push(await simulator.start());
  runtime = await openRuntime({
    config: readConfig({ DATA_DIR: folder, DATABASE_URL: stores.url }),
    databaseUrl: stores.url,
    publicUrl: 'https://joinery.test',
    connectors: Object.values(connectors),
    alwaysAllowed: running.map(({ url }) => ({ host: '127.0.0.1', port: Number(new URL(url).port) })),
    logger: silentLogger,
    metrics: createMetrics({ ofProcess: false }),
    alone: true,
  });
  const names = Object.keys(simulators) as (keyof typeof simulators)[];
  for (const name of names) {
    const given = simulators[name].connection() as JsonObject;
    channels[name] = await aChannel(name, { ...given, ...robots[name] });
  }
  // No rule lets a tenant reach this machine.
  const mailbox = { smtpHost: '127.0.0.1', smtpPort: 9, smtpEncryption: 'off', fromAddress: 'joinery@example.com' };
  channels['email'] = await aChannel('email', mailbox, { recipients: ['duty@example.com'] });
  working = startWorker(runtime);
});

afterAll(async () => {
  for (const part of working ?? []) await part.drain();
  await runtime?.close();
  await Promise.all(running.map((one) => one.stop()));
  await stores?.end();
  await rm(folder, { recursive: true, force: true });
});

async function aChannel(
  name: string,
  values: JsonObject,
  changed: Partial<CreateAlertChannel> = {},
): Promise<AlertChannel> {
  const { manifest } = connectors[name]!;
  const properties = manifest.connection.fields['properties'] as Record<string, JsonObject>;
  const isSecret = ([key]: [string, unknown]) => properties[key]?.['x-secret'] === true;
  const secret = Object.fromEntries(Object.entries(values).filter(isSecret)) as Record<string, string>;
  const connectionId = newId<ConnectionId>();
  const secrets = await new ConnectionSecrets(runtime.vault).seal(stores.tenantId, connectionId, secret);
  return runtime.administration.inTenant(stores.tenantId, async (records) => {
    await records.connections.create({
      id: connectionId,
      name,
      connector: { name, version: manifest.version },
      fields: Object.fromEntries(Object.entries(values).filter((entry) => !isSecret(entry))),
      secrets,
      secretNames: Object.keys(secret),
      by: stores.ownerId,
    });
    return records.alertChannels.create({
      id: newId<AlertChannelId>(),
      name,
      connectionId,
      recipients: [],
      mentionAll: false,
      kinds: [],
      severities: [],
      flows: [],
      language: name === 'wecom' ? 'en' : 'zh',
      quietMs: 3_600_000,
      tellResolved: true,
      by: stores.ownerId,
      ...changed,
    });
  });
}

const inbox = (name: keyof typeof simulators) =>
  simulators[name].inbox().map(({ title, text }) => [title, text].filter(Boolean).join('\n'));
const counts = () => (Object.keys(simulators) as (keyof typeof simulators)[]).map((name) => inbox(name).length);
const stored = (name: string) =>
  runtime.administration.inTenant(stores.tenantId, (records) => records.alertChannels.find(channels[name]!.id));

describe('alert channels, end to end', () => {
  it('tell every group of a run that failed, in its language, once', async () => {
    const subject = stores.flowId;
    const failed = (n: number) =>
      stores.database.system.query(
        `insert into alert (id, tenant_id, kind, subject, code, failure, count, flow_id, run_id)
         values ($1, $2, 'run-failed', $3, 'connector.auth', $4, $5, $3, $6)
         on conflict (subject, code) where state = 'open' do update set count = alert.count + 1, last_at = now()`,
        [
          newId(),
          stores.tenantId,
          subject,
          JSON.stringify({
            code: 'connector.auth',
            kind: 'auth',
            params: { connector: 'CRM', detail: '<at>all</at>' },
          }),
          n,
          '01900000-0000-7000-8000-000000000001',
        ],
      );
    await failed(1);
    await expect.poll(counts, { timeout: 60_000 }).toEqual([1, 1, 1, 1]);
    for (const name of ['dingtalk', 'feishu'] as const) {
      const [said] = inbox(name);
      expect(said, name).toContain('[错误] 运行失败 · flow');
      expect(said).toContain('CRM 不接受此连接的凭据');
      expect(said).toContain('https://joinery.test/runs/01900000-0000-7000-8000-000000000001');
    }
    expect(inbox('wecom')[0]).toContain('[Error] Run failed · flow');
    const [event] = simulators.webhook.inbox();
    expect(event).toMatchObject({
      title: 'alert.raised',
      content: { alerts: [{ kind: 'run-failed', state: 'open', severity: 'error', occurrences: 1 }] },
    });
    // The repeat is counted; the news that it is over says how often it was.
    await failed(1);
    await stores.database.system.query(`update alert set state = 'resolved' where subject = $1`, [subject]);
    await expect.poll(counts, { timeout: 60_000 }).toEqual([2, 2, 2, 2]);
    expect(inbox('feishu').join('\n')).toMatch(/已恢复[\s\S]*又发生 1 次,累计 2 次/);
    expect(inbox('wecom').join('\n')).toMatch(/Resolved[\s\S]*1 more since the last message, 2 in all/);
  });

  it('show what went wrong on the channel, where egress rules hold, and raise no alert about it', async () => {
    await expect.poll(async () => (await stored('email'))?.health, { timeout: 60_000 }).toBe('failing');
    expect(await stored('email')).toMatchObject({ failure: { code: 'egress.refused' } });
    const { rows } = await stores.database.system.query('select count(*)::int as alerts from alert');
    expect(rows).toEqual([{ alerts: 1 }]);
  });

  it.each(['dingtalk', 'wecom', 'feishu', 'webhook'] as const)('send a test message to %s', async (name) => {
    const before = inbox(name).length;
    const { id, connectionId } = channels[name]!;
    const target = {
      ...channels[name]!,
      channelId: id,
      tenantId: stores.tenantId,
      connectionId,
      connector: { name, version: connectors[name]!.manifest.version },
    };
    const message = testMessage({ language: 'zh', publicUrl: 'https://joinery.test' });
    expect(await runtime.alerts.sender.send(target, message, newId())).toBeNull();
    expect(inbox(name)).toHaveLength(before + 1);
    expect(inbox(name).join('\n')).toContain('这是一条测试消息');
  });
});
