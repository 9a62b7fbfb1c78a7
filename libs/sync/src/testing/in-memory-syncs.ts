import type {
  Json,
  LinkId,
  OutcomeRow,
  PassId,
  PassKind,
  PassScope,
  Side,
  SyncDocument,
  SyncId,
  TenantId,
} from '@joinery/contracts';
import { beginPass, newSyncMemory } from '../pass/begin-pass.ts';
import type { PassRequest } from '../pass/phases.ts';
import { LeaseLost } from '../ports.ts';
import type {
  Candidate,
  ChangeStore,
  ClaimedSync,
  Intents,
  LeaseWord,
  Link,
  LinkHead,
  LinkStore,
  MatchVerdict,
  OutcomeStore,
  PageCommit,
  PageJournal,
  PassEnd,
  PassProgress,
  PendingChange,
  SideRecord,
  SyncAlert,
  SyncLease,
  SyncMemory,
  SyncStore,
  UnseenPass,
} from '../ports.ts';
import type { LinkMemory } from '../link-memory.ts';
import type { PreparedSync } from '../prepared-sync.ts';

const tenantId = '00000000-0000-7000-8000-00000000000a' as TenantId;

interface StoredChange {
  change: PendingChange;
  notBefore: number;
}

/** What a sync has in the database; a plan has one of its own, begun as a copy. */
class Shelf {
  readonly links = new Map<LinkId, Link>();
  readonly byA = new Map<string, LinkId>();
  readonly byB = new Map<string, LinkId>();
  readonly keys = {
    a: new Map<string, Readonly<Record<number, string>>>(),
    b: new Map<string, Readonly<Record<number, string>>>(),
  };
  readonly byKey = { a: new Map<string, Set<string>>(), b: new Map<string, Set<string>>() };
  readonly seen = new Map<string, Set<LinkId>>();
  readonly outcomes: OutcomeRow[] = [];
  readonly alerts: SyncAlert[] = [];
  readonly changes = new Map<string, StoredChange>();
  memory: SyncMemory = newSyncMemory;
  pass: PassProgress | null = null;
  end: PassEnd | null = null;

  copy(): Shelf {
    const shelf = new Shelf();
    for (const link of this.links.values()) shelf.put(link);
    for (const side of ['a', 'b'] as const) for (const [id, keys] of this.keys[side]) shelf.putKeys(side, id, keys);
    shelf.memory = this.memory;
    return shelf;
  }

  put(link: Link): void {
    this.drop(link.id);
    for (const [index, id] of [
      [this.byA, link.a],
      [this.byB, link.b],
    ] as const) {
      if (id === null) continue;
      const other = index.get(id);
      if (other !== undefined && other !== link.id) throw new DuplicateLink(id);
      index.set(id, link.id);
    }
    this.links.set(link.id, link);
  }

  drop(id: LinkId): void {
    const link = this.links.get(id);
    if (!link) return;
    if (link.a !== null) this.byA.delete(link.a);
    if (link.b !== null) this.byB.delete(link.b);
    this.links.delete(id);
  }

  putKeys(side: Side, id: string, keys: Readonly<Record<number, string>>): void {
    for (const key of Object.values(this.keys[side].get(id) ?? {})) this.byKey[side].get(key)?.delete(id);
    this.keys[side].set(id, keys);
    for (const key of Object.values(keys)) {
      const ids = this.byKey[side].get(key) ?? new Set();
      this.byKey[side].set(key, ids.add(id));
    }
  }
}

/** The unique index of a database: one link per record and side. */
export class DuplicateLink extends Error {
  override readonly name = 'DuplicateLink';

  constructor(recordId: string) {
    super(`the record ${recordId} has a link already`);
  }
}

