import type {
  Failure,
  Json,
  JsonObject,
  LinkId,
  LinkState,
  OutcomeRow,
  PassId,
  PassKind,
  PassScope,
  Side,
  SyncCounts,
  SyncDocument,
  SyncId,
  TenantId,
} from '@joinery/contracts';
import type { LinkMemory } from './link-memory.ts';
import type { PassRequest, Phase } from './pass/phases.ts';

/** The right to write for a sync. It ends when another worker claims the sync with a higher epoch. */
export interface SyncLease {
  readonly syncId: SyncId;
  readonly tenantId: TenantId;
  readonly epoch: number;
  /** A plan reads a copy of the live links and writes into it. */
  readonly scope: PassScope;
  /** Whose links these are: the sync's own, or the copy of a plan. */
  readonly shelfId: SyncId | PassId;
}

/** A record as its system gives it. */
export interface SideRecord {
  readonly id: string;
  readonly fields: JsonObject;
  /** Changes with every write; compared before one. */
  readonly version?: string;
  /** Epoch ms on the clock of the record's own system. */
  readonly modifiedAt?: number;
  /** Still listed, but counts as deleted. */
  readonly deleted?: boolean;
}

/** How far a look for changes has come: compound, because many records share a moment. */
export type Cursor =
  | { readonly kind: 'time'; readonly time: number; readonly id: string }
  | { readonly kind: 'bookmark'; readonly value: Json };

export interface RecordPage {
  readonly records: readonly SideRecord[];
  /** Where the next page begins; null after the last. */
  readonly next: Json;
  /** How many records there are in all, where the vendor says so. */
  readonly total?: number;
  /** Where the next look begins, for systems that keep the bookmark themselves. */
  readonly bookmark?: Json;
}

export type ReadAnswer<T> =
  { readonly kind: 'read'; readonly value: T } | { readonly kind: 'failed'; readonly failure: Failure };

/** A slice of a side: only these records are listed. */
export type Slice = { readonly from: number; readonly to: number } | { readonly filter: string };

/** What the object of a side can do; taken from the connector's manifest. */
export interface SideTraits {
  /** `complete`: what it does not list does not exist any more. */
  readonly list: 'complete' | 'partial' | 'none';
  readonly changes: 'time' | 'bookmark' | 'none';
  /** Records can be read by their ids. */
  readonly get: boolean;
  /**
   * What a creation whose answer was lost may do when it is repeated: `upsert` matches on a field of the record,
   * `idempotent` knows our key, `checkable` can be asked for our key, `unsafe` would make a second record.
   */
  readonly create: 'upsert' | 'idempotent' | 'checkable' | 'unsafe' | 'none';
  readonly update: boolean;
  readonly disable: boolean;
  readonly delete: boolean;
  /** Writes are refused when the version has moved on. */
  readonly conditional: boolean;
  /** Most operations in one call. */
  readonly batch: number;
  /** Top-level fields whose values are kept only as hashes. */
  readonly sensitive: readonly string[];
}

/** Reads one side. Nothing here throws for what the other system did: failures are returned. */
export interface SideReader {
  list(from: Json, slice: Slice | null, signal: AbortSignal): Promise<ReadAnswer<RecordPage>>;
  /** Records changed at or after `since` (null: all), oldest first where the system can. */
  changes(since: Cursor | null, from: Json, signal: AbortSignal): Promise<ReadAnswer<RecordPage>>;
  /** Those of the ids that exist, in any order. */
  get(ids: readonly string[], signal: AbortSignal): Promise<ReadAnswer<readonly SideRecord[]>>;
  /** The cursor of this moment, taken before a full listing so that no change in between is missed. */
  position(signal: AbortSignal): Promise<ReadAnswer<Cursor | null>>;
}

export type WriteOperation =
  | { readonly kind: 'create'; readonly fields: JsonObject; /** The same for every attempt. */ readonly key: string }
  | {
      readonly kind: 'update';
      readonly id: string;
      readonly version?: string;
      readonly fields: JsonObject;
      /** The record was disabled by us and lives again. */
      readonly revive?: true;
    }
  | { readonly kind: 'disable'; readonly id: string; readonly version?: string }
  | { readonly kind: 'delete'; readonly id: string; readonly version?: string };

