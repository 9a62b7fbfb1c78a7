import {
  RateWindow,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { refuse } from './answers.ts';

/** So many requests a second per credential, and headers that say how many are left. */
export function limitRate(box: SimulatorBox, requestsPerSecond: number) {
  const window = new RateWindow({ limit: requestsPerSecond, windowMs: 1_000, now: box.now });
  box.onReset(() => window.reset());
  return async ({ headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const { allowed, limit, remaining, resetMs } = window.take(headers.authorization ?? String(headers['x-api-key']));
    reply.headers({
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': remaining,
      'x-ratelimit-reset': Math.ceil(resetMs / 1000),
    });
    if (allowed) return undefined;
    reply.header('retry-after', Math.max(1, Math.ceil(resetMs / 1000)));
    return refuse(reply, { status: 429, code: 'rate_limited', message: 'Too many requests' });
  };
}
