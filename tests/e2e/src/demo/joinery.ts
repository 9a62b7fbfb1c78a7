import { ApiSession, type ServerUnderTest } from '@joinery/tests-support';

const password = 'demo owner password';
const email = 'owner@joinery.local';

/** The first sign-in, with the password the server has printed. */
export function signIn(server: ServerUnderTest): Promise<ApiSession> {
  if (server.ownerPassword === undefined) throw new Error(`no one-time password was printed:\n${server.log()}`);
  return ApiSession.signIn(server.url, { email, password: server.ownerPassword, newPassword: password });
}

export function signInAgain(server: ServerUnderTest): Promise<ApiSession> {
  return ApiSession.signIn(server.url, { email, password });
}

/** Egress refuses loopback unless an operator allows it, by the exact port. */
export async function allow(api: ApiSession, ports: readonly number[]): Promise<void> {
  for (const port of ports) await api.post('/egress-rules', { target: '127.0.0.1', port, note: 'demo' });
}

export function portOf({ url }: { readonly url: string }): number {
  return Number(new URL(url).port);
}

export interface ConnectorConnection {
  readonly name: string;
  readonly version: string;
  readonly connectionId: string;
}

/** A saved connection that works, from the values of its form. */
export async function connect(
  api: ApiSession,
  name: string,
  values: Readonly<Record<string, unknown>>,
  title = `demo ${name}`,
): Promise<ConnectorConnection> {
  const { items } = await api.get<{ items: readonly { name: string; version: string }[] }>('/connectors');
  const { version } = items.find((one) => one.name === name)!;
  const { id } = await api.post<{ id: string }>('/connections', {
    name: title,
    connector: { name, version },
    ...(await formOf(api, name, values)),
  });
  const tested = await api.post<{ ok: boolean; failure?: unknown }>(`/connections/${id}/test`);
  if (!tested.ok) throw new Error(`the connection to ${name} does not work: ${JSON.stringify(tested.failure)}`);
  return { name, version, connectionId: id };
}

/** Splits a connection's values into the open and the secret fields of its form. */
async function formOf(
  api: ApiSession,
  name: string,
  values: Readonly<Record<string, unknown>>,
): Promise<{ fields: object; secrets: object }> {
  const { connection } = await api.get<{
    connection: { schema: { properties: Readonly<Record<string, { 'x-secret'?: boolean }>> } };
  }>(`/connectors/${name}`);
  const isSecret = (field: string): boolean => connection.schema.properties[field]?.['x-secret'] === true;
  const entries = Object.entries(values).filter(([field]) => field in connection.schema.properties);
  return {
    fields: Object.fromEntries(entries.filter(([field]) => !isSecret(field))),
    secrets: Object.fromEntries(entries.filter(([field]) => isSecret(field))),
  };
}

/** No run is under way. */
export async function atRest(api: ApiSession): Promise<boolean> {
  for (const state of ['queued', 'running', 'waiting']) {
    const { items } = await api.get<{ items: readonly unknown[] }>(`/runs?state=${state}&limit=1`);
    if (items.length > 0) return false;
  }
  return true;
}
