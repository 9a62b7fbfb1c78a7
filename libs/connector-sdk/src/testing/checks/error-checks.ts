import assert from 'node:assert/strict';
import type { Failure, FailureKind } from '@joinery/contracts';
import { connectorFromManifest } from '../../define-connector.ts';
import type { Fault } from '../../simulator/index.ts';
import { type Bench, type Check, liveCheck, planned } from '../check.ts';
import { expectFailure, expectReadable, failureOf, outputOf } from '../expectations.ts';
import type { CallOptions } from '../conformance-host.ts';

type Called = 'read' | 'write' | 'notFound' | 'refused' | 'misshapen' | 'conflict';

function call(bench: Bench, part: Called, options?: CallOptions) {
  const { action, input } = planned(bench, part);
  return bench.host.invoke(action, input, options);
}

/** The failure of a read while a fault is on; the token is there already. */
async function readWith(bench: Bench, fault: Fault, options?: CallOptions): Promise<Failure> {
  outputOf(await call(bench, 'read'));
  bench.simulator.setFault({ times: 20, ...fault });
  return failureOf(await call(bench, 'read', options));
}

async function expectReadFails(bench: Bench, fault: Fault, kind: FailureKind, options?: CallOptions): Promise<Failure> {
  const failure = await readWith(bench, fault, options);
  expectFailure(failure, kind, bench.secrets);
  return failure;
}

const needs = ['read'] as const;

/** Each way to fail has its meaning, its text, and its consequence for a retry. */
export const errorChecks: readonly Check[] = [
  liveCheck(
    'errors.rate-limited',
    'a 429 is a rate limit, and the wait the vendor asked for is kept',
    { needs },
    async (bench) => {
      const failure = await expectReadFails(bench, { kind: 'rate-limited', retryAfterSeconds: 7 }, 'rate-limited', {
        timeoutMs: 1_500,
      });
      // A moment of it may have passed: a call that came after the refusal is told what is left of the wait.
      const wait = failure.retryAfterMs ?? 0;
      assert.ok(wait > 6_000 && wait <= 7_000, `7 s were asked for, ${wait} ms are kept`);
    },
  ),
  liveCheck(
    'errors.rate-limited-without-wait',
    'a 429 without a wait is a rate limit too',
    { needs },
    async (bench) => {
      await expectReadFails(bench, { kind: 'rate-limited' }, 'rate-limited', { timeoutMs: 1_500 });
    },
  ),
  liveCheck('errors.unavailable', 'a 503 may be repeated', { needs }, async (bench) => {
    await expectReadFails(bench, { kind: 'server-error', status: 503 }, 'transient');
  }),
  liveCheck('errors.broken', 'a 500 may be repeated', { needs }, async (bench) => {
    await expectReadFails(bench, { kind: 'server-error', status: 500 }, 'transient');
  }),
  liveCheck(
    'errors.maintenance',
    'a maintenance page with status 200 may be repeated, and says what it is',
    { needs },
    async (bench) => {
      const failure = await expectReadFails(bench, { kind: 'maintenance-page' }, 'transient');
      assert.equal(failure.code, 'connector.not-json');
    },
  ),
  liveCheck('errors.half-body', 'an answer that broke off may be repeated', { needs }, async (bench) => {
    await expectReadFails(bench, { kind: 'half-body' }, 'transient');
  }),
  liveCheck('errors.lost-reply', 'a connection that broke may be repeated', { needs }, async (bench) => {
    await expectReadFails(bench, { kind: 'lost-reply' }, 'transient');
  }),
  liveCheck(
    'errors.timeout',
    'no answer in time may be repeated, and the caller is not kept longer',
    { needs },
    async (bench) => {
      outputOf(await call(bench, 'read'));
      bench.simulator.setFault({ kind: 'slow', delayMs: 3_000, times: 2 });
      const begun = performance.now();
      expectFailure(failureOf(await call(bench, 'read', { timeoutMs: 300 })), 'transient', bench.secrets);
      assert.ok(performance.now() - begun < 2_500, 'the caller was kept waiting');
    },
  ),
  liveCheck('errors.unreachable', 'a vendor that is not there is told with its address', { needs }, async (bench) => {
    outputOf(await call(bench, 'read'));
    await bench.running.stop();
    expectFailure(failureOf(await call(bench, 'read')), 'transient', bench.secrets);
  }),
  liveCheck('errors.recovers', 'after a fault the next call succeeds', { needs }, async (bench) => {
    outputOf(await call(bench, 'read'));
    bench.simulator.setFault({ kind: 'server-error', times: 10 });
    failureOf(await call(bench, 'read'));
    bench.simulator.clearFaults();
    outputOf(await call(bench, 'read'));
  }),
  liveCheck(
    'errors.not-found',
    'what is not there is told as such, with the vendor’s code',
    { needs: ['notFound'] },
    async (bench) => {
      const failure = failureOf(await call(bench, 'notFound'));
      assert.equal(failure.code, 'connector.not-found');
      expectReadable(failure);
      assert.ok(failure.vendor?.code, 'the vendor’s code is missing');
    },
  ),
  liveCheck(
    'errors.refused',
    'data the vendor finds wrong is invalid, and asked once only',
    { needs: ['refused'] },
    async (bench) => {
      const before = bench.simulator.requests().length;
      const failure = failureOf(await call(bench, 'refused'));
      expectFailure(failure, 'invalid', bench.secrets);
      assert.ok(failure.vendor?.message, 'the vendor’s words are missing');
      const same = bench.simulator
        .requests()
        .slice(before)
        .filter(({ status }) => status >= 400 || status === 200);
      assert.ok(same.length <= 2, `${same.length} requests were made`);
    },
  ),
  liveCheck(
    'errors.conflict',
    'a record that was changed meanwhile is a conflict',
    { needs: ['conflict'] },
    async (bench) => {
      planned(bench, 'conflict').before(bench.simulator);
      expectFailure(failureOf(await call(bench, 'conflict')), 'conflict', bench.secrets);
    },
  ),
  liveCheck(
    'errors.misshapen',
    'an input that does not fit is refused before anything is sent',
    { needs: ['misshapen'] },
    async (bench) => {
      const failure = failureOf(await call(bench, 'misshapen'));
      assert.equal(failure.code, 'step.input-invalid');
      assert.deepEqual(bench.simulator.requests(), []);
    },
  ),
  liveCheck('hosts.undeclared', 'a host the manifest does not declare is refused', {}, async (bench) => {
    const { manifest, code } = bench.connector;
    const away = {
      title: { zh: '外部', en: 'Away' },
      input: { type: 'object' },
      output: {},
      effect: { class: 'read' },
      operation: { kind: 'request', request: { method: 'GET', path: 'http://127.0.0.1:9/away' } },
    };
    const changed = connectorFromManifest(
      { ...manifest, hosts: manifest.hosts.filter((host) => host !== '*'), actions: { away } },
      onlyOf(code),
    );
    const host = await bench.open({ connector: changed });
    const { code: refusal, params } = failureOf(await host.invoke('away', {}));
    // By the manifest, not only by the policy of the tenant at hand.
    assert.equal(refusal, 'egress.refused');
    assert.match(JSON.stringify(params), /declared/);
  }),
];

/** The connector without its own actions' code: the changed manifest has other actions. */
function onlyOf(code: Bench['connector']['code']): Bench['connector']['code'] {
  return Object.fromEntries(Object.entries(code).filter(([place]) => !place.startsWith('actions.')));
}
