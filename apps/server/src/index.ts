export { explain } from './explain.ts';
export { connectors } from './connectors.ts';
export { serve, version, type ServeOptions } from './serve.ts';
