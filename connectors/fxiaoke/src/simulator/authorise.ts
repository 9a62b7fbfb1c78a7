import type { JsonObject } from '@joinery/contracts';
import {
  RateWindow,
  textOf,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { faults, refuse } from './answers.ts';

export const app = { id: 'FSAID_1319demo', secret: 'fxiaoke-app-secret-demo', code: 'fxiaoke-permanent-code-demo' };
export const company = { ea: 'example', corpId: 'FSCID_EXAMPLE', userId: '1000', openUserId: 'FSUID_EXAMPLE1000' };
const lifetimeSeconds = 7_200;
/** Until so little is left of it the same token comes again. */
const freshBelowSeconds = 600;

/** Both generations of the token interface; ten calls a minute. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const window = new RateWindow({ limit: 10, windowMs: 60_000, now: box.now });
  box.onReset(() => window.reset());
  const token = (
    body: JsonObject | undefined,
    reply: SimulatorReply,
  ): { readonly value: string; readonly seconds: number } | undefined => {
    const { appId, appSecret, permanentCode } = body ?? {};
    if (!window.take(app.id).allowed) return void refuse(reply, faults.tooFast);
    if (appId !== app.id || appSecret !== app.secret || permanentCode !== app.code)
      return void refuse(reply, faults.secret);
    const current = box.tokens.current(app.id);
    if (current && current.secondsLeft > freshBelowSeconds)
      return { value: current.token, seconds: current.secondsLeft };
    return { value: box.tokens.issue(app.id, lifetimeSeconds), seconds: lifetimeSeconds };
  };
  server.post<{ Body: JsonObject }>('/oauth2.0/token', ({ body }, reply) => {
    const issued = token(body, reply);
    if (!issued) return reply;
    return { accessToken: issued.value, ea: company.ea, expiresIn: issued.seconds, tokenType: 'Bearer' };
  });
  server.post<{ Body: JsonObject }>('/cgi/corpAccessToken/get/V2', ({ body }, reply) => {
    const issued = token(body, reply);
    if (!issued) return reply;
    return {
      errorCode: 0,
      errorMessage: 'success',
      corpAccessToken: issued.value,
      corpId: company.corpId,
      expiresIn: issued.seconds,
    };
  });
}

/** New: headers. Old: three members of the body. */
export function authorise(box: SimulatorBox) {
  return async ({ url, headers, body }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    if (box.faults.take('expired-token', url)) {
      box.tokens.expireAll();
      return refuse(reply, faults.token);
    }
    const given = (body ?? {}) as JsonObject;
    const token = headers.authorization?.replace(/^Bearer /, '') ?? textOf(given['corpAccessToken']);
    if (token === '') return refuse(reply, faults.noToken);
    const known = headers.authorization
      ? headers['x-fs-ea'] === company.ea && headers['x-fs-userid'] === company.userId
      : given['corpId'] === company.corpId && given['currentOpenUserId'] === company.openUserId;
    return known && box.tokens.check(token) === 'valid' ? undefined : refuse(reply, faults.token);
  };
}

/** A hundred calls in twenty seconds, for each interface. */
export function limitRate(box: SimulatorBox) {
  const window = new RateWindow({ limit: 100, windowMs: 20_000, now: box.now });
  box.onReset(() => window.reset());
  return async ({ url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> =>
    window.take(url.split('?')[0] ?? '').allowed ? undefined : refuse(reply, faults.tooFast);
}
