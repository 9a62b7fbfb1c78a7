import type { Template } from '@joinery/contracts';
import type { ActionInvoker, Intake } from '@joinery/engine';
import type { CallbackTokens } from '@joinery/ingress';
import type { Logger, Metrics } from '@joinery/observability';
import type { HealthChecks, Pressure, ReplyDesk, RunFeed } from '@joinery/platform';
import type { Vault } from '@joinery/vault';
import type { SingleSignOn } from './auth/single-sign-on.ts';
import type { Administration } from './ports/administration.ts';
import type { ConnectorCatalogue, InstalledConnectors, LiveConnector } from './ports/connectors.ts';
import type { AddressedAnswers, HookReceiver, HookTriggers, SyncChanges } from './ports/hooks.ts';
import type { Identities } from './ports/identities.ts';
import type { RunCommands, WaitAnswers } from './ports/run-commands.ts';
import type { Sandbox } from './ports/sandbox.ts';

/** Everything the API works with, made by whoever composes a process. */
export interface ApiPorts {
  readonly administration: Administration;
  readonly identities: Identities;
  readonly runCommands: RunCommands;
  readonly answers: WaitAnswers & AddressedAnswers;
  readonly intake: Intake;
  readonly connectors: ConnectorCatalogue;
  readonly installedConnectors: InstalledConnectors;
  readonly live: LiveConnector;
  readonly actions: ActionInvoker;
  readonly vault: Vault;
  readonly sandbox: Sandbox;
  readonly templates: readonly Template[];
  readonly hookTriggers: HookTriggers;
  readonly hookReceiver: HookReceiver;
  readonly syncChanges: SyncChanges;
  readonly callbacks: CallbackTokens;
  readonly replies: ReplyDesk;
  readonly feed: RunFeed;
  readonly pressure: Pressure;
  readonly health: HealthChecks;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The tenants' egress rules were changed here: what is kept of them is read anew. */
  readonly egressRulesChanged: () => Promise<void>;
  /** The address others know us by. */
  readonly publicUrl: string;
  readonly newId: () => string;
  /** Null where nobody configured it. */
  readonly signOn: SingleSignOn | null;
}
