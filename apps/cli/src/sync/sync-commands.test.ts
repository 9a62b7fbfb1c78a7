import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../run-command.ts';

const syncId = '01990000-0000-7000-8000-000000000001';
const sync = { id: syncId, name: 'Customers', state: 'published', liveVersion: 2, issues: 3 };
const pass = (state: string, done: number) => ({
  id: 'p1',
  syncId,
  number: 7,
  kind: 'full',
  scope: 'live',
  state,
  counts: { created: 2, updated: 0 },
  progress: { done, total: 10, perSecond: 5, remainingMs: 1500 },
  failure: null,
});

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'joinery-cli-'));
  file = join(folder, 'token');
  await writeFile(file, 'jt_1\n');
});
afterAll(() => rm(folder, { recursive: true }));

let server: Server | undefined;
afterEach(() => server?.close());

async function api(answers: Readonly<Record<string, readonly unknown[]>>) {
  const asked: string[] = [];
  const left = new Map(Object.entries(answers).map(([key, list]) => [key, [...list]]));
  server = createServer((request, response) => {
    const key = `${request.method} ${request.url?.split('?')[0]?.replace('/api/v1', '')}`;
    asked.push(`${key} ${request.headers.authorization}`);
    const list = left.get(key);
    const body = list && list.length > 1 ? list.shift() : list?.[0];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { message: { zh: '没有', en: 'It was not found.' } }));
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lines: string[] = [];
  const errors: string[] = [];
  const run = (...words: readonly string[]) =>
    runCommand(['sync', ...words, '--url', url, '--token-file', file], {
      out: (line) => void lines.push(line),
      err: (line) => void errors.push(line),
    });
  return { asked, lines, errors, run };
}

describe('joinery sync', () => {
  it('run asks for a pass by the sync’s name and follows it to its end', async () => {
    const { run, lines, asked } = await api({
      'GET /syncs': [{ items: [{ ...sync, name: 'Customers of old' }, sync] }],
      [`POST /syncs/${syncId}/passes`]: [pass('queued', 0)],
      [`GET /syncs/${syncId}/passes/p1`]: [pass('running', 5), pass('done', 10)],
    });
    expect(await run('run', 'Customers', '--full')).toBe(0);
    expect(lines).toEqual([
      '#7 full running: 5 of 10 records, 5/s, 2 s left; created 2',
      '#7 full done: 10 of 10 records, 5/s; created 2',
    ]);
    expect(asked[0]).toBe('GET /syncs Bearer jt_1');
  });

  it('plan ends with 1 where the plan could not be made', async () => {
    const failed = { ...pass('failed', 0), scope: 'plan', failure: { message: { zh: '', en: 'No access.' } } };
    const { run, lines } = await api({
      [`GET /syncs/${syncId}`]: [sync],
      [`POST /syncs/${syncId}/plan`]: [failed],
    });
    expect(await run('plan', syncId)).toBe(1);
    expect(lines).toEqual(['#7 plan (full) failed: 0 of 10 records; created 2: No access.']);
  });

  it('status tells where a sync stands, as words or as JSON', async () => {
    const { run, lines } = await api({
      [`GET /syncs/${syncId}`]: [sync],
      [`GET /syncs/${syncId}/passes`]: [{ items: [pass('done', 10)] }],
    });
    expect(await run('status', syncId)).toBe(0);
    expect(lines[0]).toBe('Customers: published, version 2, 3 records wait for a person');
    expect(await run('status', syncId, '--json')).toBe(0);
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ sync: { id: syncId }, passes: [{ number: 7 }] });
  });

  it('says what the API says when it refuses', async () => {
    const { run, errors } = await api({});
    expect(await run('status', syncId)).toBe(2);
    expect(errors).toEqual(['It was not found.']);
  });
});
