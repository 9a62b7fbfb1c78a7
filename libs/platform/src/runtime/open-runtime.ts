import type { RunId } from '@joinery/contracts';
import {
  ConnectorHost,
  ConnectorRegistry,
  InMemoryBudgetStore,
  SyncSides,
  type BudgetStore,
} from '@joinery/connector-host';
import type { Connector } from '@joinery/connector-sdk';
import { Egress, type EgressRule } from '@joinery/egress';
import type { EngineClock, EnginePorts, FaultPoint } from '@joinery/engine';
import { CallbackTokens } from '@joinery/ingress';
import type { Logger, Metrics } from '@joinery/observability';
import {
  Administration,
  AlertDeliveryStore,
  Database,
  DataKeyStore,
  EgressRuleStore,
  IdentityStore,
  InstalledConnectorStore,
  newId,
  runStores,
  syncStores,
  TokenStore,
  type RunStores,
  type SyncStores,
} from '@joinery/persistence';
import { MemoryQueue, type RunQueue } from '@joinery/queue';
import { ConnectionSecrets, type Vault } from '@joinery/vault';
import { AlertSender } from '../alerts/alert-sender.ts';
import type { Config } from '../config/config.ts';
import { openLiveNews } from '../live/live-news.ts';
import { ReplyDesk } from '../live/reply-desk.ts';
import { RunFeed } from '../live/run-feed.ts';
import { contentHash } from '../syncs/content-hash.ts';
import { InstalledConnectors } from './installed-connectors.ts';
import { KnownEgressRules } from './known-egress-rules.ts';
import { openVault } from './open-vault.ts';
import { SealedConnections } from './sealed-connections.ts';
import { sha256, systemClock } from './system-ports.ts';
import { VendorTriggers } from './vendor-triggers.ts';

export interface RuntimeOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  /** Where callbacks and hooks reach us. */
  readonly publicUrl: string;
  readonly connectors: readonly Connector[];
  /** Addresses that every tenant may reach: the sandbox's simulators, by their exact ports. */
  readonly alwaysAllowed?: readonly EgressRule[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Api and worker share this process, and there is no other one. */
  readonly alone?: boolean;
  /** Named moments of the engine; only kill tests listen. */
  readonly reach?: (point: FaultPoint) => void;
}

/** What work on syncs is done with. */
export interface SyncRuntime {
  readonly stores: SyncStores;
  readonly sides: SyncSides;
  readonly clock: EngineClock;
  /** Tells contents apart, under a key of this installation. */
  readonly hash: (text: string) => string;
}

/** What alerts are sent with. */
export interface AlertRuntime {
  readonly delivery: AlertDeliveryStore;
  readonly sender: AlertSender;
}

/** Everything that api and worker of one process share, each thing made once. */
export interface Runtime {
  readonly config: Config;
  readonly publicUrl: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly database: Database;
  readonly administration: Administration;
  readonly identities: IdentityStore;
  readonly stores: RunStores;
  readonly queue: RunQueue;
  readonly vault: Vault;
  readonly registry: ConnectorRegistry;
  readonly installedConnectors: InstalledConnectors;
  readonly connections: SealedConnections;
  readonly host: ConnectorHost;
  readonly vendorTriggers: VendorTriggers;
  readonly egressRules: KnownEgressRules;
  readonly callbacks: CallbackTokens;
  readonly replies: ReplyDesk;
  readonly feed: RunFeed;
  readonly engine: EnginePorts;
  readonly syncs: SyncRuntime;
  readonly alerts: AlertRuntime;
  /** A key file was made at this start. */
  readonly createdKeyFile: string | undefined;
  close(): Promise<void>;
}

