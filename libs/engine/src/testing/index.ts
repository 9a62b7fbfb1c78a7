export * from './in-memory-runs.ts';
export * from './scripted-actions.ts';
export * from './test-engine.ts';
export * from './flow-of.ts';
