import {
  RateWindow,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { limited, refuse } from './answers.ts';

export const accessToken = 'pat-na1-joinery-demo-token';
export const clientSecret = 'hubspot-client-secret-demo';

export async function authorise({ headers }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> {
  if (headers.authorization === `Bearer ${accessToken}`) return undefined;
  const message =
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview';
  return refuse(reply, { status: 401, category: 'INVALID_AUTHENTICATION', message });
}

/** 190 calls in ten seconds, five searches a second; searches tell nothing of what is left. */
export function limitRate(box: SimulatorBox) {
  const burst = new RateWindow({ limit: 190, windowMs: 10_000, now: box.now });
  const searches = new RateWindow({ limit: 5, windowMs: 1_000, now: box.now });
  box.onReset(() => [burst, searches].forEach((window) => window.reset()));
  return async ({ url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const { allowed, limit, remaining } = burst.take('app');
    if (url.endsWith('/search')) {
      return searches.take('app').allowed && allowed ? undefined : refuse(reply, limited('SECONDLY'));
    }
    reply.headers({
      'x-hubspot-ratelimit-max': limit,
      'x-hubspot-ratelimit-remaining': remaining,
      'x-hubspot-ratelimit-interval-milliseconds': 10_000,
    });
    return allowed ? undefined : refuse(reply, limited('TEN_SECONDLY_ROLLING'));
  };
}
