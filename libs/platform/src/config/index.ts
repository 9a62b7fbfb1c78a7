export type { Config } from './config.ts';
export { readConfig, type Environment } from './read-config.ts';
