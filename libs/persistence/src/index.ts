export { Administration, type TenantRecords } from './administration/administration.ts';
export type { AuditFact } from './administration/audit.records.ts';
export type { StoredConnection } from './administration/connection.records.ts';
export type { Saved } from './administration/saved.ts';
export { isUniqueViolation } from './database/database-error.ts';
export { Database, type DatabaseOptions } from './database/database.ts';
export {
  openEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/open-embedded-postgres.ts';
export { idFloor, idTime, newId } from './ids.ts';
export { plainCodec, type PayloadCodec } from './payload-codec.ts';
export { runStores, type RunStores, type RunStoresOptions } from './run-stores.ts';
export type { AddressedAnswer, AnswerOutcome, EventAnswer, PlacedAnswer } from './stores/answer.store.ts';
export { DataKeyStore, type StoredCanary, type WrappedKey } from './stores/data-key.store.ts';
export { EgressRuleStore, type StoredEgressRule } from './stores/egress-rule.store.ts';
export type { HookTrigger } from './stores/hook-directory.ts';
export { IdentityStore, type Member } from './stores/identity.store.ts';
export type { PollAcceptance, PolledEvents, ScheduledTick } from './stores/intake.store.ts';
export { LiveChannel, type LiveChannelOptions, type Reply } from './stores/live-channel.ts';
export type { RunActOutcome } from './stores/run-command.store.ts';
export type { RunChange, RunNews } from './stores/run-news.ts';
export type { ToldChange } from './syncs/change-rows.ts';
export type { SyncClaim } from './syncs/sync-claim.store.ts';
export type { DueSyncTrigger, LookedAtTrigger, SyncTrigger } from './syncs/sync-trigger.store.ts';
export { syncStores, type SyncStores } from './syncs/sync-stores.ts';
export { TokenStore, type StoredToken, type TokenKey } from './stores/token.store.ts';
export type { DueTrigger, Looked, PublishedTrigger } from './stores/trigger.store.ts';
