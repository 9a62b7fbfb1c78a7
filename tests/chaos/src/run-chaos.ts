import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultPoints, type FaultPoint } from '@joinery/engine';
import { openEmbeddedPostgres } from '@joinery/persistence/embedded';
import { ApiSession, freePort, startServer, type ServerUnderTest } from '@joinery/tests-support';
import { chaosFlow } from './chaos-flow.ts';
import { seededRandom } from './seeded-random.ts';
import { Target } from './target.ts';

export interface ChaosResult {
  readonly seed: number;
  readonly kills: number;
  readonly accepted: number;
  /** Accepted with 2xx, and its effect never came. */
  readonly acceptedLost: number;
  /** Events with more than one effect where the other side honours keys. */
  readonly duplicatesAtIdempotent: number;
  /** Events that called the unprotected endpoint twice without anybody having been asked. */
  readonly unflaggedDuplicates: number;
  /** Runs that neither ended nor wait for a person. */
  readonly stuck: number;
  /** Attempts in doubt that wait for a person, as they should. */
  readonly held: number;
  readonly seconds: number;
}

type Kill = { readonly at: 'random'; readonly afterMs: number } | { readonly at: FaultPoint; readonly after: number };

const entry = fileURLToPath(new URL('./killable-server.js', import.meta.url));
const eventsPerLife = 40;

/** Kills the product again and again, at random moments and at named ones of the engine, and looks from outside what came of it. */
export async function runChaos({
  kills,
  seed,
  say,
}: {
  readonly kills: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<ChaosResult> {
  const begun = performance.now();
  const random = seededRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'joinery-chaos-'));
  const database = await openEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
  const target = await Target.start(random);
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    PORT: String(await freePort()),
    JOINERY_SANDBOX: 'off',
    LOG_LEVEL: 'error',
  };
  const accepted: string[] = [];
  let server = await startServer(env, { entry });
  try {
    const hookUrl = await prepare(server, target.port);
    await server.stop();
    for (let life = 0; life < kills; life++) {
      const kill = killOf(life, random);
      say(`life ${life + 1} of ${kills}: ${JSON.stringify(kill)}`);
      server = await startServer(
        { ...env, ...(kill.at === 'random' ? {} : { KILL_POINT: kill.at, KILL_AFTER: String(kill.after) }) },
        { entry },
      );
      await live({ server, hookUrl, life, kill, accepted });
    }
    server = await startServer(env, { entry });
    const api = await signIn(server);
    await untilAtRest(api, accepted, target);
    return {
      seed,
      kills,
      accepted: accepted.length,
      ...(await judge(api, accepted, target)),
      seconds: Math.round((performance.now() - begun) / 1000),
    };
  } finally {
    await server.kill();
    await target.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every named point has its turn; between them the kill falls anywhere. */
function killOf(life: number, random: () => number): Kill {
  const point = faultPoints[Math.floor(life / 2) % faultPoints.length]!;
  if (life % 2 === 0) return { at: point, after: Math.floor(random() * 30) };
  return { at: 'random', afterMs: Math.floor(random() * 600) };
}

interface Life {
  readonly server: ServerUnderTest;
  readonly hookUrl: string;
  readonly life: number;
  readonly kill: Kill;
  readonly accepted: string[];
}

/** Sends events as fast as they are taken until the server is dead; a request without an answer promises nothing. */
async function live({ server, hookUrl, life, kill, accepted }: Life): Promise<void> {
  const timer = kill.at === 'random' ? setTimeout(() => void server.kill(), kill.afterMs) : undefined;
  await Promise.all(
    Array.from({ length: eventsPerLife }, async (_, n) => {
      const id = `life${life}-event${n}`;
      const taken = await fetch(hookUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id }),
      }).then(
        (answer) => answer.ok,
        () => false,
      );
      if (taken) accepted.push(id);
    }),
  );
  await Promise.race([server.ended, new Promise((resolve) => setTimeout(resolve, 3000))]);
  clearTimeout(timer);
  await server.kill();
}

const account = { email: 'owner@joinery.local', password: 'chaos owner password' };

function signIn(server: ServerUnderTest): Promise<ApiSession> {
  return ApiSession.signIn(server.url, account);
}

async function prepare(server: ServerUnderTest, targetPort: number): Promise<string> {
  const api = await ApiSession.signIn(server.url, {
    ...account,
    password: server.ownerPassword ?? '',
    newPassword: account.password,
  });
  await api.post('/egress-rules', { target: '127.0.0.1', port: targetPort, note: 'chaos' });
  const { items } = await api.get<{ items: readonly { name: string; version: string }[] }>('/connectors');
  const connect = async (
    name: string,
    fields: object,
  ): Promise<{ name: string; version: string; connectionId: string }> => {
    const version = items.find((one) => one.name === name)!.version;
    const { id } = await api.post<{ id: string }>('/connections', { name, connector: { name, version }, fields });
    return { name, version, connectionId: id };
  };
  const document = chaosFlow({
    webhook: await connect('webhook', { verification: 'none', unsignedAccepted: true }),
    http: await connect('http', { baseUrl: `http://127.0.0.1:${targetPort}`, authentication: 'none' }),
  });
  const flow = await api.post<{ id: string }>('/flows', { name: 'chaos', document });
  const { revision } = await api.get<{ revision: number }>(`/flows/${flow.id}/draft`);
  await api.post(`/flows/${flow.id}/publish`, { revision });
  const triggers = await api.get<{ items: readonly { hookUrl: string }[] }>(`/triggers?flowId=${flow.id}`);
  return `${server.url}${new URL(triggers.items[0]!.hookUrl).pathname}`;
}

async function allOf<T>(api: ApiSession, query: string): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor = '';
  do {
    const page = await api.get<{ items: readonly T[]; next: string | null }>(
      `${query}&limit=100${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    all.push(...page.items);
    cursor = page.next ?? '';
  } while (cursor !== '');
  return all;
}

async function idsIn(api: ApiSession, query: string): Promise<readonly string[]> {
  return (await allOf<{ id: string }>(api, query)).map(({ id }) => id);
}

/** At rest: nothing is queued or running, and what waits is held for a person. Leases of the dead run out in 30 s. */
async function untilAtRest(api: ApiSession, accepted: readonly string[], target: Target): Promise<void> {
  const end = performance.now() + 150_000;
  while (performance.now() < end) {
    const moving = [...(await idsIn(api, '/runs?state=queued')), ...(await idsIn(api, '/runs?state=running'))];
    const missing = accepted.filter((id) => target.effectsOf(id) === 0);
    if (moving.length === 0 && missing.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function judge(
  api: ApiSession,
  accepted: readonly string[],
  target: Target,
): Promise<Pick<ChaosResult, 'acceptedLost' | 'duplicatesAtIdempotent' | 'unflaggedDuplicates' | 'stuck' | 'held'>> {
  const moving = [...(await idsIn(api, '/runs?state=queued')), ...(await idsIn(api, '/runs?state=running'))];
  const held = new Set((await allOf<{ runId: string }>(api, '/waits?reason=held')).map(({ runId }) => runId));
  const waiting = await idsIn(api, '/runs?state=waiting');
  return {
    acceptedLost: accepted.filter((id) => target.effectsOf(id) === 0).length,
    duplicatesAtIdempotent: accepted.filter((id) => target.effectsOf(id) > 1).length,
    unflaggedDuplicates: accepted.filter((id) => target.callsOf(id) > 1).length,
    stuck: moving.length + waiting.filter((id) => !held.has(id)).length,
    held: held.size,
  };
}
