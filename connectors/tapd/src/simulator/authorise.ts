import {
  RateWindow,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { fault, refuse, success } from './answers.ts';

export const account = { user: 'joinery_api', password: 'tapd-password-demo' };
export const app = { id: 'joinery-app', secret: 'tapd-app-secret-demo' };
const basic = (name: string, password: string): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
const tokenPath = '/tokens/request_token';

/** A token of two hours for an app. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.post(tokenPath, ({ headers }, reply) =>
    headers.authorization === basic(app.id, app.secret)
      ? success({ access_token: box.tokens.issue(app.id, 7_200), expires_in: 7_200, token_type: 'Bearer' })
      : fault(reply, 'client_id or client_secret is wrong'),
  );
}

export function authorise(box: SimulatorBox) {
  return async ({ headers, url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    if (url === tokenPath) return undefined;
    if (box.faults.take('expired-token', url)) box.tokens.expireAll();
    const given = headers.authorization ?? '';
    const known =
      given === basic(account.user, account.password) || box.tokens.check(given.replace('Bearer ', '')) === 'valid';
    return known ? undefined : refuse(reply, 401, 'Unauthorized');
  };
}

/** No number is documented; sixty a minute is ours. */
export function limitRate(box: SimulatorBox, requestsPerMinute: number) {
  const window = new RateWindow({ limit: requestsPerMinute, windowMs: 60_000, now: box.now });
  box.onReset(() => window.reset());
  return async (_request: unknown, reply: SimulatorReply): Promise<unknown> =>
    window.take('account').allowed ? undefined : refuse(reply, 429, 'Too many requests');
}
