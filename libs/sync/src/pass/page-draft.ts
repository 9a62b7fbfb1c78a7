import type { LinkId, OutcomeRow, Side, SyncCounts, SyncOutcome } from '@joinery/contracts';
import type { Link, PageCommit, PassProgress, PendingChange, SyncAlert, SyncMemory, ToldOutcome } from '../ports.ts';
import type { MatchKeys } from '../match/match-keys.ts';
import { addCounts, noCounts } from './counts.ts';
import type { PassSession } from './pass-session.ts';

/** What a page comes to, gathered until it is committed as one. */
export class PageDraft {
  readonly #session: PassSession;
  readonly #links = new Map<LinkId, Link>();
  readonly #unlink = new Set<LinkId>();
  readonly #keys = new Map<string, { readonly side: Side; readonly recordId: string; readonly keys: MatchKeys }>();
  readonly #counts: Record<SyncOutcome, number> = { ...noCounts };
  readonly #outcomes: OutcomeRow[] = [];
  readonly #told: ToldOutcome[] = [];
  readonly #again: PageCommit['again'][number][] = [];
  readonly #alerts: SyncAlert[] = [];
  #seen: { readonly side: Side; readonly links: LinkId[] } | null = null;
  /** A record was found gone, so there may be something to remove. */
  foundGone = false;

  constructor(session: PassSession) {
    this.#session = session;
  }

  link(link: Link): void {
    this.#links.set(link.id, link);
    this.#unlink.delete(link.id);
  }

  unlink(id: LinkId): void {
    this.#links.delete(id);
    this.#unlink.add(id);
  }

  get unlinked(): readonly LinkId[] {
    return [...this.#unlink];
  }

  saw(side: Side, link: LinkId): void {
    this.#seen ??= { side, links: [] };
    this.#seen.links.push(link);
  }

  keysOf(side: Side, recordId: string, keys: MatchKeys): void {
    this.#keys.set(`${side} ${recordId}`, { side, recordId, keys });
  }

  count(outcome: SyncOutcome): void {
    this.#counts[outcome] += 1;
  }

  /** Counts, and keeps the row if it is one that people look for. */
  record(row: OutcomeRow): void {
    this.count(row.outcome);
    const { linkId, side, recordId, otherId, outcome } = row;
    this.#told.push({ linkId, side, recordId, otherId, outcome });
    if (this.#isKept(row)) this.#outcomes.push(row);
  }

  again(side: Side, recordId: string, attempts: number, at: number): void {
    this.#again.push({ side, recordId, attempts, at });
  }

  alert(alert: SyncAlert): void {
    this.#alerts.push(alert);
  }

  get counts(): SyncCounts {
    return this.#counts;
  }

  /** Commits everything, and lets the session stand where the page has brought it. */
  async commit(next: {
    readonly pass?: PassProgress | null;
    readonly memory?: SyncMemory;
    readonly handled?: readonly PendingChange[];
  }): Promise<void> {
    const { ports, lease } = this.#session;
    const before = next.pass === undefined ? this.#session.pass : next.pass;
    const pass = before && { ...before, counts: addCounts(before.counts, this.#counts) };
    const memory = next.memory ?? this.#session.memory;
    await ports.journal.commit(lease, {
      pass,
      memory,
      links: [...this.#links.values()],
      unlink: [...this.#unlink],
      seen: this.#seen,
      keys: [...this.#keys.values()],
      outcomes: this.#outcomes,
      told: this.#told,
      handled: next.handled ?? [],
      again: this.#again,
      alerts: this.#alerts,
    });
    this.#session.pass = pass;
    this.#session.memory = memory;
  }

  #isKept(row: OutcomeRow): boolean {
    if (this.#session.lease.scope === 'plan') return row.outcome !== 'unchanged' && row.outcome !== 'echo';
    if (row.changes.some((change) => change.lost === true)) return true;
    const { keepOutcomes } = this.#session.prepared.document.settings;
    return (
      keepOutcomes === 'all' || !quiet.has(row.outcome) || (keepOutcomes === 'changes' && isChange.has(row.outcome))
    );
  }
}

const quiet: ReadonlySet<SyncOutcome> = new Set<SyncOutcome>(['created', 'updated', 'unchanged', 'echo']);
const isChange: ReadonlySet<SyncOutcome> = new Set<SyncOutcome>(['created', 'updated']);
