import {
  LeaseLost,
  type AttemptEntry,
  type ChildRun,
  type Journal,
  type JournalEntry,
  type Lease,
  type LoopProgress,
  type ResultEntry,
  type RunEnd,
  type Wait,
} from '@joinery/engine';
import type { StepPath } from '@joinery/contracts';
import { busy, isTransient } from '../database/database-error.ts';
import type { Database } from '../database/database.ts';
import { GroupCommit } from '../group-commit/group-commit.ts';
import type { PayloadCodec } from '../payload-codec.ts';
import type { Afterwork } from './afterwork.ts';
import { journalRow, sealOutput } from './journal-rows.ts';
import { commitJournal, leaseKey, type JournalWrite } from './commit-journal.ts';
import type { RunNews } from './run-news.ts';

export interface JournalStoreOptions {
  readonly database: Database;
  readonly codec: PayloadCodec;
  readonly news: RunNews;
  readonly afterwork: Afterwork;
  /** Epoch ms, for entries that carry no time of their own. */
  readonly now: () => number;
}

/** The group-committed journal: the writes of all runs of this process go through one door, in their order. */
export class JournalStore implements Journal {
  readonly #options: JournalStoreOptions;
  readonly #commits: GroupCommit<JournalWrite, 'held' | 'lost'>;

  constructor(options: JournalStoreOptions) {
    this.#options = options;
    this.#commits = new GroupCommit({
      commit: (writes) => this.#commit(writes),
      unitOf: (write) => leaseKey(write.lease),
      isTransient,
      gaveUp: busy,
    });
  }

  /** Writes that wait for their commit. */
  get backlog(): number {
    return this.#commits.backlog;
  }

  attempt(lease: Lease, entry: AttemptEntry): Promise<void> {
    return this.#append(lease, { kind: 'attempt', ...entry }, entry.at);
  }

  result(lease: Lease, entry: ResultEntry): Promise<void> {
    return this.#append(lease, { kind: 'result', ...entry }, entry.endedAt);
  }

  progress(lease: Lease, path: StepPath, progress: LoopProgress): Promise<void> {
    return this.#append(lease, { kind: 'progress', path, progress }, this.#options.now());
  }

  suspend(lease: Lease, waits: readonly Wait[], children: readonly ChildRun[]): Promise<void> {
    const { codec, now } = this.#options;
    const rows = waits.map((wait) => journalRow(codec, lease, { kind: 'wait', path: wait.path, wait }, now()));
    return this.#write({ lease, rows, move: { kind: 'suspend', waits, children } });
  }

  finish(lease: Lease, end: RunEnd): Promise<void> {
    const { codec } = this.#options;
    const output = end.output === undefined ? null : sealOutput(codec, lease.tenantId, lease.runId, end.output);
    return this.#write({ lease, rows: [], move: { kind: 'end', end, output } });
  }

  release(lease: Lease): Promise<void> {
    return this.#write({ lease, rows: [], move: { kind: 'release' } });
  }

  /** Resolves when every write given so far is committed or refused. */
  drained(): Promise<void> {
    return this.#commits.drained();
  }

  #append(lease: Lease, entry: JournalEntry, at: number): Promise<void> {
    return this.#write({ lease, rows: [journalRow(this.#options.codec, lease, entry, at)] });
  }

  async #write(write: JournalWrite): Promise<void> {
    if ((await this.#commits.add(write)) === 'lost') throw new LeaseLost();
  }

  async #commit(writes: readonly JournalWrite[]): Promise<readonly ('held' | 'lost')[]> {
    const { database, codec, afterwork, news } = this.#options;
    const held = await commitJournal(database, codec, writes);
    if (held.children.length > 0) news.runnable(held.children);
    await afterwork.afterMoves(held.moves);
    news.changed(held.changes);
    return writes.map((write) => (held.keys.has(leaseKey(write.lease)) ? 'held' : 'lost'));
  }
}
