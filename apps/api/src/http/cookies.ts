import * as cookie from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The value of one cookie; the first one counts when a name comes twice. */
export function readCookie(request: FastifyRequest, name: string): string | undefined {
  const header = request.headers.cookie;
  if (header === undefined) return undefined;
  const cookies = cookie.parse(header);
  return Object.hasOwn(cookies, name) ? cookies[name] : undefined;
}

export interface CookieRules {
  readonly secure: boolean;
  readonly expires: Date;
}

/** Out of reach of scripts, and sent along only with our own pages' requests and with links that lead to us. */
export function writeCookie(reply: FastifyReply, name: string, value: string, { secure, expires }: CookieRules): void {
  const text = cookie.serialize(name, value, { httpOnly: true, sameSite: 'lax', secure, path: '/', expires });
  void reply.header('set-cookie', text);
}
