import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowId, TenantId } from '@joinery/contracts';
import { Database, newId, plainCodec, runStores, type RunStores } from '@joinery/persistence';
import { openEmbeddedPostgres } from '@joinery/persistence/embedded';
import { Pool } from 'pg';

interface Measured {
  readonly perSecond: number;
  /** Processor time of this process and of the server's, which a busy machine changes less than the time that passes. */
  readonly ownCpuMsPerRun: number;
  readonly serverCpuMsPerRun: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Commits that reached the database. */
  readonly commitsPerRun: number;
  readonly walBytesPerRun: number;
}

const turns = 5;
const turnSeconds = 2;
const body = {
  ticket: { id: 4711, subject: 'Printer on fire', priority: 'high', customer: { name: 'Acme', phone: '13800000000' } },
  note: 'x'.repeat(300),
};

/**
 * The whole write path of a run (accept, claim, attempt, result and end, each awaited by its caller) beside a program
 * that commits one row to the same database per request: inserted before its work, updated after it.
 */
export async function measureRunPath(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const connections = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 50);
  const dataDir = await mkdtemp(join(tmpdir(), 'joinery-run-path-'));
  const server = await openEmbeddedPostgres({ dataDir });
  try {
    const database = await Database.open({ url: server.url });
    const { tenantId, flowId } = await seed(database);
    const stores = runStores({
      database,
      codec: plainCodec,
      news: { runnable: () => undefined, changed: () => undefined },
      // As in one process with its own workers; `--queued` measures what another process's workers cost.
      bornClaimed: args.includes('--queued') ? 0 : connections,
    });
    await load(connections, 1, () => oneRun(stores, tenantId, flowId, null));
    const row = await committedRow(server.url);
    let key = 0;
    const ways = {
      committedRow: row.work,
      run: () => oneRun(stores, tenantId, flowId, null),
      keyed: () => oneRun(stores, tenantId, flowId, `key-${(key += 1)}`),
    };
    const sums = { committedRow: new Sums(), run: new Sums(), keyed: new Sums() };
    for (let turn = 0; turn < turns; turn += 1) {
      for (const name of ['committedRow', 'run', 'keyed'] as const)
        await sums[name].turn(database, connections, ways[name]);
    }
    await row.pool.end();
    await stores.close();
    await database.close();
    const measured = { committedRow: sums.committedRow.measured, run: sums.run.measured, keyed: sums.keyed.measured };
    const ratioToCommittedRow = round(measured.run.perSecond / measured.committedRow.perSecond);
    return { connections, turns, turnSeconds, ...measured, ratioToCommittedRow };
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function seed(database: Database): Promise<{ readonly tenantId: TenantId; readonly flowId: FlowId }> {
  const [tenantId, flowId] = [newId<TenantId>(), newId<FlowId>()];
  await database.asSystem(async (manager) => {
    await manager.query(`insert into tenant (id, name) values ($1, 'load')`, [tenantId]);
    await manager.query(`insert into flow (id, tenant_id, name) values ($1, $2, 'load')`, [flowId, tenantId]);
  });
  return { tenantId, flowId };
}

async function oneRun(stores: RunStores, tenantId: TenantId, flowId: FlowId, dedupeKey: string | null): Promise<void> {
  const accepted = await stores.intake.accept({
    tenantId, flowId, version: 1, triggerId: null, body, dedupeKey, dedupeWindowMs: 60_000, orderingKey: null,
    timeoutMs: 60_000, mode: 'live',
  }); // prettier-ignore
  const claim = await stores.runs.claim(accepted.runId);
  if (claim.kind !== 'claimed') throw new Error('the run cannot be claimed');
  const { lease } = claim.run;
  const at = Date.now();
  const hash = 'a'.repeat(64);
  await stores.journal.attempt(lease, {
    path: 'send',
    n: 1,
    key: accepted.runId,
    effect: 'unsafe',
    requestHash: hash,
    input: body,
    at,
  });
  const [result, end] = [
    stores.journal.result(lease, {
      path: 'send',
      n: 1,
      state: 'succeeded',
      output: { ok: true },
      startedAt: at,
      endedAt: at,
    }),
    stores.journal.finish(lease, { state: 'succeeded', at }),
  ];
  await result;
  await end;
}

async function committedRow(url: string): Promise<{ readonly work: () => Promise<void>; readonly pool: Pool }> {
  const pool = new Pool({ connectionString: url, max: 10, idleTimeoutMillis: 0 });
  await pool.query('create table committed_row (id uuid primary key, body text, state text, at timestamptz)');
  const text = JSON.stringify(body);
  const work = async (): Promise<void> => {
    const id = newId();
    await pool.query({
      name: 'in',
      text: `insert into committed_row values ($1, $2, 'new', now())`,
      values: [id, text],
    });
    await pool.query({
      name: 'up',
      text: `update committed_row set state = 'done', at = now() where id = $1`,
      values: [id],
    });
  };
  return { work, pool };
}

/** Sums of several turns: the ways of working take turns, so that a busy moment of the machine meets all of them. */
class Sums {
  readonly #times: number[] = [];
  readonly #sums = { commits: 0, walBytes: 0, ownCpuMs: 0, serverCpuMs: 0 };

  async turn(database: Database, connections: number, work: () => Promise<void>): Promise<void> {
    const before = await counters(database);
    this.#times.push(...(await load(connections, turnSeconds, work)));
    const after = await counters(database);
    this.#sums.commits += after.commits - before.commits;
    this.#sums.walBytes += after.walBytes - before.walBytes;
    this.#sums.ownCpuMs += after.ownCpuMs - before.ownCpuMs;
    for (const [pid, ms] of after.serverCpuMs) this.#sums.serverCpuMs += ms - (before.serverCpuMs.get(pid) ?? ms);
  }

  get measured(): Measured {
    const sorted = Float64Array.from(this.#times).sort();
    const runs = sorted.length;
    return {
      perSecond: Math.round(runs / (turns * turnSeconds)),
      p50Ms: round(sorted[Math.floor(runs * 0.5)]!),
      p99Ms: round(sorted[Math.floor(runs * 0.99)]!),
      ownCpuMsPerRun: round(this.#sums.ownCpuMs / runs),
      serverCpuMsPerRun: round(this.#sums.serverCpuMs / runs),
      commitsPerRun: round(this.#sums.commits / runs),
      walBytesPerRun: Math.round(this.#sums.walBytes / runs),
    };
  }
}

async function load(connections: number, forSeconds: number, work: () => Promise<void>): Promise<readonly number[]> {
  const times: number[] = [];
  const until = performance.now() + forSeconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const start = performance.now();
        await work();
        times.push(performance.now() - start);
      }
    }),
  );
  return times;
}

interface Counters {
  readonly commits: number;
  readonly walBytes: number;
  readonly ownCpuMs: number;
  /** By process, since some end and take their time with them. */
  readonly serverCpuMs: ReadonlyMap<number, number>;
}

async function counters(database: Database): Promise<Counters> {
  const { rows } = await database.system.query<{ commits: string; wal: string; pids: readonly number[] }>(
    `select xact_commit as commits, pg_current_wal_lsn() - '0/0' as wal, array(select pid from pg_stat_activity) as pids
     from pg_stat_database where datname = current_database()`,
  );
  const { user, system } = process.cpuUsage();
  const { commits, wal, pids } = rows[0]!;
  const serverCpuMs = new Map(await Promise.all(pids.map(async (pid) => [pid, await cpuMsOf(pid)] as const)));
  return { commits: Number(commits), walBytes: Number(wal), ownCpuMs: (user + system) / 1_000, serverCpuMs };
}

/** User and system time in hundredths of a second, as Linux tells it; 0 elsewhere. */
async function cpuMsOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')')).split(' ');
  return text === '' ? 0 : (Number(fields[12]) + Number(fields[13])) * 10;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
