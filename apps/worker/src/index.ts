export { Every } from './every.ts';
export { keepUp } from './keep-up.ts';
export type {
  DueTrigger,
  DueTriggers,
  Looked,
  Polled,
  PolledEvent,
  Registered,
  VendorTrigger,
  VendorTriggers,
} from './ports.ts';
export { relay } from './relay.ts';
export { RunWorker } from './run-worker.ts';
export { SyncWorker, type SyncWorkerOptions } from './syncs/sync-worker.ts';
export { TriggerClock } from './trigger-clock.ts';
export { startWorker } from './start-worker.ts';
