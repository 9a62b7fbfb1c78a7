import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { checkConnector, type Connector } from '@joinery/connector-sdk';
import { type ConformancePlan, runConformance, type Simulator } from '@joinery/connector-sdk/testing';
import { openHost } from '@joinery/tests-support/conformance';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { initConnector, runCommand } from '../index.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
let place = '';
let folder = '';

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'joinery-connector-'));
  folder = await initConnector({
    name: 'acme-desk',
    into: join(place, 'connectors'),
    titleZh: '甲方服务台',
    titleEn: 'Acme Desk',
  });
  for (const name of ['node_modules', 'libs']) await symlink(join(repository, name), join(place, name));
  await writeFile(join(place, 'tsconfig.json'), JSON.stringify({ extends: join(repository, 'tsconfig.json') }));
});
afterAll(() => rm(place, { recursive: true, force: true }));

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(words, { out: (line) => void out.push(line), err: (line) => void err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('a generated connector type-checks as strictly as ours', async () => {
  const config = {
    extends: join(repository, 'tsconfig.json'),
    compilerOptions: {
      noEmit: true,
      composite: false,
      incremental: false,
      typeRoots: [join(repository, 'node_modules/@types')],
    },
    include: ['src'],
  };
  await writeFile(join(folder, 'tsconfig.check.json'), JSON.stringify(config));
  const compiler = join(repository, 'node_modules/typescript/bin/tsc');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [compiler, '-p', join(folder, 'tsconfig.check.json')],
    { cwd: folder },
  ).catch((error: { readonly stdout: string }) => error);
  // Of the sources it draws in, only its own are judged here.
  expect(stdout.split('\n').filter((line) => /^(src|test)\//.test(line))).toEqual([]);
}, 180_000);

async function generated<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(join(folder, path)).href)) as T;
}

test('a generated connector is sound, and its title stands in both languages', async () => {
  const { connector } = await generated<{ connector: Connector }>('src/index.ts');
  expect(checkConnector(connector)).toEqual([]);
  expect(connector.manifest.title).toEqual({ zh: '甲方服务台', en: 'Acme Desk' });
});

test('a generated connector passes the conformance suite on its own simulator', async () => {
  const { connector } = await generated<{ connector: Connector }>('src/index.ts');
  const { acmeDeskSimulator } = await generated<{ acmeDeskSimulator: () => Simulator }>('src/simulator/index.ts');
  const { plan } = await generated<{ plan: ConformancePlan }>('test/plan.ts');
  const results = await runConformance({ connector, simulator: acmeDeskSimulator, openHost, plan });
  expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(results.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(25);
}, 120_000);

test('a folder that is there, a name that is none and a title that would break its text are refused', async () => {
  expect(await run('connector', 'init', 'acme-desk', '--into', join(place, 'connectors'))).toMatchObject({ code: 2 });
  expect((await run('connector', 'init', '../evil')).err).toContain('no connector name');
  expect((await run('connector', 'init', 'fine', '--into', place, '--title-en', "x'; evil()")).err).toContain(
    'cannot be a title',
  );
});

test('validate names every fault of a manifest and its place', async () => {
  const file = join(place, 'manifest.json');
  const title = { zh: '甲', en: 'A' };
  const manifest = {
    name: 'acme',
    version: '1.0.0',
    title,
    description: title,
    categories: ['crm'],
    hosts: ['api.acme.test'],
    connection: { fields: {}, auth: [{ scheme: 'bearer', secret: 'token' }] },
    errors: [{ when: { expression: 'body.code =' }, meaning: 'transient' }],
  };
  await writeFile(file, JSON.stringify(manifest));
  const refused = await run('connector', 'validate', file, '--json');
  expect(refused.code).toBe(1);
  const told = JSON.parse(refused.out) as { faults: { place: string }[] };
  expect(told.faults.map((fault) => fault.place)).toEqual(['errors.0.when.expression', 'connection.auth.0']);
  await writeFile(
    file,
    JSON.stringify({ ...manifest, errors: [], connection: { fields: {}, auth: [{ scheme: 'none' }] } }),
  );
  expect(await run('connector', 'validate', file)).toEqual({ code: 0, out: 'acme 1.0.0 is sound.', err: '' });
  await writeFile(file, JSON.stringify({ ...manifest, hosts: undefined, nonsense: 1 }));
  expect((await run('connector', 'validate', file)).err).toContain('hosts');
});

test('a connector of data alone is packed into one file, which is the same packed again', async () => {
  const { connector } = await generated<{ connector: Connector }>('src/index.ts');
  const [source, packed, again] = ['source.json', 'packed.json', 'again.json'].map((name) => join(place, name));
  await writeFile(source!, JSON.stringify(connector.manifest));
  expect((await run('connector', 'pack', source!, '--out', packed!)).out).toContain('acme-desk 0.1.0 is packed');
  expect((await run('connector', 'pack', packed!, '--out', again!)).code).toBe(0);
  expect(await readFile(again!, 'utf8')).toBe(await readFile(packed!, 'utf8'));
  expect(JSON.parse(await readFile(packed!, 'utf8'))).toEqual(connector.manifest);
});

test('what is unsound or has code is not packed', async () => {
  const { connector } = await generated<{ connector: Connector }>('src/index.ts');
  const file = join(place, 'unsound.json');
  await writeFile(file, JSON.stringify({ ...connector.manifest, baseUrl: 'https://{connection.baseUrl' }));
  expect(await run('connector', 'pack', file)).toMatchObject({ code: 2, err: expect.stringContaining('baseUrl') });
  expect((await run('connector', 'pack', join(repository, 'connectors/postgres'))).err).toMatch(/code|not built/);
});

test('a connector is installed on a server, which has the last word', async () => {
  const { connector } = await generated<{ connector: Connector }>('src/index.ts');
  const file = join(place, 'install.json');
  await writeFile(file, JSON.stringify(connector.manifest));
  await writeFile(join(place, 'token'), 'jt_1\n');
  const message = { zh: '清单有误', en: 'The manifest is wrong' };
  const answers = [
    { status: 200, body: {} },
    { status: 422, body: { message, errors: [{ place: 'manifest.hosts', message: { zh: '空', en: 'is empty' } }] } },
  ];
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push([request.method, request.url, request.headers.authorization, JSON.parse(body)]);
      const { status, body: answer } = answers[asked.length - 1]!;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = [
    '--url',
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    '--token-file',
    join(place, 'token'),
  ];
  expect((await run('connector', 'install', file, ...at)).out).toBe('acme-desk 0.1.0 is installed.');
  expect(asked).toEqual([['POST', '/api/v1/connectors', 'Bearer jt_1', { manifest: connector.manifest }]]);
  expect((await run('connector', 'install', file, ...at)).err).toBe(
    'The manifest is wrong\n  manifest.hosts: is empty',
  );
  server.close();
});

test('what cannot be validated is told in a sentence', async () => {
  expect((await run('connector', 'validate', join(place, 'nothing'))).err).toContain('there is nothing at');
  expect((await run('connector', 'validate', folder)).err).toContain('is not built yet');
  await writeFile(join(place, 'broken.json'), '{');
  expect((await run('connector', 'validate', join(place, 'broken.json'))).err).toContain('is no JSON');
  expect((await run('connector', 'validate')).err).toBe('give one PATH');
  expect(await run('unknown')).toMatchObject({ code: 2 });
  expect((await run()).out).toContain('joinery connector init NAME');
});
