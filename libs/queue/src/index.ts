export { MemoryQueue } from './memory-queue.ts';
export type { ConsumeOptions, RunConsumer, RunHandler, RunQueue } from './run-queue.ts';
