import type { FastifyInstance } from 'fastify';

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** Answers of the API are data: nothing in them is ever to be run or framed. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** No inline script and no eval; styles that the console makes at run time carry the nonce of their page. */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self' blob:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');

/** What an answer carries that is data. */
export const dataHeaders = { ...always, 'content-security-policy': dataPolicy, 'cache-control': 'no-store' };

/** Headers that every answer carries, errors included; the console's pages and files set their own policy over it. */
export function sendSecurityHeaders(server: FastifyInstance, options: { readonly https: boolean }): void {
  server.addHook('onRequest', (_, reply, done) => {
    void reply.headers(dataHeaders);
    if (options.https) void reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    done();
  });
}
