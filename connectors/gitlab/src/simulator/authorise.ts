import {
  RateWindow,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';

export const accessToken = 'glpat-joinery-demo-token';

/** `PRIVATE-TOKEN`, or the same as a bearer. */
export async function authorise({ headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> {
  const given = headers['private-token'] ?? headers.authorization?.replace(/^Bearer /, '');
  return given === accessToken ? undefined : refuse(reply, 401, '401 Unauthorized');
}

/** So many requests a minute per token, told on every answer. */
export function limitRate(box: SimulatorBox, requestsPerMinute: number) {
  const window = new RateWindow({ limit: requestsPerMinute, windowMs: 60_000, now: box.now });
  box.onReset(() => window.reset());
  return async (_request: unknown, reply: SimulatorReply): Promise<unknown> => {
    const { allowed, limit, remaining, resetMs } = window.take(accessToken);
    const resetAt = box.now() + resetMs;
    reply.headers({
      'ratelimit-limit': limit,
      'ratelimit-observed': limit - remaining,
      'ratelimit-remaining': remaining,
      'ratelimit-reset': Math.ceil(resetAt / 1000),
      'ratelimit-name': 'throttle_authenticated_api',
    });
    if (allowed) return undefined;
    reply.header('retry-after', Math.max(1, Math.ceil(resetMs / 1000)));
    return reply
      .header('ratelimit-resettime', new Date(resetAt).toUTCString())
      .code(429)
      .type('text/plain')
      .send('Retry later\n');
  };
}
