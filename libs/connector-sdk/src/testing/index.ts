export { callbackServer, type CallbackServer } from './callback-server.ts';
export { type Bench, type Check, reasonToSkip, runCheck, secretsOf } from './check.ts';
export { conformance, conformanceChecks, runConformance, type CheckResult, type TestRunner } from './conformance.ts';
export type {
  CallbackOutcome,
  CallbackRequest,
  CallOptions,
  CallOutcome,
  ConformanceHost,
  LookUpOutcome,
  OpenHost,
  PageOutcome,
  RecordSeen,
} from './conformance-host.ts';
export type { ConformancePlan, ConformanceSubject, PlannedCall } from './subject.ts';
export * from '../simulator/index.ts';
