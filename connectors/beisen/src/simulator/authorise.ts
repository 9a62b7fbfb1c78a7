import type { JsonObject } from '@joinery/contracts';
import type { SimulatorApp, SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { unauthorised } from './answers.ts';

export const app = { id: 'beisen-app-demo', secret: 'beisen-app-secret-demo', tenantId: '127666' };
/** One of the two lifetimes the documents give. */
const formSeconds = 8_400_000;
const jsonSeconds = 7_200;

/** Both published ways to a token. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.post('/OAuth/Token', (request, reply) => {
    const form = new URLSearchParams(request.rawBody);
    if (form.get('grant_type') !== 'client_credentials')
      return reply.code(400).send({ error: 'unsupported_grant_type' });
    if (form.get('tenant_id') !== app.tenantId) return reply.code(400).send({ error: 'invalid_tenantid' });
    if (form.get('app_id') !== app.id || form.get('secret') !== app.secret)
      return reply.code(400).send({ error: 'invalid_client' });
    return {
      access_token: box.tokens.issue(app.id, formSeconds),
      token_type: 'bearer',
      expires_in: formSeconds,
    };
  });
  server.post('/token', (request, reply) => {
    const { app_key: key, app_secret: secret, grant_type: grant } = (request.body ?? {}) as JsonObject;
    if (grant !== 'client_credentials' || key !== app.id || secret !== app.secret)
      return reply.code(400).send({ error: 'invalid_client' });
    return {
      access_token: box.tokens.issue(app.id, jsonSeconds, 'X4eT'),
      token_type: 'bearer',
      expires_in: jsonSeconds,
      refresh_token: `Z0Ha${box.newId()}`,
    };
  });
}

/** Lets a request pass that carries a living token. */
export function authorise(box: SimulatorBox) {
  return async ({ url, headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', url);
    if (fault) box.tokens.expireAll();
    if (fault) return unauthorised(reply, fault.status);
    if (!headers.authorization) return reply.code(400).send({ message: 'Authorization header is empty' });
    const token = headers.authorization.replace(/^Bearer /i, '');
    return box.tokens.check(token) === 'valid' ? undefined : unauthorised(reply);
  };
}