export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { config, logger, metrics, publicUrl } = options;
  const database = await Database.open({
    url: options.databaseUrl,
    requestConnections: Math.ceil(config.storage.databasePool / 2),
    systemConnections: Math.ceil(config.storage.databasePool / 2),
    onConnectionError: (error) => logger.warn({ error: error.name }, 'a database connection was lost'),
  });
  const { vault, codec, createdKeyFile } = await openVault(config, new DataKeyStore({ database }));
  const queue = await openQueue(config, logger);
  const [feed, replies] = [new RunFeed(), new ReplyDesk()];
  const alone = options.alone === true;
  const live = await openLiveNews({ database, codec, queue, feed, desk: replies, logger, alone, reach: options.reach });
  const stores = runStores({
    database,
    codec,
    news: live.news,
    // Where api and worker are one process, a run is taken in the commit that accepts it.
    ...(alone ? { bornClaimed: config.limits.runConcurrency } : {}),
    failed: (error) => logger.error({ error }, 'figures could not be added up'),
  });
  const administration = new Administration({ database, codec });
  const rules = new EgressRuleStore({ database });
  const egressRules = new KnownEgressRules({ load: () => rules.all(), always: options.alwaysAllowed ?? [] });
  await egressRules.refresh();
  const registry = new ConnectorRegistry(options.connectors);
  const installed = new InstalledConnectorStore({ database });
  const installedConnectors = new InstalledConnectors({
    load: (known) => installed.all(known),
    registry,
    onUnusable: (connector, error) => logger.error({ connector, error }, 'an installed connector cannot be used'),
  });
  await installedConnectors.refresh();
  const connections = new SealedConnections({ administration, secrets: new ConnectionSecrets(vault) });
  const host = new ConnectorHost({
    registry,
    egress: new Egress({ rules: egressRules }),
    connections,
    budgets: await openBudgets(config, logger),
    tokens: new TokenStore({ database, codec }),
  });
  const callbacks = new CallbackTokens({ key: await vault.purposeKey('callback tokens'), publicUrl });
  return {
    config,
    publicUrl,
    logger,
    metrics,
    database,
    administration,
    identities: new IdentityStore({ database }),
    stores,
    queue,
    vault,
    registry,
    installedConnectors,
    connections,
    host,
    vendorTriggers: new VendorTriggers({ host, publicUrl }),
    egressRules,
    callbacks,
    replies,
    feed,
    createdKeyFile,
    syncs: {
      stores: syncStores({ database, codec }),
      sides: new SyncSides(host.objects),
      clock: systemClock,
      hash: contentHash(await vault.purposeKey('contents of synced records')),
    },
    alerts: { delivery: new AlertDeliveryStore({ database }), sender: new AlertSender({ actions: host.actions }) },
    engine: {
      runs: stores.runs,
      journal: stores.journal,
      flows: stores.flows,
      actions: host.actions,
      tokens: callbacks,
      replies: live.replies,
      clock: systemClock,
      random: Math.random,
      newRunId: () => newId<RunId>(),
      sha256,
      ...(options.reach ? { reach: options.reach } : {}),
    },
    close: async () => {
      await queue.close();
      await stores.close();
      await live.close();
      await host.close();
      await database.close();
    },
  };
}

/** Redis where there are many processes, loaded only there; one needs none, because PostgreSQL is the truth. */
async function openQueue({ storage }: Config, logger: Logger): Promise<RunQueue> {
  if (storage.redisUrl === undefined) return new MemoryQueue();
  const { BullmqQueue } = await import('@joinery/queue/bullmq');
  return new BullmqQueue({
    url: storage.redisUrl,
    onConnectionError: (error) => logger.warn({ error: error.name }, 'the connection to Redis was lost'),
  });
}

async function openBudgets({ storage }: Config, logger: Logger): Promise<BudgetStore> {
  if (storage.redisUrl === undefined) return new InMemoryBudgetStore();
  const { RedisBudgetStore } = await import('@joinery/connector-host/redis');
  return RedisBudgetStore.at(storage.redisUrl, (error) =>
    logger.warn({ error: error.name }, 'the connection to Redis was lost'),
  );
}
