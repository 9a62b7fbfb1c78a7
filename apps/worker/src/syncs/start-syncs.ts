import type { Drainable, Runtime } from '@joinery/platform';
import { Every } from '../every.ts';
import { SyncTriggerClock } from './sync-trigger-clock.ts';
import { SyncWorker } from './sync-worker.ts';

/** Everything that keeps syncs going: their schedules, their triggers, and the work itself. */
export function startSyncs({ config, logger, syncs, vendorTriggers }: Runtime): readonly Drainable[] {
  const schedules = new Every({
    periodMs: 1_000,
    work: async () => (await syncs.stores.schedules.strike(Date.now()), 'rest'),
    failed: (error) => logger.error({ error }, 'schedules of syncs could not be looked at'),
  }).start();
  const triggers = new SyncTriggerClock({
    triggers: syncs.stores.triggers,
    vendors: vendorTriggers,
    now: Date.now,
    periodMs: 500,
    failed: (error, triggerId) => logger.error({ error, triggerId }, 'a trigger of a sync could not be looked at'),
  }).start();
  const worker = new SyncWorker({
    work: syncs,
    concurrency: config.limits.syncConcurrency,
    periodMs: 500,
    failed: (error, syncId) =>
      logger.error({ error, syncId }, 'a sync could not be worked on; its lease brings it back'),
  }).start();
  return [
    { name: 'sync schedules', drain: () => schedules.stop() },
    { name: 'sync triggers', drain: () => triggers.stop() },
    { name: 'syncs', drain: () => worker.stop() },
  ];
}
