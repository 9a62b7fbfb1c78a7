export * from './addresses.ts';
export * from './api-error.ts';
export * from './call.ts';
export * from './run-news.ts';
export * from './session.tsx';
export * from './use-api.ts';
