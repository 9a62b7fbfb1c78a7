import { createVerify } from 'node:crypto';
import type { JsonObject } from '@joinery/contracts';
import {
  RateWindow,
  type SimulatorApp,
  type SimulatorBox,
  type SimulatorReply,
  type SimulatorRequest,
} from '@joinery/connector-sdk/simulator';
import { notFound, refuse, tooFast } from './answers.ts';

export const accessToken = 'github_pat_joinery_demo_token';
const tokenRequest = /^\/app\/installations\/[^/]+\/access_tokens$/;

/** A token as bearer; a name of the program is asked for as well. */
export function authorise(box: SimulatorBox) {
  return async ({ headers, url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    if (!headers['user-agent']) return refuse(reply, 403, 'Request forbidden by administrative rules.');
    if (tokenRequest.test(url)) return undefined;
    if (box.faults.take('expired-token', url)) box.tokens.expireAll();
    const given = headers.authorization?.replace(/^(Bearer|token) /i, '') ?? '';
    if (given === accessToken || box.tokens.check(given) === 'valid') return undefined;
    return refuse(reply, 401, 'Bad credentials');
  };
}

/** Installation 77 of App 1234: a statement of ten minutes at most, signed by its key, for a token of an hour. */
export function appRoutes(app: SimulatorApp, box: SimulatorBox, publicKey: string | undefined): void {
  app.post<{ Params: { readonly id: string } }>(
    '/app/installations/:id/access_tokens',
    ({ headers, params }, reply) => {
      const fault = statementFault(headers.authorization, publicKey, Math.floor(box.now() / 1000));
      if (fault) return refuse(reply, 401, fault);
      if (params.id !== '77') return notFound(reply);
      const expires = new Date(box.now() + 3_600_000).toISOString();
      return reply.code(201).send({ token: box.tokens.issue('app', 3_600, 'ghs_'), expires_at: expires });
    },
  );
}

function statementFault(authorization = '', publicKey: string | undefined, now: number): string | undefined {
  const [head = '', claims = '', signature = ''] = authorization.replace(/^Bearer /, '').split('.');
  const refused = 'A JSON web token could not be decoded';
  if (publicKey === undefined || signature === '') return refused;
  if (!createVerify('sha256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url')) return refused;
  const { iat, exp, iss } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as JsonObject;
  if (iss !== '1234') return "'Issuer' claim ('iss') must be an Integer";
  return Number(iat) <= now && Number(exp) > now && Number(exp) - now <= 600
    ? undefined
    : "'Expiration time' claim ('exp') is too far in the future";
}

/** So many requests an hour, told on every answer, and 80 creations a minute. */
export function limitRate(box: SimulatorBox, requestsPerHour: number) {
  const hour = new RateWindow({ limit: requestsPerHour, windowMs: 3_600_000, now: box.now });
  const creations = new RateWindow({ limit: 80, windowMs: 60_000, now: box.now });
  box.onReset(() => [hour, creations].forEach((window) => window.reset()));
  return async ({ method, url }: SimulatorRequest, reply: SimulatorReply): Promise<unknown> => {
    const { allowed, limit, remaining, resetMs } = hour.take(accessToken);
    reply.headers({
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': remaining,
      'x-ratelimit-used': limit - remaining,
      'x-ratelimit-reset': Math.ceil((box.now() + resetMs) / 1000),
      'x-ratelimit-resource': 'core',
    });
    if (!allowed) return refuse(reply, 403, 'API rate limit exceeded for user ID 50.');
    const creates = method === 'POST' && /\/(issues|comments)$/.test(url);
    return creates && !creations.take(accessToken).allowed ? tooFast(reply, 60) : undefined;
  };
}
