import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axiosOver } from './axios-over.ts';
import { Egress } from './index.ts';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.statusCode = request.url === '/missing' ? 404 : 200;
    response.end(
      JSON.stringify({
        at: request.url,
        type: request.headers['content-type'],
        body: Buffer.concat(chunks).toString(),
      }),
    );
  });
});
let baseURL = '';
let egress: Egress;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  baseURL = `http://127.0.0.1:${port}`;
  egress = new Egress({ rules: { for: (tenant) => (tenant === 'a' ? [{ host: '127.0.0.1', port }] : []) } });
});
afterAll(async () => {
  await egress.close();
  server.close();
});

test('axios sends and reads JSON through the door', async () => {
  const { data } = await axiosOver(egress, 'a').post(`${baseURL}/x`, { name: '张三' }, { params: { q: 1 } });
  expect(data).toEqual({ at: '/x?q=1', type: 'application/json', body: '{"name":"张三"}' });
});

test('an error status is an axios error with its response', async () => {
  const failed = axiosOver(egress, 'a').get('/missing', { baseURL });
  await expect(failed).rejects.toMatchObject({ code: 'ERR_BAD_REQUEST', response: { status: 404 } });
});

test('the policy holds underneath', async () => {
  await expect(axiosOver(egress, 'b').get(baseURL)).rejects.toMatchObject({ failure: { code: 'egress.refused' } });
});
