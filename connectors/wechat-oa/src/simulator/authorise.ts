import type { JsonObject } from '@joinery/contracts';
import type { SimulatorApp, SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { errors, refuse } from './answers.ts';

export const account = { appId: 'wx0123456789abcdef', secret: 'wechat-oa-secret-demo', name: 'gh_0123456789ab' };
const lifetimeSeconds = 7_200;

/** Both ways to a token: the stable one comes again as it is, the plain one takes those before it away. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const refusal = (appId: unknown, secret: unknown) =>
    appId !== account.appId ? errors.appId : secret === account.secret ? undefined : errors.secret;
  server.post<{ Body: JsonObject }>('/cgi-bin/stable_token', ({ body }, reply) => {
    const wrong = refusal(body['appid'], body['secret']);
    if (wrong) return refuse(reply, wrong);
    const current = body['force_refresh'] === true ? undefined : box.tokens.current(account.appId);
    const token = current?.token ?? box.tokens.issue(account.appId, lifetimeSeconds);
    return { access_token: token, expires_in: current?.secondsLeft ?? lifetimeSeconds };
  });
  server.get<{ Querystring: Record<string, string> }>('/cgi-bin/token', ({ query }, reply) => {
    const wrong = refusal(query['appid'], query['secret']);
    if (wrong) return refuse(reply, wrong);
    box.tokens.expireAll();
    return { access_token: box.tokens.issue(account.appId, lifetimeSeconds), expires_in: lifetimeSeconds };
  });
}

/** Lets a request pass whose address carries a living token. */
export function authorise(box: SimulatorBox) {
  return async ({ url, query }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', url);
    if (fault) box.tokens.expireAll();
    const token = (query as Readonly<Record<string, string>>)['access_token'] ?? '';
    if (token === '') return refuse(reply, errors.tokenMissing);
    // A token somebody took away is told in the words of a wrong one.
    if (fault) return refuse(reply, errors.tokenStale);
    const state = box.tokens.check(token);
    if (state === 'valid') return undefined;
    return refuse(reply, state === 'expired' ? errors.tokenExpired : errors.tokenInvalid);
  };
}
