import type {
  IssueChoice,
  JsonObject,
  LinkId,
  PageQuery,
  Pass,
  PassId,
  PassKind,
  PassPage,
  PassQuery,
  PassScope,
  PassState,
  SyncDocument,
  SyncDraft,
  SyncId,
  SyncIssue,
  SyncIssuePage,
  SyncIssueQuery,
  SyncLinkPage,
  SyncLinkQuery,
  SyncOutcomePage,
  SyncOutcomeQuery,
  SyncPage,
  SyncQuery,
  SyncRecord,
  SyncSummary,
  SyncVersion,
  SyncVersionPage,
  UserId,
} from '@joinery/contracts';
import type { ConflictVerdict, MatchVerdict, PassRequest } from '@joinery/sync';
import type { Saved } from './administration.ts';

export interface SyncRecords {
  list(query: SyncQuery): Promise<SyncPage>;
  find(id: SyncId): Promise<SyncSummary | undefined>;
  /** Rejects with `conflict.exists` when a live sync has that name. */
  create(sync: {
    readonly id: SyncId;
    readonly name: string;
    readonly description: string;
    readonly document: SyncDocument;
    readonly by: UserId;
  }): Promise<SyncSummary>;
  update(
    id: SyncId,
    change: { readonly name: string; readonly description: string; readonly by: UserId },
  ): Promise<SyncSummary | undefined>;
  setState(id: SyncId, state: 'published' | 'paused' | 'archived', by: UserId): Promise<SyncSummary | undefined>;
  draft(id: SyncId): Promise<SyncDraft | undefined>;
  saveDraft(save: {
    readonly id: SyncId;
    readonly revision: number;
    readonly document: SyncDocument;
    readonly by: UserId;
  }): Promise<Saved<SyncDraft>>;
  /** Makes the document the newest version; rejects with `conflict.stale` for another revision. */
  publish(publish: {
    readonly id: SyncId;
    readonly document: SyncDocument;
    readonly note: string;
    readonly by: UserId;
    readonly revision: number;
  }): Promise<SyncVersion | undefined>;
  /** Lets passes run on a version; its schedules and triggers begin. */
  goLive(id: SyncId, version: number, document: SyncDocument): Promise<SyncSummary | undefined>;
  versions(id: SyncId, query: PageQuery): Promise<SyncVersionPage>;
  version(id: SyncId, version: number): Promise<SyncVersion | undefined>;
  /** The newest versions of all syncs that are not put away. */
  published(): Promise<readonly { readonly syncId: SyncId; readonly name: string; readonly document: SyncDocument }[]>;
}

export type PassActOutcome =
  { readonly kind: 'done' } | { readonly kind: 'absent' } | { readonly kind: 'not-allowed'; readonly state: PassState };

export interface PassRecords {
  request(pass: {
    readonly syncId: SyncId;
    readonly kind: PassKind;
    readonly scope: PassScope;
    readonly version: number;
    readonly request?: PassRequest;
    readonly by: UserId;
  }): Promise<Pass>;
  /** A look for changes soon, unless one waits already. */
  wake(syncId: SyncId, version: number, by: UserId): Promise<void>;
  list(syncId: SyncId, query: PassQuery): Promise<PassPage>;
  find(syncId: SyncId, id: PassId): Promise<Pass | undefined>;
  stop(syncId: SyncId, id: PassId, word: 'pause' | 'cancel'): Promise<PassActOutcome>;
  resume(syncId: SyncId, id: PassId): Promise<PassActOutcome>;
  releaseGuard(syncId: SyncId, count: number): Promise<void>;
}

export interface LinkRecords {
  search(syncId: SyncId, query: SyncLinkQuery): Promise<SyncLinkPage>;
  find(syncId: SyncId, id: LinkId): Promise<SyncRecord | undefined>;
  /** Leaves a person's word on links for whoever holds the sync next; on how many. */
  decide(
    syncId: SyncId,
    ids: readonly LinkId[],
    decision: { readonly kind: 'decide'; readonly verdict: ConflictVerdict } | { readonly kind: 'release' },
    by: UserId,
  ): Promise<number>;
}

export interface IssueRecords {
  search(syncId: SyncId, query: SyncIssueQuery): Promise<SyncIssuePage>;
  find(syncId: SyncId, id: string): Promise<SyncIssue | undefined>;
  /** Undefined: no such issue, or nothing to be sent. */
  edit(syncId: SyncId, id: string, fields: JsonObject): Promise<SyncIssue | undefined>;
  /** Links in dispute: the named ones, or all that the filter finds. */
  disputed(syncId: SyncId, choice: IssueChoice): Promise<readonly LinkId[]>;
  /** False: it is no record that could not be matched. */
  decideMatch(syncId: SyncId, id: string, verdict: MatchVerdict, by: UserId): Promise<boolean>;
}

export interface OutcomeRecords {
  search(syncId: SyncId, query: SyncOutcomeQuery): Promise<SyncOutcomePage>;
}
