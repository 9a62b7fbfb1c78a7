import type { JsonObject } from '@joinery/contracts';
import type { SimulatorApp, SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { errors, refuse } from './answers.ts';

export const app = { id: 'cli_a1b2c3d4e5f60718', secret: 'feishu-app-secret-demo' };
const lifetimeSeconds = 7_200;
const renewBelowSeconds = 1_800;

/** App id and secret for a tenant token. The same token comes again while it has half an hour left. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox): void {
  const exchange = (request: SimulatorRequest, reply: SimulatorReply): unknown => {
    const { app_id: id, app_secret: secret } = (request.body ?? {}) as JsonObject;
    if (typeof id !== 'string' || typeof secret !== 'string') return reply.send({ code: 10003, msg: 'invalid param' });
    if (id !== app.id || secret !== app.secret) return reply.send({ code: 10014, msg: 'app secret invalid' });
    const current = box.tokens.current(id);
    const fresh = !current || current.secondsLeft < renewBelowSeconds;
    const token = fresh ? box.tokens.issue(id, lifetimeSeconds, 't-') : current.token;
    const expire = fresh ? lifetimeSeconds : current.secondsLeft;
    return { code: 0, msg: 'ok', tenant_access_token: token, app_access_token: token, expire };
  };
  server.post('/open-apis/auth/v3/tenant_access_token/internal', exchange);
  server.post('/open-apis/auth/v3/app_access_token/internal', exchange);
}

/** Lets a request pass that carries a living tenant token. */
export function authorise(box: SimulatorBox) {
  return async ({ url, headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', url);
    if (fault) box.tokens.expireAll();
    if (fault) return refuse(reply, { ...errors.tokenInvalid, status: fault.status ?? 400 });
    const token = headers.authorization?.replace(/^Bearer /, '');
    if (!token) return refuse(reply, errors.tokenMissing);
    if (!/^[tu]-/.test(token)) return refuse(reply, errors.tokenFormat);
    return box.tokens.check(token) === 'valid' ? undefined : refuse(reply, errors.tokenInvalid);
  };
}
