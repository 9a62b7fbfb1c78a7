import type { Runtime } from '@joinery/platform';
import { HealthChecks, SampledPressure } from '@joinery/platform';
import { newId } from '@joinery/persistence';
import { templates } from '@joinery/templates';
import type { ApiPorts } from './api-ports.ts';
import { signOnOf } from './auth/single-sign-on.ts';
import { hostLiveConnector, registryCatalogue } from './connectors/host-live-connector.ts';
import type { Sandbox } from './ports/sandbox.ts';
import { ingressReceiver } from './webhooks/ingress-receiver.ts';
import { storedHooks } from './webhooks/stored-hooks.ts';

/** Events of this process that may wait for their commit before senders are asked to come again. */
const mostPendingCommits = 5_000;

/** What the API works with, from what the process shares. */
export function apiPorts(
  runtime: Runtime,
  { version, sandbox }: { readonly version: string; readonly sandbox: Sandbox },
): ApiPorts {
  const {
    administration,
    identities,
    stores,
    registry,
    connections,
    host,
    vault,
    callbacks,
    egressRules,
    replies,
    feed,
    database,
    config,
    logger,
    metrics,
    publicUrl,
  } = runtime;
  const catalogue = registryCatalogue(registry);
  const hookTriggers = storedHooks(stores, runtime.syncs.stores.triggers);
  return {
    administration,
    identities,
    runCommands: stores.commands,
    answers: stores.answers,
    intake: stores.intake,
    connectors: catalogue,
    installedConnectors: runtime.installedConnectors,
    live: hostLiveConnector(host, catalogue),
    actions: host.actions,
    vault,
    sandbox,
    templates,
    hookTriggers,
    hookReceiver: ingressReceiver({ registry, connections, triggers: hookTriggers, publicUrl }),
    syncChanges: runtime.syncs.stores.changes,
    callbacks,
    replies,
    feed,
    pressure: new SampledPressure({
      countBacklog: () => stores.relay.backlog(config.limits.backlogRuns),
      pendingCommits: () => stores.intake.backlog,
      mostBacklog: config.limits.backlogRuns,
      mostPendingCommits,
      everyMs: 1000,
    }).start(),
    health: new HealthChecks(version, [
      { name: 'database', run: async () => void (await database.system.query('select 1')) },
    ]),
    logger,
    metrics,
    egressRulesChanged: () => egressRules.refresh(),
    publicUrl: publicUrl.replace(/\/+$/, ''),
    newId,
    signOn: signOnOf(config, publicUrl),
  };
}
