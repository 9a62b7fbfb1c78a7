export type { Authorization, AuthorizationAnswer, AuthorizationRequest } from './auth/authorization-code.ts';
export type { BudgetStore, BudgetWindow, Take } from './budget/budget-store.ts';
export { InMemoryBudgetStore } from './budget/in-memory-budget-store.ts';
export type {
  ConnectionSource,
  LoadedConnection,
  RevealableSecret,
  StoredToken,
  TokenKey,
  TokenStore,
} from './connection/connection-source.ts';
export { InMemoryTokenStore } from './connection/in-memory-token-store.ts';
export { ConnectorRegistry } from './connector/connector-registry.ts';
export type { ConnectionTest, DesignCall, Option } from './host/design.ts';
export { ConnectorHost, type ConnectorHostOptions } from './host/connector-host.ts';
export type { HostCall } from './host/host-parts.ts';
export type { ObjectCall, RecordChanges, RecordPage, RecordView } from './host/objects.ts';
export type { PolledEvents, TriggerCall } from './host/triggers.ts';
export { sideTraits } from './sync/side-traits.ts';
export { SyncSides } from './sync/sync-sides.ts';
