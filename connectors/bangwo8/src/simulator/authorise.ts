import type { SimulatorApp, SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';

export const keys = { id: 'bangwo8-secret-id-demo', secret: 'bangwo8-secret-demo' };
export const main = { account: 'main@acme.example', password: 'bangwo8-password-demo' };
const basic = (name: string, secret: string): string => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
export const tokenPath = '/api/token.php';

/** A token of an hour for SecretID and Secret. */
export function tokenRoutes(app: SimulatorApp, box: SimulatorBox): void {
  app.post(tokenPath, ({ headers, body }, reply) => {
    if (headers.authorization !== basic(keys.id, keys.secret))
      return reply.code(400).send({ error: 'invalid_client', error_description: 'The client credentials are invalid' });
    if (new URLSearchParams(typeof body === 'string' ? body : '').get('grant_type') !== 'client_credentials')
      return reply.code(400).send({ error: 'unsupported_grant_type', error_description: 'Grant type not supported' });
    return {
      access_token: box.tokens.issue(keys.id, 3_600),
      expires_in: 3_600,
      token_type: 'Bearer',
      scope: null,
    };
  });
}

export function authorise(box: SimulatorBox) {
  return async ({ headers, url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    if (url.startsWith(tokenPath)) return undefined;
    const fault = box.faults.take('expired-token', url);
    if (fault) box.tokens.expireAll();
    const given = headers.authorization ?? '';
    const known =
      given === basic(main.account, main.password) || box.tokens.check(given.replace('Bearer ', '')) === 'valid';
    if (known && !fault) return undefined;
    const body = { error: 'expired_token', error_description: 'The access token provided has expired' };
    return reply.code(fault?.status ?? 401).send(body);
  };
}
