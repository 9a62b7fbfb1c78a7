// `npm test`: installs, builds and runs everything this machine can run, and names what it had to leave out and why.
// With REQUIRE_ALL=1 whatever is left out is a failure.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, root, run } from '../../../apps/server/bin/prepare.mjs';

const requireAll = process.env.REQUIRE_ALL === '1';
const begun = Date.now();
const say = (line) => process.stdout.write(`\n[${((Date.now() - begun) / 1000).toFixed(0)} s] ${line}\n`);
const tally = { passed: 0, failed: 0, skipped: 0 };
const leftOut = [];
const failures = [];
/** Files of tests that failed at the first look and passed at the second. */
const unsteady = [];
const mostSecondLooks = 6;

await prepare(say);
const scratch = await mkdtemp(join(tmpdir(), 'joinery-test-'));
const bin = (name) => join(root, 'node_modules', '.bin', name);

await stage('Lint / 代码检查', () => run(bin('oxlint'), ['--type-aware', '--quiet']));
await stage('Format / 格式', () => run(bin('prettier'), ['--check', '--log-level=warn', '.']));
await stage('Dead code / 无用代码', () => run(bin('knip'), ['--no-progress', '--no-config-hints']));
await vitest('Unit / 单元', 'unit');
await vitest('Screens / 界面', 'ui');
await vitest('Integration on a real PostgreSQL / 集成(真实 PostgreSQL)', 'integration', await redisEnvironment(), [
  '--exclude',
  'tests/e2e/**',
]);
await stage(
  'Conformance of connectors / 连接器一致性',
  () => run('npm', ['run', '--silent', 'conformance', '--', '--json']),
  2,
);
await stage('Hostile expressions / 恶意表达式', () => run('npm', ['run', '--silent', 'mapping:hostile']), 2);
await stage('Random expressions beside the reference / 随机表达式对照参考实现', () =>
  run('npm', ['run', '--silent', 'mapping:fuzz', '--', '--cases', '2000', '--seed', '20261122', '--json']),
);
await suite();
await browser();
await rm(scratch, { recursive: true, force: true });

if (leftOut.length > 0) {
  say('Left out / 未运行:');
  for (const { what, why } of leftOut) process.stdout.write(`  - ${what}: ${why}\n`);
}
if (requireAll && leftOut.length > 0) tally.failed += leftOut.length;
if (unsteady.length > 0)
  say(
    `Passed only at the second look / 第二次才通过:\n${unsteady.map((path) => `  - ${path.replace(root, '')}`).join('\n')}`,
  );
if (failures.length > 0) say(`Failed / 未通过:\n${failures.map((failure) => `  - ${failure}`).join('\n')}`);
process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped + leftOut.length} skipped\n`);
process.exitCode = tally.failed > 0 ? 1 : 0;

/** A stage that depends on the machine's mood may be looked at twice; that it was is said. */
async function stage(name, work, looks = 1) {
  say(name);
  for (let look = 1; look <= looks; look++) {
    try {
      await work();
      tally.passed += 1;
      if (look > 1) unsteady.push(name);
      return;
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
    }
  }
  tally.failed += 1;
  failures.push(name);
}

async function vitest(name, project, env = {}, filters = []) {
  say(name);
  const first = await look(project, env, filters);
  const failed = first.files.filter(({ status }) => status === 'failed').map((file) => file.name);
  // A machine shared with strangers deserves a second look; what needed it is named, so that it does not go unseen.
  const isSecondLook = failed.length > 0 && failed.length <= mostSecondLooks;
  if (isSecondLook) first.files.forEach((file) => tellFailures(file));
  const second = isSecondLook ? await look(project, env, failed) : undefined;
  const files = second ? [...first.files.filter(({ name }) => !failed.includes(name)), ...second.files] : first.files;
  const tests = files.flatMap((file) => file.assertionResults);
  const count = (...wanted) => tests.filter(({ status }) => wanted.includes(status)).length;
  const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped', 'pending', 'todo') };
  for (const file of files) failures.push(...tellFailures(file));
  if (second)
    unsteady.push(...failed.filter((path) => !files.some((file) => file.name === path && file.status === 'failed')));
  const { error } = second ?? first;
  if (error && counts.failed === 0) {
    counts.failed += 1;
    failures.push(`${project}: ${error.message}`);
  }
  process.stdout.write(`${project}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  for (const what of skippedIn(tests)) process.stdout.write(`  not run / 未运行: ${what}\n`);
  for (const kind of Object.keys(counts)) tally[kind] += counts[kind];
  if (requireAll) tally.failed += counts.skipped;
}

/** What skipped tests belong to; whoever skips them says there why. */
function skippedIn(tests) {
  const skipped = tests.filter(({ status }) => ['skipped', 'pending', 'todo'].includes(status));
  return new Set(skipped.map(({ ancestorTitles, fullName }) => ancestorTitles[0] ?? fullName));
}

/** One run of the test runner over what the filters name: its report of each file, and the error it ended with, if any. */
async function look(project, env, filters) {
  const report = join(scratch, `${project}.json`);
  const config = ['-c', 'tests/support/vitest.config.ts', '--project', project];
  const output = ['--reporter=json', `--outputFile=${report}`];
  const error = await run(bin('vitest'), ['run', ...config, ...output, ...filters], { env }).then(
    () => undefined,
    (failure) => failure,
  );
  const files = existsSync(report) ? JSON.parse(await readFile(report, 'utf8')).testResults : [];
  await rm(report, { force: true });
  return { files, error };
}

/** Prints why the tests of a file failed and gives their names. */
function tellFailures({ name, status, message, assertionResults }) {
  if (status !== 'failed') return [];
  const path = name.replace(root, '');
  process.stdout.write(`\n✗ ${path}\n${message ?? ''}\n`);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  for (const test of failed)
    process.stdout.write(`  ✗ ${test.fullName}\n    ${test.failureMessages.map(withoutFrames).join('\n    ')}\n`);
  return failed.length > 0 ? failed.map((test) => `${path}: ${test.fullName}`) : [path];
}

/** A failure's words and the places in our own code; the test runner's frames tell nobody anything. */
function withoutFrames(message) {
  return message
    .split('\n')
    .filter((line) => !line.includes('/node_modules/'))
    .join('\n');
}

async function redisEnvironment() {
  if (await answers(6379)) return { TEST_REDIS_URL: 'redis://127.0.0.1:6379' };
  leftOut.push({ what: 'queue on Redis', why: 'no Redis answers on 127.0.0.1:6379 / 本机没有 Redis' });
  return {};
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1000 });
    const end = (there) => {
      socket.destroy();
      resolve(there);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });
}

async function suite() {
  const folder = process.env.JSONATA_SUITE_DIR ?? join(root, '..', 'shared', 'jsonata-suite');
  if (existsSync(folder))
    return stage('Official JSONata suite / JSONata 官方套件', () =>
      run('npm', ['run', '--silent', 'jsonata:suite', '--', '--json']),
    );
  leftOut.push({
    what: 'official JSONata suite',
    why: 'its data is not here; set JSONATA_SUITE_DIR to the folder test/test-suite of jsonata-js/jsonata',
  });
}

async function browser() {
  const chromium = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path && existsSync(path));
  if (chromium)
    return vitest('Browser journeys / 浏览器旅程', 'integration', { CHROMIUM_PATH: chromium }, ['tests/e2e']);
  leftOut.push({
    what: 'browser journeys',
    why: 'no Chromium found; install it or set CHROMIUM_PATH / 未找到 Chromium',
  });
}
