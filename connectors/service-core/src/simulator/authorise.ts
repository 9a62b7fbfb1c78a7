import type { SimulatorApp, SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';

const apiToken = 'core-api-token-demo';
const apiKey = 'core-api-key-demo';
const client = { id: 'joinery', secret: 'core-client-secret-demo' };
const lifetimeSeconds = 3600;

/** OAuth 2 client credentials, RFC 6749 §4.4. */
export function oauthRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.post('/oauth/token', (request, reply) => {
    const form = new URLSearchParams(request.rawBody);
    if (form.get('grant_type') !== 'client_credentials')
      return reply.code(400).send({ error: 'unsupported_grant_type' });
    if (form.get('client_id') !== client.id || form.get('client_secret') !== client.secret) {
      return reply.code(401).send({ error: 'invalid_client', error_description: 'Client authentication failed' });
    }
    return {
      access_token: box.tokens.issue(client.id, lifetimeSeconds, 'sco_'),
      token_type: 'Bearer',
      expires_in: lifetimeSeconds,
    };
  });
}

/** Lets a request pass that carries an API token, an API key or a living access token. */
export function authorise(box: SimulatorBox) {
  return async (request: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', request.url);
    if (fault) box.tokens.expireAll();
    if (fault)
      return refuse(reply, {
        status: fault.status ?? 401,
        code: 'token_expired',
        message: 'The access token has expired',
      });
    switch (standing(request, box)) {
      case 'valid':
        return undefined;
      case 'expired':
        return refuse(reply, { status: 401, code: 'token_expired', message: 'The access token has expired' });
      case 'missing':
        return refuse(reply, { status: 401, code: 'unauthorized', message: 'Authentication is required' });
      case 'unknown':
        return refuse(reply, { status: 401, code: 'invalid_token', message: 'The credential is not known' });
    }
  };
}

type Standing = 'valid' | 'expired' | 'unknown' | 'missing';

function standing({ headers }: SimulatorRequest, box: SimulatorBox): Standing {
  const key = headers['x-api-key'];
  if (key !== undefined) return key === apiKey ? 'valid' : 'unknown';
  const [scheme, token] = headers.authorization?.split(' ') ?? [];
  if (scheme !== 'Bearer' || !token) return 'missing';
  return token === apiToken ? 'valid' : box.tokens.check(token);
}
