import type { Drainable, Runtime } from '@joinery/platform';
import { AlertDelivery } from './alerts/alert-delivery.ts';
import { Every } from './every.ts';
import { relay } from './relay.ts';
import { RunWorker } from './run-worker.ts';
import { startSyncs } from './syncs/start-syncs.ts';
import { TriggerClock } from './trigger-clock.ts';

/** Everything of a process that works without being asked. Its parts drain in the order given. */
export function startWorker(runtime: Runtime): readonly Drainable[] {
  const { config, logger, queue, engine, stores } = runtime;
  const told = (message: string) => (error: unknown) => logger.error({ error }, message);
  const graceMs = (config.limits.drainSeconds - drainReserveSeconds) * 1000;
  const runs = new RunWorker({
    queue,
    engine,
    concurrency: config.limits.runConcurrency,
    onError: (error, runId) => logger.error({ error, runId }, 'a run could not be worked on; its lease brings it back'),
  });
  const publishing = relay({
    due: stores.relay,
    queue,
    periodMs: 1000,
    failed: told('due runs could not be published'),
  }).start();
  const clock = triggerClock(runtime).start();
  const keeping = housekeeping(runtime);
  const alerts = alertDelivery(runtime).start();
  return [
    ...startSyncs(runtime),
    { name: 'triggers', drain: () => clock.stop() },
    { name: 'relay', drain: () => publishing.stop() },
    { name: 'housekeeping', drain: async () => void (await Promise.all(keeping.map((one) => one.stop()))) },
    { name: 'runs', drain: () => runs.stop(graceMs) },
    { name: 'alerts', drain: () => alerts.stop() },
  ];
}

/** What draining leaves for the parts behind the runs: commits, connections, the database. */
const drainReserveSeconds = 1;

function triggerClock({ vendorTriggers, stores, logger }: Runtime): TriggerClock {
  return new TriggerClock({
    triggers: stores.triggers,
    vendors: vendorTriggers,
    intake: stores.intake,
    answers: stores.answers,
    now: Date.now,
    periodMs: 500,
    failed: (error, triggerId) => logger.error({ error, triggerId }, 'a trigger could not be looked at'),
  });
}

function alertDelivery({ alerts, publicUrl, logger }: Runtime): AlertDelivery {
  return new AlertDelivery({
    ...alerts,
    publicUrl: publicUrl.replace(/\/+$/, ''),
    periodMs: 1_000,
    random: Math.random,
    failed: (error, channelId) =>
      logger.error({ error, channelId }, 'alerts could not be worked on; their lease brings them back'),
  });
}

/** What time makes necessary: silence is told, the expired thrown away, tomorrow's partitions made. */
function housekeeping({ stores: { sweeper, triggers }, logger }: Runtime): readonly Every[] {
  const every = (periodMs: number, message: string, work: () => Promise<'again' | 'rest'>): Every =>
    new Every({ periodMs, work, failed: (error) => logger.error({ error }, message) }).start();
  return [
    every(5_000, 'parked runs could not be settled', async () => (await sweeper.settle(), 'rest')),
    every(10_000, 'silent triggers could not be looked for', async () => (await triggers.alertSilent(), 'rest')),
    every(60_000, 'expired rows could not be deleted', async () => ((await sweeper.expire()) ? 'again' : 'rest')),
    every(3_600_000, 'partitions could not be kept', async () => (await sweeper.keepPartitions(Date.now()), 'rest')),
  ];
}
