export { provide, provideValue, token, type Token } from './token.ts';
export { drain, onStopSignal, type Drainable, type DrainOptions } from './drain.ts';
export { HealthChecks, type Check } from './health/health-checks.ts';
export { SampledPressure, type Pressure, type PressureOptions } from './live/pressure.ts';
export { ReplyDesk, type Reply } from './live/reply-desk.ts';
export { RunFeed, type RunChange } from './live/run-feed.ts';
export { InstalledConnectors } from './runtime/installed-connectors.ts';
export { openRuntime, type Runtime, type RuntimeOptions } from './runtime/open-runtime.ts';
export { contentHash } from './syncs/content-hash.ts';