/** All stores of one sync in memory, with the promises of PostgreSQL's: epochs, one transaction per page, unique links. */
export class InMemorySync implements LinkStore, OutcomeStore, ChangeStore, PageJournal, SyncStore {
  readonly syncId: SyncId;
  readonly #document: SyncDocument;
  readonly #now: () => number;
  readonly #leaseMs: number;
  #live = new Shelf();
  #plan = new Shelf();
  readonly #verdicts = new Map<string, MatchVerdict>();
  readonly #elsewhere = new Map<string, string>();
  #epoch = 0;
  #sequence = 0;
  #passes = 0;
  #ids = 0;
  #word: LeaseWord = 'held';

  constructor(options: {
    readonly syncId: SyncId;
    readonly document: SyncDocument;
    readonly now: () => number;
    readonly leaseMs?: number;
  }) {
    this.syncId = options.syncId;
    this.#document = options.document;
    this.#now = options.now;
    this.#leaseMs = options.leaseMs ?? 30_000;
  }

  newLinkId = (): LinkId => {
    this.#ids += 1;
    return `00000000-0000-7000-8000-${String(this.#ids).padStart(12, '0')}` as LinkId;
  };

  /** Starts a pass; a plan starts on a copy of the links as they are. */
  begin(
    prepared: PreparedSync,
    kind: PassKind,
    options: { readonly scope?: PassScope; readonly request?: PassRequest } = {},
  ): void {
    const scope = options.scope ?? 'live';
    if (scope === 'plan') this.#plan = this.#live.copy();
    this.#passes += 1;
    const shelf = this.shelf(scope);
    shelf.end = null;
    shelf.pass = beginPass(prepared, shelf.memory, {
      id: `00000000-0000-7000-9000-${String(this.#passes).padStart(12, '0')}` as PassId,
      number: this.#passes,
      kind,
      scope,
      startedAt: this.#now(),
      ...(options.request ? { request: options.request } : {}),
    });
  }

  /** As a worker gets it; whoever held it before is a zombie from now on. */
  claim(scope: PassScope = 'live'): ClaimedSync {
    this.#epoch += 1;
    this.#word = 'held';
    const shelf = this.shelf(scope);
    return {
      lease: {
        syncId: this.syncId,
        tenantId,
        epoch: this.#epoch,
        scope,
        shelfId: scope === 'live' ? this.syncId : (shelf.pass?.id ?? this.syncId),
      },
      document: this.#document,
      memory: shelf.memory,
      pass: shelf.pass,
      durationMs: this.#leaseMs,
    };
  }

  shelf(scope: PassScope): Shelf {
    return scope === 'plan' ? this.#plan : this.#live;
  }

  ask(word: 'pause' | 'cancel'): void {
    this.#word = word;
  }

