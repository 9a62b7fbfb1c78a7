import {
  RateWindow,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';

export const account = {
  email: 'joinery@example.com',
  apiToken: 'jira-api-token-demo',
  accountId: '5b10ac8d82e05b22cc7d4e00',
  timeZone: 'Asia/Shanghai',
};

/** Basic `email:token`; anything else is turned away before it is looked at. */
export async function authorise({ headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> {
  const wanted = `Basic ${Buffer.from(`${account.email}:${account.apiToken}`).toString('base64')}`;
  if (headers.authorization === wanted) return undefined;
  reply.header('www-authenticate', 'OAuth realm="https%3A%2F%2Fexample.atlassian.net"');
  reply.header('x-seraph-loginreason', 'AUTHENTICATED_FAILED');
  return refuse(reply, 401, 'Client must be authenticated to access this resource.');
}

/** A burst limit, with the headers that tell how much is left of it. */
export function limitRate(box: SimulatorBox, requestsPerSecond: number) {
  const window = new RateWindow({ limit: requestsPerSecond, windowMs: 1_000, now: box.now });
  box.onReset(() => window.reset());
  return async (_request: unknown, reply: SimulatorReply): Promise<unknown> => {
    const { allowed, limit, remaining, resetMs } = window.take(account.email);
    reply.headers({
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': remaining,
      'x-ratelimit-reset': new Date(box.now() + resetMs).toISOString(),
      ...(remaining < limit / 5 && { 'x-ratelimit-nearlimit': 'true' }),
    });
    if (allowed) return undefined;
    reply.header('retry-after', Math.max(1, Math.ceil(resetMs / 1000))).header('ratelimit-reason', 'jira-burst-based');
    return refuse(reply, 429, 'Rate limit exceeded.');
  };
}
