export { explain } from './explain.ts';
export { serve, type ServeOptions } from './serve.ts';
