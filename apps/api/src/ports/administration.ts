import type {
  Alert,
  AlertChannel,
  AlertChannelId,
  AlertChannelPage,
  AlertId,
  AlertPage,
  AlertQuery,
  ApiToken,
  ApiTokenPage,
  AuditEntry,
  AuditPage,
  AuditQuery,
  Connection,
  ConnectionId,
  ConnectionPage,
  ConnectionQuery,
  ConnectorManifest,
  ConnectorRef,
  CreateAlertChannel,
  EgressRule,
  EgressRulePage,
  Failure,
  FlowDocument,
  FlowDraft,
  FlowId,
  FlowPage,
  FlowQuery,
  FlowSummary,
  FlowVersion,
  FlowVersionPage,
  JsonObject,
  JournalPage,
  Overview,
  PageQuery,
  Revealed,
  Permission,
  Role,
  RunDetail,
  RunId,
  RunPage,
  RunQuery,
  RunStepPage,
  RunStepQuery,
  RunSummary,
  TenantId,
  TenantSettings,
  TokenId,
  TriggerId,
  TriggerPage,
  TriggerQuery,
  TriggerView,
  UpdateAlertChannel,
  UpdateTenantSettings,
  User,
  UserId,
  UserPage,
  WaitPage,
  WaitQuery,
} from '@joinery/contracts';
import type { RecordedRun } from '@joinery/engine';
import type { IssueRecords, LinkRecords, OutcomeRecords, PassRecords, SyncRecords } from './sync-records.ts';

export type { PassActOutcome } from './sync-records.ts';

/**
 * What the API needs of storage for people's requests. One transaction sees one tenant's rows; a change and its audit
 * entry stand or fall together because both are made in it. Implemented by `@joinery/persistence`.
 */
export interface Administration {
  inTenant<T>(tenantId: TenantId, work: (records: TenantRecords) => Promise<T>): Promise<T>;
}

export interface TenantRecords {
  readonly flows: FlowRecords;
  readonly connections: ConnectionRecords;
  readonly installedConnectors: InstalledConnectorRecords;
  readonly users: UserRecords;
  readonly tokens: TokenRecords;
  readonly egressRules: EgressRuleRecords;
  readonly settings: SettingRecords;
  readonly audit: AuditRecords;
  readonly alerts: AlertRecords;
  readonly alertChannels: AlertChannelRecords;
  readonly triggers: TriggerRecords;
  readonly runs: RunRecords;
  readonly syncs: SyncRecords;
  readonly passes: PassRecords;
  readonly links: LinkRecords;
  readonly issues: IssueRecords;
  readonly outcomes: OutcomeRecords;
  readonly overview: { read(since: Date): Promise<Overview> };
}

/** A write that names the revision it was made from. `stale` carries what is stored now. */
export type Saved<T> =
  | { readonly kind: 'saved'; readonly value: T }
  | { readonly kind: 'stale'; readonly current: T }
  | { readonly kind: 'absent' };

export interface InstalledConnectorRecords {
  /** Rejects with `conflict.exists` when that version is installed. */
  add(id: string, manifest: ConnectorManifest, by: UserId): Promise<void>;
  /** Whether there was one. Rejects with `conflict.in-use` when a connection or a flow names it. */
  remove(name: string, version: string): Promise<boolean>;
}

export interface FlowRecords {
  list(query: FlowQuery): Promise<FlowPage>;
  find(id: FlowId): Promise<FlowSummary | undefined>;
  /** Rejects with `conflict.exists` when a live flow has that name. */
  create(flow: {
    readonly id: FlowId;
    readonly name: string;
    readonly description: string;
    readonly document: FlowDocument;
    readonly by: UserId;
  }): Promise<FlowSummary>;
  update(
    id: FlowId,
    change: { readonly name?: string; readonly description?: string; readonly by: UserId },
  ): Promise<FlowSummary | undefined>;
  draft(id: FlowId): Promise<FlowDraft | undefined>;
  saveDraft(save: {
    readonly id: FlowId;
    readonly revision: number;
    readonly document: FlowDocument;
    readonly by: UserId;
  }): Promise<Saved<FlowDraft>>;
  /**
   * Makes the document the newest version and the one new events run on; creates or moves the trigger without touching
   * its cursor. `revision`, when given, must be the draft's.
   */
  publish(publish: {
    readonly id: FlowId;
    readonly document: FlowDocument;
    readonly note: string;
    readonly by: UserId;
    readonly revision?: number;
  }): Promise<Saved<FlowVersion>>;
  versions(id: FlowId, query: PageQuery): Promise<FlowVersionPage>;
  version(id: FlowId, version: number): Promise<FlowVersion | undefined>;
  setState(id: FlowId, state: 'published' | 'paused' | 'archived', by: UserId): Promise<FlowSummary | undefined>;
  /** Keeps the draft as it is under a number below zero, so that a test run can be pinned to it. */
  snapshotDraft(
    id: FlowId,
    by: UserId,
  ): Promise<{ readonly version: number; readonly document: FlowDocument } | undefined>;
  /** Ids of flows that are published and can be called by another flow. */
  callable(): Promise<ReadonlySet<string>>;
}

/** A connection as stored: `secrets` are sealed bytes of one JSON object. */
export interface StoredConnection {
  readonly id: ConnectionId;
  readonly name: string;
  readonly connector: ConnectorRef;
  readonly fields: JsonObject;
  readonly secrets: Uint8Array | null;
  readonly secretNames: readonly string[];
}

