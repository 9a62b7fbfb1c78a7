import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveConsole } from './console.routes.ts';

const script = `console.log(${JSON.stringify('榫卯'.repeat(2_000))})`;
let folder = '';
let server: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'joinery-console-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<meta name="style-nonce" content="" />');
  await writeFile(join(folder, 'assets', 'main.js'), script);
  server = fastify();
  await serveConsole(server, folder);
  server.get('/api/echo', () => ({ secret: 'x'.repeat(5_000) }));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (url: string) => server.inject({ url, headers: { 'accept-encoding': 'br, gzip' } });

test('an asset travels compressed and is kept for good', async () => {
  const answer = await get('/assets/main.js');
  expect(answer.headers['content-encoding']).toBe('br');
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(script);
});

test('answers of the API are not compressed', async () => {
  expect((await get('/api/echo')).headers['content-encoding']).toBeUndefined();
});

test('every place of the console is its one page, with a nonce of its own', async () => {
  const [one, other] = [await get('/flows/7'), await get('/')];
  expect(one.headers['content-type']).toContain('text/html');
  expect(one.payload).toMatch(/content="[\w+/]{24}"/);
  expect(one.payload).not.toBe(other.payload);
});
