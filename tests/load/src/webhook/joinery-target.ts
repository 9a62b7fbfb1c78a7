import { ApiSession, startServer, type ServerUnderTest } from '@joinery/tests-support';
import { customerMapping } from './customer.ts';

export interface JoineryTarget {
  readonly server: ServerUnderTest;
  readonly hookUrl: string;
  readonly api: ApiSession;
}

/** A Joinery with one published flow: webhook → 12-field mapping → POST to the sink, everything logged. */
export async function joineryTarget(options: {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly sinkUrl: string;
}): Promise<JoineryTarget> {
  const server = await startServer({
    DATABASE_URL: options.databaseUrl,
    DATA_DIR: options.dataDir,
    JOINERY_SANDBOX: 'off',
    LOG_LEVEL: 'warn',
  });
  if (server.ownerPassword === undefined) throw new Error(`no one-time password was printed:\n${server.log()}`);
  const api = await ApiSession.signIn(server.url, {
    email: 'owner@joinery.local',
    password: server.ownerPassword,
    newPassword: 'a long enough password',
  });
  const sink = new URL(options.sinkUrl);
  await api.post('/egress-rules', { target: sink.hostname, port: Number(sink.port), note: 'benchmark sink' });
  const { items } = await api.get<{ items: readonly { name: string; version: string }[] }>('/connectors');
  const ref = (name: string): { name: string; version: string } => ({
    name,
    version: items.find((one) => one.name === name)!.version,
  });
  const http = await api.post<{ id: string }>('/connections', {
    name: 'sink',
    connector: ref('http'),
    fields: { baseUrl: options.sinkUrl, authentication: 'none' },
  });
  const hook = await api.post<{ id: string }>('/connections', {
    name: 'caller',
    connector: ref('webhook'),
    fields: { verification: 'none', unsignedAccepted: true },
  });
  const flow = await api.post<{ id: string }>('/flows', {
    name: 'benchmark',
    document: flowDocument(ref('http'), http.id, ref('webhook'), hook.id),
  });
  const draft = await api.get<{ revision: number }>(`/flows/${flow.id}/draft`);
  await api.post(`/flows/${flow.id}/publish`, { revision: draft.revision });
  const triggers = await api.get<{ items: readonly { hookUrl: string }[] }>(`/triggers?flowId=${flow.id}`);
  return { server, api, hookUrl: `${server.url}${new URL(triggers.items[0]!.hookUrl).pathname}` };
}

function flowDocument(http: object, httpId: string, webhook: object, webhookId: string): unknown {
  return {
    format: 'joinery.flow/1',
    trigger: { kind: 'event', connector: webhook, connectionId: webhookId, trigger: 'event-received' },
    steps: [
      { id: 'shape', kind: 'map', label: 'shape', mapping: { kind: 'expression', expression: customerMapping } },
      {
        id: 'post',
        kind: 'action',
        label: 'post',
        connector: http,
        connectionId: httpId,
        action: 'send-once',
        input: { kind: 'expression', expression: '{"path": "/", "body": steps.shape}' },
        onAmbiguous: 'retry',
      },
    ],
    edges: [
      { from: 'trigger', port: 'out', to: 'shape' },
      { from: 'shape', port: 'out', to: 'post' },
    ],
    settings: { logLevel: 'all' },
  };
}
