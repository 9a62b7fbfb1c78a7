import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedPostgres } from '@joinery/persistence/embedded';
import { listening, type Listening } from './child.ts';
import { joineryTarget } from './joinery-target.ts';
import { loadPhase, type Phase } from './load-phase.ts';

interface WebhookOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
}

interface Round {
  /** Effects at the sink per second, from the first request until the last accepted one has arrived. */
  readonly effectsPerSecond: number;
  readonly phase: Phase;
}

/**
 * Webhook → 12-field mapping → POST to a sink, beside two bare servers in turn: one that maps and posts, one that
 * commits a row before and after. What counts is the effect at the sink, not the acceptance.
 */
export async function measureWebhook(args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const options: WebhookOptions = {
    rounds: numberAfter(args, '--rounds', 3),
    seconds: numberAfter(args, '--seconds', 6),
    connections: numberAfter(args, '--connections', 50),
  };
  const folder = await mkdtemp(join(tmpdir(), 'joinery-bench-'));
  const database = await openEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  const sink = await listening('./sink.ts');
  const bare = await listening('./bare-server.ts', ['map', sink.url]);
  const row = await listening('./bare-server.ts', ['row', sink.url, database.url]);
  const joinery = await joineryTarget({ databaseUrl: database.url, dataDir: folder, sinkUrl: sink.url });
  try {
    const targets = { bare: bare.url, committedRow: row.url, joinery: joinery.hookUrl };
    for (const url of Object.values(targets))
      await round(url, sink, { ...options, seconds: Math.min(3, options.seconds) });
    const rounds: Record<keyof typeof targets, Round[]> = { bare: [], committedRow: [], joinery: [] };
    for (let turn = 0; turn < options.rounds; turn++) {
      for (const [name, url] of Object.entries(targets))
        rounds[name as keyof typeof targets].push(await round(url, sink, options));
    }
    return {
      connections: options.connections,
      rounds: options.rounds,
      bare: summary(rounds.bare),
      committedRow: summary(rounds.committedRow),
      joinery: { ...summary(rounds.joinery), rssMb: await joinery.server.residentMb() },
      ratioToBare: ratio(rounds.joinery, rounds.bare),
      ratioToCommittedRow: ratio(rounds.joinery, rounds.committedRow),
    };
  } finally {
    await joinery.server.stop();
    for (const { child } of [bare, row, sink]) child.disconnect();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function round(url: string, sink: Listening, { seconds, connections }: WebhookOptions): Promise<Round> {
  const before = await distinctAt(sink);
  const begun = performance.now();
  const phase = await loadPhase(url, seconds, connections);
  const delivered = await untilDelivered(sink, before + phase.accepted);
  return { phase, effectsPerSecond: (delivered - before) / ((performance.now() - begun) / 1000) };
}

/** Everything accepted must arrive; a minute without is a failure of the product, not a slow one. */
async function untilDelivered(sink: Listening, wanted: number): Promise<number> {
  for (let tries = 0; tries < 3000; tries++) {
    const there = await distinctAt(sink);
    if (there >= wanted) return there;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`of ${wanted} accepted events only ${await distinctAt(sink)} had their effect within a minute`);
}

async function distinctAt(sink: Listening): Promise<number> {
  const answer = (await (await fetch(sink.url)).json()) as { distinct: number };
  return answer.distinct;
}

function summary(rounds: readonly Round[]): Readonly<Record<string, number>> {
  return {
    reqPerSecond: Math.round(median(rounds.map((one) => one.effectsPerSecond))),
    p50Ms: median(rounds.map((one) => one.phase.p50Ms)),
    p99Ms: median(rounds.map((one) => one.phase.p99Ms)),
    refused: rounds.reduce((sum, one) => sum + one.phase.refused, 0),
  };
}

/** Round by round, because the machine's speed drifts; then the median. */
function ratio(ours: readonly Round[], theirs: readonly Round[]): number {
  return Number(median(ours.map((one, at) => one.effectsPerSecond / theirs[at]!.effectsPerSecond)).toFixed(3));
}

function median(values: readonly number[]): number {
  const sorted = [...values].toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function numberAfter(args: readonly string[], name: string, usual: number): number {
  const at = args.indexOf(name);
  return at < 0 ? usual : Number(args[at + 1]);
}
