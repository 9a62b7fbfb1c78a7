import type { JsonObject } from '@joinery/contracts';
import type { SimulatorApp, SimulatorBox, SimulatorReply, SimulatorRequest } from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';

export const user = { account: 'joinery', password: 'zentao-password-demo', realname: 'Joinery' };
/** PHP's usual garbage collection of sessions. */
const sessionSeconds = 1_440;
const failTimes = 6;
const lockMinutes = 10;

/** Signing in: 201 and a session. After six failures the account is locked for ten minutes. */
export function tokenRoutes(server: SimulatorApp, box: SimulatorBox): void {
  let failures = 0;
  let lockedUntil = 0;
  box.onReset(() => ([failures, lockedUntil] = [0, 0]));
  server.post<{ Body: JsonObject | undefined }>('/api.php/v1/tokens', ({ body }, reply) => {
    if (box.now() < lockedUntil)
      return refuse(reply, 400, `密码尝试次数太多，请联系管理员解锁，或${lockMinutes}分钟后重试。`);
    const { account, password } = body ?? {};
    if (account === user.account && password === user.password) {
      failures = 0;
      return reply.code(201).send({ token: box.tokens.issue(user.account, sessionSeconds) });
    }
    failures += 1;
    if (failures >= failTimes) lockedUntil = box.now() + lockMinutes * 60_000;
    return refuse(reply, 400, '登录失败，请检查您的用户名或密码是否填写正确。');
  });
}

export function authorise(box: SimulatorBox) {
  return async ({ url, headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const fault = box.faults.take('expired-token', url);
    if (fault) box.tokens.expireAll();
    if (fault) return refuse(reply, fault.status ?? 401, 'Unauthorized');
    return box.tokens.check(String(headers['token'] ?? '')) === 'valid'
      ? undefined
      : refuse(reply, 401, 'Unauthorized');
  };
}
