import type { JsonObject } from '@joinery/contracts';
import {
  RateWindow,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { isNew, newErrors, ok, oldErrors, refuseNew, refuseOld, refuseTopapi } from './answers.ts';

export const app = {
  key: 'dingabcdefghijklmn12',
  secret: 'dingtalk-app-secret-demo',
  agentId: 123456,
  corpId: 'ding00aa11bb22cc33dd',
};
const lifetimeSeconds = 7_200;
const callsPerSecond = 20;

/** Both ways to the token. Asked for again within its life the same one comes, renewed. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const token = (): string => box.tokens.current(app.key)?.token ?? box.tokens.issue(app.key, lifetimeSeconds);
  server.post('/v1.0/oauth2/accessToken', (request: SimulatorRequest, reply: SimulatorReply) => {
    const { appKey, appSecret } = (request.body ?? {}) as JsonObject;
    if (typeof appKey !== 'string' || typeof appSecret !== 'string') return refuseNew(reply, newErrors.body);
    if (appKey !== app.key || appSecret !== app.secret) return refuseNew(reply, newErrors.credentials);
    return { accessToken: token(), expireIn: lifetimeSeconds };
  });
  server.get<{ Querystring: Record<string, string> }>('/gettoken', ({ query }, reply) => {
    if (query['appkey'] !== app.key || query['appsecret'] !== app.secret)
      return refuseOld(reply, oldErrors.credentials);
    return { errcode: 0, access_token: token(), errmsg: 'ok', expires_in: lifetimeSeconds };
  });
}

/** Lets a request pass that carries a living token where its interface wants it. Comes before every other check. */
export function authorise(box: SimulatorBox) {
  return async ({ url, headers, query }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', url);
    if (fault) box.tokens.expireAll();
    if (isNew(url)) {
      const state = box.tokens.check(textOf(headers['x-acs-dingtalk-access-token'] as string | undefined));
      if (!fault && state === 'valid') return undefined;
      return refuseNew(reply, { ...newErrors.tokenInvalid, status: fault?.status ?? 400 });
    }
    const refuse = url.startsWith('/topapi/') ? refuseTopapi : refuseOld;
    const token = (query as Readonly<Record<string, string>>)['access_token'] ?? '';
    if (token === '') return refuse(reply, oldErrors.tokenMissing);
    const state = box.tokens.check(token);
    if (!fault && state === 'valid') return undefined;
    return refuse(reply, state === 'expired' ? oldErrors.tokenExpired : oldErrors.tokenInvalid);
  };
}

/** Twenty calls a second of one interface. */
export function limitRate(box: SimulatorBox) {
  const second = new RateWindow({ limit: callsPerSecond, windowMs: 1_000, now: box.now });
  box.onReset(() => second.reset());
  return async ({ url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const [path = ''] = url.split('?', 1);
    if (second.take(path).allowed) return undefined;
    return isNew(url) ? refuseNew(reply, newErrors.frequency) : refuseOld(reply, oldErrors.frequency);
  };
}

/** What the app may see: the whole tree. */
export function scopeRoutes(server: SimulatorApp): void {
  server.get('/auth/scopes', () =>
    ok({
      auth_user_field: ['name', 'email', 'mobile', 'jobnumber'],
      auth_org_scopes: { authed_dept: [1], authed_user: [] },
    }),
  );
}
