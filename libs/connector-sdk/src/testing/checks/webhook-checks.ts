import assert from 'node:assert/strict';
import type { Json, JsonObject } from '@joinery/contracts';
import type { Connector } from '../../define-connector.ts';
import { type DeliveryNature, type FaultKind, textOf } from '../../simulator/index.ts';
import { callbackServer, type CallbackServer } from '../callback-server.ts';
import { type Bench, type Check, liveCheck, planned } from '../check.ts';
import type { CallbackOutcome } from '../conformance-host.ts';
import { expectValid, member, outputOf } from '../expectations.ts';
import type { ConformancePlan } from '../subject.ts';

const needs = ['webhook'] as const;

const registers = ({ manifest }: Connector, { webhook }: ConformancePlan): true | string => {
  const trigger = webhook && manifest.triggers[webhook.trigger];
  return (trigger?.kind === 'webhook' && trigger.register !== undefined) || 'registered by hand';
};

/** Some vendors do not say when they sent an event; then only its replay is noticed. */
const stamped = ({ manifest }: Connector): true | string =>
  Object.values(manifest.webhooks).some(({ timestamp, adapt }) => timestamp !== undefined || adapt !== undefined) ||
  'events carry no signed timestamp';

interface Listener {
  readonly trigger: string;
  readonly settings: JsonObject;
}

