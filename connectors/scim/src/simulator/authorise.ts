import type { SimulatorApp, SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { refuse, scimError } from './answers.ts';

export const client = { id: 'joinery', secret: 'scim-client-secret-demo' };
export const lastingToken = 'scim-token-demo';
const person = `Basic ${Buffer.from('joinery:scim-password-demo').toString('base64')}`;
const lifetimeSeconds = 3_600;

/** OAuth 2 client credentials beside a lasting token and a password. */
export function oauthRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.post('/oauth/token', (request, reply) => {
    const form = new URLSearchParams(request.rawBody);
    const known = form.get('client_id') === client.id && form.get('client_secret') === client.secret;
    if (!known) return reply.code(401).send({ error: 'invalid_client' });
    return {
      access_token: box.tokens.issue(client.id, lifetimeSeconds),
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
    };
  });
}

export function authorise(box: SimulatorBox) {
  return async ({ url, headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', url);
    if (fault) box.tokens.expireAll();
    if (fault) return reply.code(fault.status ?? 401).send(scimError(401, 'The token has expired'));
    const given = headers.authorization ?? '';
    const known = given === person || given === `Bearer ${lastingToken}`;
    if (known || box.tokens.check(given.replace(/^Bearer /, '')) === 'valid') return undefined;
    return refuse(reply.header('www-authenticate', 'Bearer'), 401, 'Authorization failure');
  };
}
