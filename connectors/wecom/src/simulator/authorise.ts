import type { JsonObject } from '@joinery/contracts';
import {
  RateWindow,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { errors, ok, refuse } from './answers.ts';

export const app = {
  corpId: 'ww1a2b3c4d5e6f7a8b',
  secret: 'wecom-app-secret-demo-0123456789',
  agentId: 1000002,
};
const lifetimeSeconds = 7_200;

interface Query {
  readonly Querystring: Readonly<Record<string, string>>;
}

/** Corp id and secret in the address. Asked for again within its life the same token comes. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox): void {
  server.get<Query>('/cgi-bin/gettoken', ({ query }, reply) => {
    if (query['corpid'] !== app.corpId) return refuse(reply, errors.corpId);
    if (query['corpsecret'] !== app.secret) return refuse(reply, errors.credential);
    const current = box.tokens.current(app.corpId);
    const token = current?.token ?? box.tokens.issue(app.corpId, lifetimeSeconds);
    return ok({ access_token: token, expires_in: current?.secondsLeft ?? lifetimeSeconds });
  });
}

/** What endpoints give beside a refusal: the lists they would have given, empty. */
const emptyLists: Readonly<Record<string, JsonObject>> = {
  '/cgi-bin/user/get': { department: [], order: [], is_leader_in_dept: [], direct_leader: [] },
  '/cgi-bin/oa/gettemplatedetail': { template_names: [] },
  '/cgi-bin/user/list': { userlist: [] },
};

/** Lets a request pass whose address carries a living token, before anything else is looked at. */
export function authorise(box: SimulatorBox) {
  return async ({ url, query }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', url);
    if (fault) box.tokens.expireAll();
    const token = (query as Readonly<Record<string, string>>)['access_token'] ?? '';
    const [path = ''] = url.split('?', 1);
    if (token === '') return refuse(reply, errors.tokenMissing, emptyLists[path]);
    const state = box.tokens.check(token);
    if (!fault && state === 'valid') return undefined;
    return refuse(reply, state === 'expired' ? errors.tokenExpired : errors.tokenInvalid, emptyLists[path]);
  };
}

/** Calls a minute of one interface. */
export function limitRate(box: SimulatorBox, callsPerMinute: number) {
  const minute = new RateWindow({ limit: callsPerMinute, windowMs: 60_000, now: box.now });
  box.onReset(() => minute.reset());
  return async ({ url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const [path = ''] = url.split('?', 1);
    return minute.take(path).allowed ? undefined : refuse(reply, errors.frequency);
  };
}