  /** A change somebody told of. */
  tell(side: Side, recordId: string, options: { readonly deleted?: boolean; readonly record?: SideRecord } = {}): void {
    this.#put(this.#live, side, recordId, {
      deleted: options.deleted === true,
      attempts: 0,
      notBefore: 0,
      ...(options.record ? { record: options.record } : {}),
    });
  }

  decide(side: Side, recordId: string, verdict: MatchVerdict): void {
    this.#verdicts.set(`${side} ${recordId}`, verdict);
  }

  release(count: number): void {
    this.#live.memory = { ...this.#live.memory, released: count };
  }

  putLink(link: Link): void {
    this.#live.put(link);
  }

  /** A counterpart in another sync. */
  linkElsewhere(syncId: string, side: Side, id: string, otherId: string): void {
    this.#elsewhere.set(`${syncId} ${side} ${id}`, otherId);
  }

  get hasDueChanges(): boolean {
    return [...this.#live.changes.values()].some(({ notBefore }) => notBefore <= this.#now());
  }

  get hasChanges(): boolean {
    return this.#live.changes.size > 0;
  }

  byRecord(lease: SyncLease, side: Side, ids: readonly string[]): Promise<ReadonlyMap<string, LinkHead>> {
    const shelf = this.shelf(lease.scope);
    const index = side === 'a' ? shelf.byA : shelf.byB;
    const heads = new Map<string, LinkHead>();
    for (const id of ids) {
      const link = index.get(id);
      if (link !== undefined) heads.set(id, shelf.links.get(link)!);
    }
    return Promise.resolve(heads);
  }

  memories(lease: SyncLease, ids: readonly LinkId[]): Promise<ReadonlyMap<LinkId, LinkMemory>> {
    const { links } = this.shelf(lease.scope);
    return Promise.resolve(new Map(ids.flatMap((id) => (links.has(id) ? [[id, links.get(id)!.memory] as const] : []))));
  }

  candidates(lease: SyncLease, side: Side, keys: readonly string[]): Promise<readonly Candidate[]> {
    const shelf = this.shelf(lease.scope);
    const index = side === 'a' ? shelf.byA : shelf.byB;
    const found = keys.flatMap((key) => [...(shelf.byKey[side].get(key) ?? [])].map((recordId) => ({ key, recordId })));
    return Promise.resolve(
      found.map(({ key, recordId }) => {
        const link = index.get(recordId);
        return {
          key,
          recordId,
          keys: shelf.keys[side].get(recordId) ?? {},
          link: link === undefined ? null : shelf.links.get(link)!,
        };
      }),
    );
  }

  verdicts(_lease: SyncLease, side: Side, ids: readonly string[]): Promise<ReadonlyMap<string, MatchVerdict>> {
    const found = ids.flatMap((id) => {
      const verdict = this.#verdicts.get(`${side} ${id}`);
      return verdict ? [[id, verdict] as const] : [];
    });
    return Promise.resolve(new Map(found));
  }

  unseen(
    lease: SyncLease,
    pass: UnseenPass,
    side: Side,
    after: LinkId | null,
    limit: number,
  ): Promise<readonly LinkHead[]> {
    const heads = this.#unseen(lease, pass, side).filter(({ id }) => after === null || id > after);
    return Promise.resolve(heads.slice(0, limit));
  }

  countUnseen(lease: SyncLease, pass: UnseenPass, side: Side): Promise<number> {
    return Promise.resolve(this.#unseen(lease, pass, side).length);
  }

  counts(lease: SyncLease): Promise<{ readonly a: number; readonly b: number; readonly due: number }> {
    const counts = { a: 0, b: 0, due: 0 };
    for (const link of this.shelf(lease.scope).links.values()) {
      if (link.a !== null && link.state !== 'gone-a') counts.a += 1;
      if (link.b !== null && link.state !== 'gone-b') counts.b += 1;
      if (link.due) counts.due += 1;
    }
    return Promise.resolve(counts);
  }

  due(lease: SyncLease, after: LinkId | null, limit: number): Promise<readonly LinkHead[]> {
    const links = [...this.shelf(lease.scope).links.values()].filter(
      (link) => link.due && (after === null || link.id > after),
    );
    return Promise.resolve(links.toSorted(byId).slice(0, limit));
  }

  resolve(_lease: SyncLease, syncId: SyncId, side: Side, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = ids.flatMap((id) => {
      const other = this.#elsewhere.get(`${syncId} ${side} ${id}`);
      return other === undefined ? [] : [[id, other] as const];
    });
    return Promise.resolve(new Map(found));
  }

  failed(lease: SyncLease, filter: Json): Promise<{ readonly rows: readonly OutcomeRow[]; readonly next: Json }> {
    const last = new Map<string, OutcomeRow>();
    for (const row of this.shelf(lease.scope).outcomes) last.set(`${row.side} ${row.recordId}`, row);
    const rows = [...last.values()].filter(
      ({ outcome }) => (outcome === 'failed' || outcome === 'invalid') && (filter === null || outcome === filter),
    );
    return Promise.resolve({ rows, next: null });
  }

  take(lease: SyncLease, limit: number): Promise<readonly PendingChange[]> {
    const now = this.#now();
    const due = [...this.shelf(lease.scope).changes.values()].filter(({ notBefore }) => notBefore <= now);
    return Promise.resolve(
      due
        .map(({ change }) => change)
        .toSorted((x, y) => x.sequence - y.sequence)
        .slice(0, limit),
    );
  }

  intend(lease: SyncLease, { unlink, links }: Intents): Promise<void> {
    return this.#under(lease, (shelf) => {
      for (const id of unlink) shelf.drop(id);
      for (const { id } of links) shelf.drop(id);
      for (const link of links) shelf.put(link);
    });
  }

  commit(lease: SyncLease, page: PageCommit): Promise<void> {
    return this.#under(lease, (shelf) => {
      for (const id of page.unlink) shelf.drop(id);
      for (const link of page.links) shelf.drop(link.id);
      for (const link of page.links) shelf.put(link);
      for (const { side, recordId, keys } of page.keys) shelf.putKeys(side, recordId, keys);
      if (page.seen) this.#see(shelf, page.pass!.id, page.seen);
      shelf.outcomes.push(...page.outcomes);
      shelf.alerts.push(...page.alerts);
      shelf.memory = page.memory;
      if (page.pass) shelf.pass = page.pass;
      this.#keepChanges(shelf, page);
    });
  }

  renew(lease: SyncLease): Promise<LeaseWord> {
    return Promise.resolve(lease.epoch === this.#epoch ? this.#word : 'lost');
  }

  finish(lease: SyncLease, end: PassEnd): Promise<void> {
    return this.#under(lease, (shelf) => {
      shelf.end = end;
      if (end.state === 'done' || end.state === 'cancelled') shelf.pass = null;
    });
  }

  #see(shelf: Shelf, pass: PassId, { side, links }: NonNullable<PageCommit['seen']>): void {
    const key = `${pass} ${side}`;
    const seen = shelf.seen.get(key) ?? new Set();
    for (const id of links) seen.add(id);
    shelf.seen.set(key, seen);
  }

  #keepChanges(shelf: Shelf, page: PageCommit): void {
    for (const change of page.handled) {
      const key = `${change.side} ${change.recordId}`;
      if (shelf.changes.get(key)?.change.sequence === change.sequence) shelf.changes.delete(key);
    }
    for (const { side, recordId, attempts, at } of page.again) {
      const isToldAnew = shelf.changes.has(`${side} ${recordId}`);
      if (!isToldAnew) this.#put(shelf, side, recordId, { deleted: false, attempts, notBefore: at });
    }
  }

  #put(
    shelf: Shelf,
    side: Side,
    recordId: string,
    {
      notBefore,
      ...change
    }: {
      readonly deleted: boolean;
      readonly attempts: number;
      readonly notBefore: number;
      readonly record?: SideRecord;
    },
  ): void {
    this.#sequence += 1;
    shelf.changes.set(`${side} ${recordId}`, {
      change: { side, recordId, sequence: this.#sequence, ...change },
      notBefore,
    });
  }

  #unseen(lease: SyncLease, pass: UnseenPass, side: Side): readonly LinkHead[] {
    const shelf = this.shelf(lease.scope);
    const seen = shelf.seen.get(`${pass.id} ${side}`) ?? new Set();
    const isHere = (link: Link): boolean => (side === 'a' ? link.a : link.b) !== null;
    const isAlive = (link: Link): boolean => link.state !== 'gone-a' && link.state !== 'gone-b';
    return [...shelf.links.values()]
      .filter((link) => isHere(link) && isAlive(link) && link.touched !== pass.number && !seen.has(link.id))
      .toSorted(byId);
  }

  #under(lease: SyncLease, write: (shelf: Shelf) => void): Promise<void> {
    if (lease.epoch !== this.#epoch) return Promise.reject(new LeaseLost());
    write(this.shelf(lease.scope));
    return Promise.resolve();
  }
}

function byId(x: LinkHead, y: LinkHead): number {
  return x.id < y.id ? -1 : 1;
}
