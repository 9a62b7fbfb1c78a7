import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCompress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../http/problem-error.ts';
import { pagePolicy } from '../http/security-headers.ts';

const open = { config: { open: 'the console’s files hold nothing of a tenant' } };
const yearMs = 365 * 24 * 3_600_000;

/** Serves the built console: its files, and its one page for every address that is its own to route. */
export async function serveConsole(server: FastifyInstance, folder: string): Promise<void> {
  await server.register((scope) => serveFiles(scope, folder));
}

/** Compressed, in a scope of its own: answers of the API hold secrets of sessions, whose length must tell nothing. */
async function serveFiles(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyCompress, { encodings: ['br', 'gzip'] });
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  await server.register(fastifyStatic, { root: folder, serve: false, index: false });
  server.get('/assets/*', open, (request, reply) =>
    reply.sendFile(`assets/${wildcard(request)}`, { maxAge: yearMs, immutable: true }),
  );
  server.get('/', open, (_, reply) => sendPage(reply, page));
  server.get('/*', open, (request, reply) => {
    const path = wildcard(request);
    if (/^(api|hooks|callbacks|health)(\/|$)/.test(path)) throw notFound('URL');
    // Only files have a dot in their last part; everything else is a place within the console.
    if (/\.[a-z0-9]+$/i.test(path)) return reply.sendFile(path);
    return sendPage(reply, page);
  });
}

const wildcard = (request: FastifyRequest): string => (request.params as { readonly '*': string })['*'];

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64');
  const text = page.replace(/(<meta name="style-nonce" content=")[^"]*"/, `$1${nonce}"`);
  return reply
    .header('content-security-policy', pagePolicy(nonce))
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(text);
}
