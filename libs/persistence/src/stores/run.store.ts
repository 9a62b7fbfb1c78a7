import type { RunId } from '@joinery/contracts';
import type { Checkpoint, Claim, Lease, RunStore as RunStorePort, Suspect } from '@joinery/engine';
import { foldJournal } from '@joinery/engine';
import { busy, isTransient } from '../database/database-error.ts';
import type { Database } from '../database/database.ts';
import { plainArray } from '../database/sql-literals.ts';
import { GroupCommit } from '../group-commit/group-commit.ts';
import { openJson, type PayloadCodec } from '../payload-codec.ts';
import type { Afterwork } from './afterwork.ts';
import type { BornRuns } from './born-runs.ts';
import { claimGated } from './claim-gated.ts';
import { claimSql, claimSuspectSql, type ClaimedRow } from './claim-sql.ts';
import { readJournal } from './journal-rows.ts';
import { eventAad } from './new-run.ts';
import { boundsOf } from './run-bounds.ts';
import type { RunNews } from './run-news.ts';

export interface RunStoreOptions {
  readonly database: Database;
  readonly codec: PayloadCodec;
  readonly news: RunNews;
  readonly afterwork: Afterwork;
  /** How long a lease lasts without being renewed. */
  readonly leaseMs: number;
  /** Runs this process holds already when its worker comes for them. */
  readonly born: BornRuns;
}

/** Gives runs to workers: claims, renewals and what earlier epochs committed. */
export class RunStore implements RunStorePort {
  readonly #options: RunStoreOptions;
  readonly #claims: GroupCommit<RunId, Claim>;
  readonly #renewals: GroupCommit<Lease, 'held' | 'lost' | 'cancel-requested'>;

  constructor(options: RunStoreOptions) {
    this.#options = options;
    const patient = { isTransient, gaveUp: busy };
    this.#claims = new GroupCommit({ commit: (ids) => this.#claimAll(ids), ...patient });
    this.#renewals = new GroupCommit({ commit: (leases) => this.#renewAll(leases), ...patient, patienceMs: 2_000 });
  }

  async claim(runId: RunId): Promise<Claim> {
    const born = this.#options.born.take(runId);
    if (!born) return this.#claims.add(runId);
    const isFresh = born.ageMs < this.#options.leaseMs / 10;
    if (isFresh || (await this.renew(born.run.lease)) !== 'lost') return { kind: 'claimed', run: born.run };
    return { kind: 'not-now' };
  }

  async claimSuspect({ runId, epoch }: Suspect): Promise<Exclude<Claim, { kind: 'suspect' }>> {
    const { database, leaseMs } = this.#options;
    const { rows } = await database.writer.query<ClaimedRow>({
      name: 'claim-suspect',
      text: claimSuspectSql,
      values: [runId, leaseMs, epoch],
    });
    const [claim] = await this.#claimsOf([runId], rows);
    return claim?.kind === 'claimed' ? claim : { kind: 'not-now' };
  }

  renew(lease: Lease): Promise<'held' | 'lost' | 'cancel-requested'> {
    return this.#renewals.add(lease);
  }

  async checkpoints(lease: Lease, scope: string, fromIteration: number): Promise<readonly Checkpoint[]> {
    const { database, codec } = this.#options;
    await codec.ready(lease.tenantId);
    const entries = await readJournal({ database, codec, ...lease, scope, fromIteration });
    return foldJournal(entries, scope, fromIteration);
  }

  async #claimAll(ids: readonly RunId[]): Promise<readonly Claim[]> {
    const { database, leaseMs } = this.#options;
    const distinct = [...new Set(ids)];
    const bounds = boundsOf(distinct);
    const { rows } = await database.writer.query<ClaimedRow>({
      name: 'claim',
      text: claimSql,
      values: [plainArray(distinct), leaseMs, ...bounds],
    });
    const gated = rows.filter((row) => row.outcome === 'gated').map((row) => row.id);
    const late = gated.length > 0 ? await claimGated(database, gated, leaseMs) : [];
    return this.#claimsOf(ids, [...rows, ...late]);
  }

  async #claimsOf(ids: readonly RunId[], rows: readonly ClaimedRow[]): Promise<readonly Claim[]> {
    const { afterwork, news } = this.#options;
    const dead = rows.filter((row) => row.outcome === 'dead');
    if (dead.length > 0) await afterwork.afterDeath(dead);
    const claimed = rows.filter((row) => row.outcome === 'claimed');
    const claims = new Map<RunId, Claim>();
    for (const row of claimed) claims.set(row.id, await this.#claimOf(row));
    for (const { id, outcome, epoch, crashes } of rows)
      if (outcome === 'suspect') claims.set(id, { kind: 'suspect', suspect: { runId: id, epoch, crashes } });
    news.changed(
      [...claimed, ...dead].map((row) => ({
        tenantId: row.tenant_id,
        flowId: row.flow_id,
        runId: row.id,
        state: row.outcome === 'dead' ? 'failed' : 'running',
      })),
    );
    // An id that was asked for twice is given once.
    return ids.map((id) => {
      const claim = claims.get(id) ?? { kind: 'not-now' };
      claims.delete(id);
      return claim;
    });
  }

  async #claimOf(row: ClaimedRow): Promise<Claim> {
    const { codec, leaseMs } = this.#options;
    await codec.ready(row.tenant_id);
    const body = row.body ?? (await this.#bodyOf(row.event_id));
    return {
      kind: 'claimed',
      run: {
        lease: { runId: row.id, tenantId: row.tenant_id, epoch: row.epoch, durationMs: leaseMs },
        flow: { id: row.flow_id, name: row.flow_name, version: row.version },
        event: openJson(codec, row.tenant_id, body, eventAad(row.event_id)),
        startedAt: Number(row.started_ms),
        deadlineAt: Number(row.deadline_ms),
        depth: row.depth,
        cancelRequested: row.cancel_requested,
        resumed: row.epoch > 1,
        crashes: row.crashes,
        mode: row.mode,
      },
    };
  }

  /** The event of a rerun is older than its run, so the claim's bounds do not reach it. */
  async #bodyOf(eventId: string): Promise<Uint8Array> {
    const { rows } = await this.#options.database.system.query<{ body: Buffer }>({
      name: 'event-body',
      text: 'select body from event where id = $1',
      values: [eventId],
    });
    return rows[0]!.body;
  }

  async #renewAll(leases: readonly Lease[]): Promise<readonly ('held' | 'lost' | 'cancel-requested')[]> {
    const { rows } = await this.#options.database.writer.query<{ id: RunId; epoch: number; cancel_requested: boolean }>(
      {
        name: 'renew',
        text: renewSql,
        values: [
          plainArray(leases.map((lease) => lease.runId)),
          plainArray(leases.map((lease) => lease.epoch)),
          this.#options.leaseMs,
          ...boundsOf(leases.map((lease) => lease.runId)).slice(0, 2),
        ],
      },
    );
    const held = new Map(rows.map((row) => [`${row.id}|${row.epoch}`, row.cancel_requested]));
    return leases.map((lease) => {
      const cancelRequested = held.get(`${lease.runId}|${lease.epoch}`);
      if (cancelRequested === undefined) return 'lost';
      return cancelRequested ? 'cancel-requested' : 'held';
    });
  }
}

const renewSql = `
update run set due_at = now() + $3 * interval '1 millisecond'
from unnest($1::uuid[], $2::int[]) as lease (id, epoch)
where run.id = lease.id and run.id = any($1::uuid[]) and run.id between $4 and $5 and run.epoch = lease.epoch and run.state::text = 'running'
returning run.id, run.epoch, run.cancel_requested`;