export type WriteOutcome =
  | {
      readonly kind: 'written';
      readonly id: string;
      /** As it is stored now, where the system tells. */
      readonly record?: SideRecord;
    }
  /** It had been changed since we read it. */
  | { readonly kind: 'changed-meanwhile' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Writes one side. */
export interface SideWriter {
  /** One outcome per operation, in their order; what one of them meets does not stop the others. */
  write(operations: readonly WriteOperation[], signal: AbortSignal): Promise<readonly WriteOutcome[]>;
  /** For `checkable` creations: the id of what was made under each key, or null. */
  lookUp(keys: readonly string[], signal: AbortSignal): Promise<ReadAnswer<readonly (string | null)[]>>;
}

export interface SidePorts {
  readonly traits: SideTraits;
  readonly reader: SideReader;
  readonly writer: SideWriter;
  /** What is wrong with the fields for this side's schema, or null. `partial`: an update's fields. */
  readonly validate: (fields: JsonObject, partial: boolean) => string | null;
}

/** The part of a link that most records need: small, read for every record. */
export interface LinkHead {
  readonly id: LinkId;
  readonly a: string | null;
  readonly b: string | null;
  readonly state: LinkState;
  /** Hash of the content last seen on each side; null: look again. */
  readonly hashA: string | null;
  readonly hashB: string | null;
  /** The content last seen on that side came from us. */
  readonly wroteA: boolean;
  readonly wroteB: boolean;
  /** Number of the pass that handled the pair last. */
  readonly touched: number;
  /** Something is on its way or decided: the pair is looked at although its hashes are the same. */
  readonly pending: boolean;
  /** Its record on one side is gone and what the policy asks for has still to be done on the other. */
  readonly due: boolean;
  /** Full listings in a row that did not show the record of a side that cannot be asked for single records. */
  readonly missed: number;
}

export interface Link extends LinkHead {
  readonly memory: LinkMemory;
}

/** A record that carries a match key. */
export interface Candidate {
  readonly key: string;
  readonly recordId: string;
  /** The record's keys by rule; a rule that it has no key for is left out. */
  readonly keys: Readonly<Record<number, string>>;
  readonly link: LinkHead | null;
}

/** A person's word on a record that could not be matched for sure. */
export type MatchVerdict = { readonly kind: 'create' } | { readonly kind: 'link'; readonly otherId: string };

/** The pass that looks for what it has not seen. */
export type UnseenPass = Pick<PassProgress, 'id' | 'number'>;

/** Reads of links, all of them sets: one statement per page. */
export interface LinkStore {
  byRecord(lease: SyncLease, side: Side, ids: readonly string[]): Promise<ReadonlyMap<string, LinkHead>>;
  memories(lease: SyncLease, ids: readonly LinkId[]): Promise<ReadonlyMap<LinkId, LinkMemory>>;
  /** Records of a side that carry one of the keys. */
  candidates(lease: SyncLease, side: Side, keys: readonly string[]): Promise<readonly Candidate[]>;
  verdicts(lease: SyncLease, side: Side, ids: readonly string[]): Promise<ReadonlyMap<string, MatchVerdict>>;
  /** Links of a side that the pass has neither seen nor touched, ordered by id. Parked ones too, gone ones not. */
  unseen(
    lease: SyncLease,
    pass: UnseenPass,
    side: Side,
    after: LinkId | null,
    limit: number,
  ): Promise<readonly LinkHead[]>;
  countUnseen(lease: SyncLease, pass: UnseenPass, side: Side): Promise<number>;
  /** Links whose record on a side is known to live, and how many links wait for a deletion. */
  counts(lease: SyncLease): Promise<{ readonly a: number; readonly b: number; readonly due: number }>;
  due(lease: SyncLease, after: LinkId | null, limit: number): Promise<readonly LinkHead[]>;
  /** Ids on the other side of another sync of the tenant. */
  resolve(lease: SyncLease, syncId: SyncId, side: Side, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Reads of what was kept. */
export interface OutcomeStore {
  /** Records that failed last time and match the filter the pass was started with; ordered. */
  failed(
    lease: SyncLease,
    filter: Json,
    after: Json,
    limit: number,
  ): Promise<{ readonly rows: readonly OutcomeRow[]; readonly next: Json }>;
}

/** A change somebody told us of; successive ones of a record are one, the last. */
export interface PendingChange {
  readonly side: Side;
  readonly recordId: string;
  /** Grows with each telling; a change that was told again while it was handled stays. */
  readonly sequence: number;
  readonly deleted: boolean;
  /** How often handling it has failed. */
  readonly attempts: number;
  /** The record as the event carried it, for systems that cannot be asked for it. */
  readonly record?: SideRecord;
}

export interface ChangeStore {
  /** Due changes, oldest first. A plan has only those it made itself: what events tell is for the pass after it. */
  take(lease: SyncLease, limit: number): Promise<readonly PendingChange[]>;
}

/** Where a pass stands. Stored with every page, so that a restart goes on there. */
export interface PassProgress {
  readonly id: PassId;
  /** Counts up for a sync. */
  readonly number: number;
  readonly kind: PassKind;
  readonly scope: PassScope;
  readonly request: PassRequest;
  readonly phases: readonly Phase[];
  readonly phase: number;
  /** Where the next page of the phase begins. */
  readonly page: Json;
  readonly counts: SyncCounts;
  /** Records read so far in this phase, and in all. */
  readonly phaseListed: number;
  /** How many the vendor says there are to be listed in this phase. */
  readonly phaseTotal: number | null;
  readonly listed: number;
  /** How many there will be, as far as anybody can tell. */
  readonly expected: number | null;
  readonly startedAt: number;
  /** Cursors taken at the start, to be the sync's when the pass is done. */
  readonly positions: { readonly a?: Cursor | null; readonly b?: Cursor | null };
  /** Newest record seen by a look for changes that has not come to its end. */
  readonly newest: Cursor | null;
  /** Links whose record on a side lived when the first listing began; what the pass makes itself is not among them. */
  readonly linked: { readonly a: number; readonly b: number } | null;
  /** Disables and deletes done in this pass. */
  readonly removed: number;
}

/** What a sync remembers beside its links. */
export interface SyncMemory {
  readonly cursors: { readonly a: Cursor | null; readonly b: Cursor | null };
  /** Records in the last full listing that was believed. */
  readonly lastFull: { readonly a: number | null; readonly b: number | null };
  /** Both sides' match keys have been gathered once. */
  readonly indexed: boolean;
  /** Disables and deletes that followed events, since a moment. */
  readonly removals: { readonly since: number; readonly count: number };
  /** So many held disables or deletes an administrator lets through. */
  readonly released: number;
}

export interface SyncAlert {
  readonly failure: Failure;
  readonly at: number;
}

/** Written before an effect may happen, so that its traces are known for our own afterwards. */
export interface Intents {
  /** Links that these take the place of; they go first. */
  readonly unlink: readonly LinkId[];
  readonly links: readonly Link[];
}

export type ToldOutcome = Pick<OutcomeRow, 'linkId' | 'side' | 'recordId' | 'otherId' | 'outcome'>;

/** Everything one page leaves behind: one transaction. */
export interface PageCommit {
  readonly pass: PassProgress | null;
  readonly memory: SyncMemory;
  readonly links: readonly Link[];
  readonly unlink: readonly LinkId[];
  /** Links whose record was seen, in a pass that looks for what is missing. */
  readonly seen: { readonly side: Side; readonly links: readonly LinkId[] } | null;
  /** Match keys by record, replacing the record's former ones. */
  readonly keys: readonly {
    readonly side: Side;
    readonly recordId: string;
    readonly keys: Readonly<Record<number, string>>;
  }[];
  /** Rows that are kept. */
  readonly outcomes: readonly OutcomeRow[];
  /** What became of every record that was looked at more closely, kept or not: what troubled it before is over. */
  readonly told: readonly ToldOutcome[];
  /** Handled; each is removed if it was not told anew. */
  readonly handled: readonly PendingChange[];
  /** To be handled again, not before `at`. */
  readonly again: readonly {
    readonly side: Side;
    readonly recordId: string;
    readonly attempts: number;
    readonly at: number;
  }[];
  readonly alerts: readonly SyncAlert[];
}

export interface PageJournal {
  /** @throws LeaseLost */
  intend(lease: SyncLease, intents: Intents): Promise<void>;
  /** @throws LeaseLost */
  commit(lease: SyncLease, page: PageCommit): Promise<void>;
}

export interface ClaimedSync {
  readonly lease: SyncLease;
  readonly document: SyncDocument;
  readonly memory: SyncMemory;
  /** The pass to begin or go on with; null: only changes are handled. */
  readonly pass: PassProgress | null;
  readonly durationMs: number;
}

export type LeaseWord = 'held' | 'lost' | 'pause' | 'cancel' | 'yield';

export interface SyncStore {
  /**
   * Resolves `lost` when the epoch has moved on; `pause` and `cancel` when a person asked for it; `yield` when a pass
   * waits that goes first.
   */
  renew(lease: SyncLease): Promise<LeaseWord>;
  /** Ends the pass and gives the lease back. */
  finish(lease: SyncLease, end: PassEnd): Promise<void>;
}

export type PassEnd =
  | { readonly state: 'done' | 'paused' | 'cancelled' | 'running'; readonly at: number }
  | { readonly state: 'failed'; readonly failure: Failure; readonly at: number };

export interface SyncClock {
  /** Epoch ms. */
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface SyncPorts {
  readonly a: SidePorts;
  readonly b: SidePorts;
  readonly links: LinkStore;
  readonly outcomes: OutcomeStore;
  readonly changes: ChangeStore;
  readonly journal: PageJournal;
  readonly syncs: SyncStore;
  readonly clock: SyncClock;
  /** A cryptographic hash, as short text. */
  readonly hash: (text: string) => string;
  readonly newLinkId: () => LinkId;
}

/** Somebody else holds the sync now: write nothing, call nothing more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}