export interface ConnectionRecords {
  list(query: ConnectionQuery): Promise<ConnectionPage>;
  find(id: ConnectionId): Promise<Connection | undefined>;
  /** With its sealed secrets, for those who build requests. */
  stored(id: ConnectionId): Promise<StoredConnection | undefined>;
  create(connection: StoredConnection & { readonly by: UserId }): Promise<Connection>;
  update(connection: StoredConnection & { readonly revision: number }): Promise<Saved<Connection>>;
  /** Rejects with `conflict.in-use` when a draft or a published version names it. */
  remove(id: ConnectionId): Promise<Connection | undefined>;
  noteHealth(
    id: ConnectionId,
    health: { readonly health: 'healthy' | 'failing'; readonly failure: Failure | null },
  ): Promise<void>;
  /** id → connector name, for validation. */
  connectors(): Promise<ReadonlyMap<string, string>>;
  countByConnector(): Promise<ReadonlyMap<string, number>>;
}

export interface UserRecords {
  list(query: PageQuery): Promise<UserPage>;
  find(id: UserId): Promise<User | undefined>;
  /** Rejects with `conflict.exists` when the e-mail is taken. */
  create(user: {
    readonly id: UserId;
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly language: 'zh' | 'en';
    readonly passwordHash: string;
  }): Promise<User>;
  update(
    id: UserId,
    change: {
      readonly name?: string;
      readonly role?: Role;
      readonly state?: 'active' | 'disabled';
      readonly language?: 'zh' | 'en';
    },
  ): Promise<User | undefined>;
  setPassword(id: UserId, passwordHash: string, mustChange: boolean): Promise<User | undefined>;
  endSessions(id: UserId): Promise<void>;
  countOwners(): Promise<number>;
}

export interface TokenRecords {
  list(query: PageQuery): Promise<ApiTokenPage>;
  create(token: {
    readonly id: TokenId;
    readonly name: string;
    readonly prefix: string;
    readonly hash: Uint8Array;
    readonly permissions: readonly Permission[];
    readonly by: UserId;
    readonly expiresAt: Date;
  }): Promise<ApiToken>;
  revoke(id: TokenId): Promise<ApiToken | undefined>;
}

export interface EgressRuleRecords {
  list(query: PageQuery): Promise<EgressRulePage>;
  create(rule: {
    readonly id: string;
    readonly target: string;
    readonly port: number | null;
    readonly note: string;
    readonly by: UserId;
  }): Promise<EgressRule>;
  remove(id: string): Promise<EgressRule | undefined>;
}

export interface SettingRecords {
  read(): Promise<TenantSettings>;
  update(change: UpdateTenantSettings): Promise<Saved<TenantSettings>>;
}

export type AuditFact = Omit<AuditEntry, 'id' | 'hash' | 'at'>;

export interface AuditRecords {
  /** Appends to the tenant's hash chain. */
  append(fact: AuditFact): Promise<void>;
  list(query: AuditQuery): Promise<AuditPage>;
}

export interface AlertRecords {
  list(query: AlertQuery): Promise<AlertPage>;
  acknowledge(id: AlertId, by: UserId): Promise<Alert | undefined>;
}

export interface AlertChannelRecords {
  list(query: PageQuery): Promise<AlertChannelPage>;
  find(id: AlertChannelId): Promise<AlertChannel | undefined>;
  /** Rejects with `conflict.exists` when the name is taken. */
  create(channel: CreateAlertChannel & { readonly id: AlertChannelId; readonly by: UserId }): Promise<AlertChannel>;
  /** A channel that was changed is tried again at once; one that is paused forgets what it had to say. */
  update(id: AlertChannelId, change: UpdateAlertChannel): Promise<Saved<AlertChannel>>;
  remove(id: AlertChannelId): Promise<AlertChannel | undefined>;
  /** What a test message came to; after one that went through, what waits is sent at once. */
  noteTest(id: AlertChannelId, failure: Failure | null): Promise<void>;
}

export interface TriggerRecords {
  list(query: TriggerQuery): Promise<TriggerPage>;
  find(id: TriggerId): Promise<TriggerView | undefined>;
}

/** Reading runs; what people do to them (cancel, resume …) is an act of the run stores. */
/** A run that came to its end by itself. */
export interface EndedRun {
  readonly id: RunId;
  /** When it was accepted. */
  readonly at: string;
  readonly state: 'succeeded' | 'failed';
}

export interface RunRecords {
  search(query: RunQuery): Promise<RunPage>;
  find(id: RunId): Promise<RunSummary | undefined>;
  detail(id: RunId): Promise<RunDetail | undefined>;
  steps(id: RunId, query: RunStepQuery): Promise<RunStepPage>;
  journal(id: RunId, query: PageQuery): Promise<JournalPage>;
  /** Event and output, or a step's input and output, with nothing masked. */
  reveal(id: RunId, path: string | undefined): Promise<Revealed | undefined>;
  waits(query: WaitQuery): Promise<WaitPage>;
  /** The last events of a flow, to test with. */
  events(
    flowId: FlowId,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly runId: RunId; readonly at: string; readonly body: unknown }[]>;
  /** The last real runs of a flow that ended, the newest first; an event that was run again counts once. */
  ended(flowId: FlowId, limit: number): Promise<readonly EndedRun[]>;
  /** An ended run with nothing masked, for playing it again; `too-large` when its journal is. */
  recorded(flowId: FlowId, id: RunId): Promise<RecordedRun | 'too-large' | undefined>;
  failedIds(
    filter: { readonly flowId: FlowId; readonly from?: string; readonly to?: string; readonly text?: string },
    limit: number,
  ): Promise<readonly RunId[]>;
}
