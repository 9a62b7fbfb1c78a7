import assert from 'node:assert/strict';
import type { Connector } from '../../define-connector.ts';
import { type Bench, type Check, liveCheck, planned } from '../check.ts';
import { allItems, expectFailure, expectNoSecret, failureOf, member, outputOf, sameSet } from '../expectations.ts';

const hasToken = ({ manifest }: Connector): true | string =>
  manifest.connection.auth.some(({ scheme }) => scheme === 'oauth2' || scheme === 'token-exchange') ||
  'no short-lived token';
const hasTest = ({ manifest }: Connector): true | string =>
  manifest.connection.test !== undefined || 'no test of the connection';

function read(bench: Bench) {
  const { action, input } = planned(bench, 'read');
  return bench.host.invoke(action, input);
}

function exchanges(bench: Bench): number {
  const path = planned(bench, 'tokenPath');
  return bench.simulator.requests().filter((request) => request.path === path).length;
}

/** Credentials: accepted, refused, expired and renewed. */
export const authChecks: readonly Check[] = [
  liveCheck(
    'auth.accepted',
    'good credentials are accepted, and the test names what was reached',
    { applies: hasTest },
    async ({ host }) => {
      const { ok, message } = await host.test();
      assert.ok(ok, `refused: ${message.en}`);
      assert.ok(message.zh.length > 0 && message.en.length > 0);
    },
  ),
  liveCheck(
    'auth.refused',
    'wrong credentials are refused as such, in both languages and without the secret',
    { applies: hasTest },
    async (bench) => {
      const wrong = bench.simulator.wrongConnection();
      const { ok, failure } = await (await bench.open({ connection: wrong })).test();
      assert.ok(!ok && failure, 'accepted with wrong credentials');
      expectFailure(failure, 'auth', [...bench.secrets, ...secretTexts(wrong)]);
    },
  ),
  liveCheck(
    'auth.refused-once',
    'wrong credentials are not tried again and again',
    { applies: hasTest },
    async (bench) => {
      await (await bench.open({ connection: bench.simulator.wrongConnection() })).test();
      const { length } = bench.simulator.requests();
      assert.ok(length <= 3, `${length} requests were made`);
    },
  ),
  liveCheck(
    'auth.expired',
    'a token that expired is renewed once and the call goes through',
    { needs: ['read', 'tokenPath'], applies: hasToken },
    async (bench) => {
      outputOf(await read(bench));
      bench.simulator.setFault({ kind: 'expired-token' });
      outputOf(await read(bench));
      assert.equal(exchanges(bench), 2);
    },
  ),
  liveCheck(
    'auth.expired-in-body',
    'an expired token is understood inside the body of a 200',
    { needs: ['read', 'tokenPath'], applies: hasToken },
    async (bench) => {
      outputOf(await read(bench));
      bench.simulator.setFault({ kind: 'expired-token', status: 200 });
      outputOf(await read(bench));
      assert.equal(exchanges(bench), 2);
    },
  ),
  liveCheck(
    'auth.expired-mid-listing',
    'a token that expires between pages loses no record and repeats none',
    { needs: ['list', 'tokenPath'], applies: hasToken },
    async (bench) => {
      const list = planned(bench, 'list');
      for (let n = 0; n < 120; n += 1) bench.simulator.upsert(list.collection, list.more(n));
      bench.simulator.setFault({ kind: 'expired-token', after: 1 });
      const ids = (await allItems(bench.host, list)).map((item) => member(item, list.key));
      const wanted = bench.simulator.records(list.collection).map((record) => record[list.key]);
      sameSet(ids, wanted, 'records seen');
      assert.equal(ids.length, wanted.length);
    },
  ),
  liveCheck(
    'auth.still-expired',
    'a token that is refused even when new ends as a failure, not as a circle',
    { needs: ['read', 'tokenPath'], applies: hasToken },
    async (bench) => {
      bench.simulator.setFault({ kind: 'expired-token', times: 50 });
      expectFailure(failureOf(await read(bench)), 'auth', bench.secrets);
      assert.ok(bench.simulator.requests().length <= 6, 'it went round in circles');
    },
  ),
  liveCheck(
    'auth.reused',
    'one token serves call after call',
    { needs: ['read', 'tokenPath'], applies: hasToken },
    async (bench) => {
      for (let n = 0; n < 3; n += 1) outputOf(await read(bench));
      assert.equal(exchanges(bench), 1);
    },
  ),
  liveCheck(
    'auth.single-flight',
    'calls that start together ask for one token',
    { needs: ['read', 'tokenPath'], applies: hasToken },
    async (bench) => {
      for (const outcome of await Promise.all(Array.from({ length: 8 }, () => read(bench)))) outputOf(outcome);
      assert.equal(exchanges(bench), 1);
    },
  ),
  liveCheck(
    'auth.single-flight-renewal',
    'calls that meet an expired token together renew it once',
    { needs: ['read', 'tokenPath'], applies: hasToken },
    async (bench) => {
      outputOf(await read(bench));
      bench.simulator.setFault({ kind: 'expired-token' });
      for (const outcome of await Promise.all(Array.from({ length: 8 }, () => read(bench)))) outputOf(outcome);
      assert.equal(exchanges(bench), 2);
    },
  ),
  liveCheck('auth.secrets-stay-home', 'no secret travels in an address', { needs: ['read'] }, async (bench) => {
    outputOf(await read(bench));
    const addresses = bench.simulator.requests().map(({ path, query }) => `${path}?${query}`);
    expectNoSecret(addresses, bench.secrets);
  }),
];

function secretTexts(connection: object): readonly string[] {
  return Object.entries(connection).flatMap(([name, value]) =>
    /secret|password/i.test(name) && typeof value === 'string' ? [value] : [],
  );
}
