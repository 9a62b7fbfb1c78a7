import { apiPorts, ensureOwner } from '@joinery/api';
import type { FaultPoint } from '@joinery/engine';
import { createLogger, createMetrics } from '@joinery/observability';
import { newId } from '@joinery/persistence';
import type { EmbeddedPostgres } from '@joinery/persistence/embedded';
import { drain, onStopSignal, openRuntime, type Drainable, type Runtime } from '@joinery/platform';
import type { Config } from '@joinery/platform/config';
import { keepUp, startWorker } from '@joinery/worker';
import { connectors } from './connectors.ts';
import { openFront } from './front.ts';
import { openSandbox } from './running-sandbox.ts';

export const version = '0.1.0';

export interface Parts {
  readonly config: Config;
  /** Nothing where another database is named. */
  readonly embedded: EmbeddedPostgres | undefined;
  /** A line for people at each stage. */
  readonly say: (line: string) => void;
  /** Only kill tests listen. */
  readonly reach?: ((point: FaultPoint) => void) | undefined;
}

/** API, worker, console and simulators on a database: a whole Joinery in this process, or the half its role names. */
export async function assemble({ config, embedded, say, reach }: Parts): Promise<void> {
  const logger = createLogger({ name: 'joinery', level: config.operation.logLevel });
  const { role } = config.operation;
  const alone = config.storage.redisUrl === undefined;
  const sandbox = await openSandbox(config);
  const publicUrl = config.network.publicUrl ?? `http://${config.network.host}:${config.network.port}`;
  const runtime = await openRuntime({
    config,
    databaseUrl: config.storage.databaseUrl ?? embedded!.url,
    publicUrl,
    connectors,
    alwaysAllowed: sandbox.allowed,
    logger,
    metrics: createMetrics(),
    alone,
    ...(reach ? { reach } : {}),
  });
  // Whoever brings its own database is alone on it: what its last life held is taken up at once.
  if (embedded && alone) await runtime.stores.relay.takeOverAll();
  const ports = apiPorts(runtime, { version, sandbox: sandbox.sandbox });
  const front = await openFront({ ports, config, publicUrl, version });
  const working = [keepUp(runtime), ...(role === 'api' ? [] : startWorker(runtime))];
  const owner = role === 'worker' ? undefined : await firstOwner(runtime, alone);
  const url = await front.listen(config.network);
  greet({ say, url, owner, keyFile: runtime.createdKeyFile });

  const parts: readonly Drainable[] = [
    { name: 'http', drain: () => front.close() },
    ...working,
    { name: 'simulators', drain: () => sandbox.stop() },
    { name: 'runtime', drain: () => runtime.close() },
    { name: 'database', drain: async () => embedded?.stop() },
  ];
  onStopSignal(async () => {
    say('Stopping / 正在停止');
    ports.health.drain();
    await drain({
      parts,
      withinMs: config.limits.drainSeconds * 1000,
      onLate: (name) => logger.warn({ name }, 'a part did not stop in time'),
    });
  });
}

function firstOwner({ identities, config: { session } }: Runtime, alone: boolean): ReturnType<typeof ensureOwner> {
  return ensureOwner({ identities, email: session.ownerEmail, tenantName: session.tenantName, newId, alone });
}

interface Greeting {
  readonly say: (line: string) => void;
  readonly url: string;
  readonly owner: { readonly email: string; readonly oneTimePassword: string } | undefined;
  readonly keyFile: string | undefined;
}

function greet({ say, url, owner, keyFile }: Greeting): void {
  say(`Joinery is ready: ${url} / 榫卯已就绪`);
  if (keyFile !== undefined) say(`A master key was made; keep a copy of ${keyFile} / 已生成主密钥,请备份此文件`);
  if (owner) say(`Sign in as ${owner.email} with the one-time password / 一次性密码: ${owner.oneTimePassword}`);
}
