export * from './in-memory-syncs.ts';
export * from './in-memory-system.ts';
export * from './kill-switch.ts';
export * from './test-clock.ts';
export * from './test-sync.ts';
