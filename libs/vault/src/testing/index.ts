export * from './memory-key-store.ts';
