import {
  RateWindow,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';

export const client = {
  id: 'neocrm-client-demo',
  secret: 'neocrm-client-secret-demo',
  redirectUri: 'https://joinery.example.com/callback',
};
/** The password is followed by the security token of eight characters. */
export const user = { name: 'joinery@example.com', password: 'neocrm-password-demoSEC8TOKN' };
const accessSeconds = 7_200;
const refreshToken = 'neocrm-refresh-token-demo';

/** Password and refresh grants, as a form; what is refused comes with a code of its own. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const answer = ({ rawBody }: SimulatorRequest, reply: SimulatorReply): unknown => {
    const form = new URLSearchParams(rawBody);
    const known = form.get('client_id') === client.id && form.get('client_secret') === client.secret;
    const granted =
      form.get('grant_type') === 'refresh_token'
        ? form.get('refresh_token') === refreshToken
        : form.get('grant_type') === 'password' &&
          form.get('username') === user.name &&
          form.get('password') === user.password &&
          form.get('redirect_uri') === client.redirectUri;
    if (!known || !granted) return reply.code(400).send({ error_code: 20000001, message: 'invalid grant' });
    return {
      access_token: box.tokens.issue(client.id, accessSeconds),
      refresh_token: refreshToken,
      token_type: 'Bearer',
      id: 'https://login.xiaoshouyi.com/id/1',
    };
  };
  server.post('/oauth2/token.action', answer);
  server.post('/oauth2/token', answer);
}

export function authorise(box: SimulatorBox) {
  return async ({ url, headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', url);
    if (fault) box.tokens.expireAll();
    if (fault?.status === 200) return refuse(reply, '20000002', 'invalid access token');
    const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (!fault && box.tokens.check(token) === 'valid') return undefined;
    return reply.code(401).send({ code: '20000002', msg: 'invalid access token', data: null });
  };
}

/** Twenty calls a second: a figure of ours, the vendor publishes none. */
export function limitRate(box: SimulatorBox) {
  const window = new RateWindow({ limit: 20, windowMs: 1_000, now: box.now });
  box.onReset(() => window.reset());
  return async (_request: unknown, reply: SimulatorReply): Promise<unknown> =>
    window.take(client.id).allowed ? undefined : refuse(reply, '1020025', '访问过于频繁');
}