/** Lets the vendor send events to us; what became of each callback is kept in order. */
async function listening(
  bench: Bench,
  work: (server: CallbackServer) => Promise<void>,
  { trigger, settings }: Listener = planned(bench, 'webhook'),
): Promise<void> {
  const server = await callbackServer(async (request) => {
    const outcome = await bench.host.receive?.(trigger, settings, request);
    assert.ok(outcome, 'the host at hand receives no callbacks');
    return outcome;
  });
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

/** Fires events with a fault on, and gives what became of those of one nature. */
async function fired(bench: Bench, nature: DeliveryNature, fault?: FaultKind): Promise<readonly CallbackOutcome[]> {
  const { fire, signing } = planned(bench, 'webhook');
  let outcomes: readonly CallbackOutcome[] = [];
  await listening(bench, async (server) => {
    await bench.simulator.subscribe({ url: server.url, ...signing(bench.simulator.connection()) });
    if (fault) bench.simulator.setFault({ kind: fault });
    fire(bench.simulator, 1);
    await bench.simulator.settled();
    const deliveries = bench.simulator.deliveries();
    outcomes = server.outcomesOf(deliveries).filter((_, index) => deliveries[index]?.nature === nature);
    assert.ok(outcomes.length > 0, `no ${nature} delivery was made`);
  });
  return outcomes;
}

const accepted = ({ kind, events }: CallbackOutcome): boolean => kind === 'accepted' && events.length > 0;

/** Callbacks: the genuine get in, once; everything else stays out with a clear status. */
export const webhookChecks: readonly Check[] = [
  liveCheck('webhook.genuine', 'a genuine event is accepted', { needs }, async (bench) => {
    assert.ok((await fired(bench, 'genuine')).some(accepted), 'not accepted');
  }),
  liveCheck('webhook.event-valid', 'the event a flow sees fits the trigger’s output', { needs }, async (bench) => {
    const { trigger } = planned(bench, 'webhook');
    const events: readonly Json[] = (await fired(bench, 'genuine')).flatMap((outcome) => outcome.events);
    assert.ok(events.length > 0, 'no event');
    for (const event of events)
      expectValid(bench.connector.manifest.triggers[trigger]?.output, event, `event of ${trigger}`);
  }),
  liveCheck('webhook.forged', 'an event signed with another secret is refused with 401', { needs }, async (bench) => {
    for (const { kind, status } of await fired(bench, 'forged', 'forged-delivery'))
      assert.deepEqual([kind, status], ['refused', 401]);
  }),
  liveCheck(
    'webhook.stale',
    'an event with an old timestamp is refused',
    { needs, applies: stamped },
    async (bench) => {
      for (const { kind, status } of await fired(bench, 'stale', 'stale-delivery'))
        assert.deepEqual([kind, Math.floor(status / 100)], ['refused', 4]);
    },
  ),
  liveCheck('webhook.malformed', 'an event whose body broke off is refused with a 4xx', { needs }, async (bench) => {
    for (const { kind, status } of await fired(bench, 'malformed', 'malformed-delivery'))
      assert.deepEqual([kind, Math.floor(status / 100)], ['refused', 4]);
  }),
  liveCheck(
    'webhook.duplicate',
    'an event that comes twice is accepted once, and the sender is content',
    { needs },
    async (bench) => {
      const outcomes = await fired(bench, 'duplicate', 'duplicate-delivery');
      for (const outcome of outcomes) {
        assert.ok(!accepted(outcome), 'accepted twice');
        assert.ok(outcome.status < 300, `the sender got ${outcome.status} and would send it again`);
      }
    },
  ),
  liveCheck(
    'webhook.acknowledged',
    'a sender hears what its vendor wants to hear, also when it sends an event again',
    { needs },
    async (bench) => {
      const { fire, signing } = planned(bench, 'webhook');
      await listening(bench, async (server) => {
        await bench.simulator.subscribe({ url: server.url, ...signing(bench.simulator.connection()) });
        bench.simulator.setFault({ kind: 'duplicate-delivery' });
        fire(bench.simulator, 1);
        await bench.simulator.settled();
      });
      const deliveries = bench.simulator.deliveries();
      assert.ok(deliveries.length > 1, 'nothing was sent twice');
      for (const { state, attempts, status, answer } of deliveries)
        assert.deepEqual([state, attempts], ['delivered', 1], `after the answer ${status} ${answer}`);
    },
  ),
  liveCheck(
    'webhook.outcome',
    'the event that ends a wait carries the key the action gave, once, and only at the end',
    { needs: ['webhook', 'wait'] },
    async (bench) => {
      const { signing } = planned(bench, 'webhook');
      const { action, input, key, trigger, settings, settle } = planned(bench, 'wait');
      await listening(
        bench,
        async (server) => {
          await bench.simulator.subscribe({ url: server.url, ...signing(bench.simulator.connection()) });
          // Some vendors tell of nothing that was not asked for.
          await bench.host.register(trigger, settings, server.url);
          const begun = textOf(member(outputOf(await bench.host.invoke(action, input)), key));
          assert.ok(begun !== '', `the action gave no ${key}`);
          await bench.simulator.settled();
          const keys = (): readonly (string | null)[] =>
            server.seen.flatMap(({ correlationKeys = [] }) => correlationKeys);
          assert.deepEqual(keys(), [], 'told before it was decided');
          settle(bench.simulator, begun);
          await bench.simulator.settled();
          assert.deepEqual(keys(), [begun]);
        },
        { trigger, settings },
      );
    },
  ),
  liveCheck('webhook.unsigned', 'an event without its signature is refused', { needs }, async (bench) => {
    await listening(bench, async (server) => {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"hello":1}',
      });
      assert.equal(Math.floor(response.status / 100), 4);
      assert.ok(!server.seen.some(accepted), 'accepted without a signature');
    });
  }),
  liveCheck(
    'webhook.handshake',
    'the question a vendor asks before it sends is answered, and is no event',
    { needs },
    async (bench) => {
      const { handshake, signing } = planned(bench, 'webhook');
      if (!handshake) return;
      await listening(bench, async (server) => {
        await bench.simulator.subscribe({ url: server.url, ...signing(bench.simulator.connection()) });
        assert.deepEqual(
          server.seen.map(({ kind, events }) => [kind, events.length]),
          [['answered', 0]],
        );
      });
    },
  ),
  liveCheck(
    'webhook.registration',
    'a trigger registers itself at the vendor, is found again, and leaves',
    { needs, applies: registers },
    async (bench) => {
      const { trigger, settings } = planned(bench, 'webhook');
      const callbackUrl = 'http://127.0.0.1:9/hook';
      const registration = await bench.host.register(trigger, settings, callbackUrl);
      assert.deepEqual(
        bench.simulator.subscriptions().map(({ url }) => url),
        [callbackUrl],
      );
      await bench.host.verify(trigger, settings, registration, callbackUrl);
      await bench.host.unregister(trigger, settings, registration, callbackUrl);
      assert.deepEqual(bench.simulator.subscriptions(), []);
    },
  ),
  liveCheck(
    'webhook.forgotten',
    'a registration the vendor has forgotten is noticed',
    { needs, applies: registers },
    async (bench) => {
      const { trigger, settings } = planned(bench, 'webhook');
      const callbackUrl = 'http://127.0.0.1:9/hook';
      const registration = await bench.host.register(trigger, settings, callbackUrl);
      for (const { id } of bench.simulator.subscriptions()) bench.simulator.unsubscribe(id);
      await assert.rejects(bench.host.verify(trigger, settings, registration, callbackUrl));
    },
  ),
];
