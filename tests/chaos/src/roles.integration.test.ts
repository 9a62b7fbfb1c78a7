import { connect } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiSession, startServer, testDatabase, type ServerUnderTest, type TestDatabase } from '@joinery/tests-support';

// A database number of its own on the Redis that the queue's tests use.
const redisUrl = new URL('/9', process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379').href;
const reachable = await isReachable(new URL(redisUrl));

it('has a Redis to be tested with, wherever everything is required', () => {
  expect(reachable || process.env['REQUIRE_ALL'] !== '1', `no Redis at ${redisUrl}`).toBe(true);
});

describe.skipIf(!reachable)('api and worker in processes of their own', () => {
  let database: TestDatabase;
  let folder = '';
  const servers: ServerUnderTest[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'joinery-roles-'));
  });
  afterAll(async () => {
    await Promise.all(servers.map((one) => one.stop()));
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(role: 'api' | 'worker'): Promise<ServerUnderTest> {
    const server = await startServer({
      DATABASE_URL: database.url,
      REDIS_URL: redisUrl,
      DATA_DIR: folder,
      JOINERY_ROLE: role,
      JOINERY_SANDBOX: 'off',
    });
    servers.push(server);
    return server;
  }

  it('a caller of the one is answered by the work of the other', async () => {
    const api = await start('api');
    const worker = await start('worker');
    const session = await ApiSession.signIn(api.url, {
      email: 'owner@joinery.local',
      password: api.ownerPassword!,
      newPassword: 'a long enough password',
    });
    const hook = await publishEcho(session);

    const answer = await fetch(`${api.url}${hook}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: '张三' }),
    });

    expect([answer.status, await answer.json()]).toEqual([200, { hello: '张三' }]);
    expect((await fetch(`${worker.url}/api/v1/session`)).status).toBe(404);
    expect(worker.ownerPassword).toBeUndefined();
  });
});

/** A published flow that answers its caller; its hook's path. */
async function publishEcho(session: ApiSession): Promise<string> {
  const { items } = await session.get<{ items: readonly { name: string; version: string }[] }>('/connectors');
  const connector = { name: 'webhook', version: items.find((one) => one.name === 'webhook')!.version };
  const connection = await session.post<{ id: string }>('/connections', {
    name: 'caller',
    connector,
    fields: { verification: 'none', unsignedAccepted: true },
  });
  const flow = await session.post<{ id: string }>('/flows', {
    name: 'echo',
    document: {
      format: 'joinery.flow/1',
      trigger: { kind: 'event', connector, connectionId: connection.id, trigger: 'event-received', respond: 'reply' },
      steps: [
        {
          id: 'answer',
          kind: 'reply',
          label: 'answer',
          body: { kind: 'expression', expression: '{"hello": trigger.body.name}' },
        },
      ],
      edges: [{ from: 'trigger', port: 'out', to: 'answer' }],
    },
  });
  const { revision } = await session.get<{ revision: number }>(`/flows/${flow.id}/draft`);
  await session.post(`/flows/${flow.id}/publish`, { revision });
  const triggers = await session.get<{ items: readonly { hookUrl: string }[] }>(`/triggers?flowId=${flow.id}`);
  return new URL(triggers.items[0]!.hookUrl).pathname;
}

function isReachable({ hostname: host, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port || 6379) });
    const end = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
