import {
  RateWindow,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { refuse, tooMany } from './answers.ts';

export const agent = { email: 'admin@acme.example', apiToken: 'zendesk-api-token-demo', id: 235323 };

/** The e-mail with `/token` behind it, and the token for a password. */
export async function authorise({ headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> {
  const expected = Buffer.from(`${agent.email}/token:${agent.apiToken}`).toString('base64');
  return headers.authorization === `Basic ${expected}` ? undefined : refuse(reply, 401, "Couldn't authenticate you");
}

/** So many requests a minute, told on every answer; ten exports a minute. */
export function limitRate(box: SimulatorBox, requestsPerMinute: number) {
  const all = new RateWindow({ limit: requestsPerMinute, windowMs: 60_000, now: box.now });
  const exports = new RateWindow({ limit: 10, windowMs: 60_000, now: box.now });
  box.onReset(() => [all, exports].forEach((window) => window.reset()));
  return async ({ url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const { allowed, limit, remaining, resetMs } = all.take(agent.email);
    const wait = Math.max(1, Math.ceil(resetMs / 1000));
    reply.headers({
      'x-rate-limit': limit,
      'x-rate-limit-remaining': remaining,
      'ratelimit-limit': limit,
      'ratelimit-remaining': remaining,
      'ratelimit-reset': wait,
    });
    if (!allowed) return tooMany(reply, wait);
    if (!url.startsWith('/api/v2/incremental/')) return undefined;
    const taken = exports.take(agent.email);
    return taken.allowed ? undefined : tooMany(reply, Math.max(1, Math.ceil(taken.resetMs / 1000)));
  };
}
