import { FailureError, type ConnectorManifest, type WebhookScheme, type WebhookTrigger } from '@joinery/contracts';
import type { ConnectionSource, ConnectorRegistry, LoadedConnection } from '@joinery/connector-host';
import { adaptScheme, readEvents, Refusal, replayKeptMs, verifyCallback, type CallbackSecrets } from '@joinery/ingress';
import type { HookReceiver, HookTrigger, HookTriggers } from '../ports/hooks.ts';
import { ProblemError } from '../http/problem-error.ts';
import { RecentConnections } from './recent-connections.ts';

export interface IngressReceiverOptions {
  readonly registry: Pick<ConnectorRegistry, 'find'>;
  readonly connections: ConnectionSource;
  readonly triggers: Pick<HookTriggers, 'ofConnection'>;
  /** The address vendors know us by; some sign it. */
  readonly publicUrl: string;
}

/** Proves and reads callbacks by the webhook scheme of the trigger's connector. */
export function ingressReceiver({ registry, connections, triggers, publicUrl }: IngressReceiverOptions): HookReceiver {
  const recent = new RecentConnections(connections);
  const declared = (hook: HookTrigger) => declaredBy(registry.find(hook.definition.connector)?.manifest, hook);
  return {
    receive: async (hook, request) => {
      const { trigger, scheme: declaredScheme } = declared(hook);
      const secrets = secretsOf(await recent.load(hook.tenantId, hook.definition.connectionId));
      const scheme = told(() => adapted(declaredScheme, secrets));
      const incoming = { ...request, publicUrl: `${publicUrl}${request.url}` };
      const checked = told(() => verifyCallback({ scheme, request: incoming, secrets, now: Date.now() }));
      if (checked.kind === 'handshake') return { kind: 'answer', answer: checked.response };
      const { callback, replayId, acknowledge } = checked;
      const hooks = trigger.address === 'connection' ? await sharing(hook, triggers) : [hook];
      const shares = hooks
        .map((one) => ({ one, of: declared(one) }))
        .filter(({ of }) => of.trigger.scheme === trigger.scheme && of.trigger.address === trigger.address)
        .map(({ one, of }) => {
          const reading = {
            trigger: of.trigger,
            callback,
            settings: one.definition.settings,
            connection: secrets.values,
          };
          return { trigger: one, events: told(() => readEvents(reading)) };
        });
      const delivery = replayId === null ? null : { id: replayId, replayableMs: replayableMs(scheme) };
      return { kind: 'events', shares, delivery, ...(acknowledge ? { acknowledge } : {}) };
    },
  };
}

/** The trigger that was called, and all others that listen to the same account through the same connector. */
async function sharing(
  hook: HookTrigger,
  triggers: Pick<HookTriggers, 'ofConnection'>,
): Promise<readonly HookTrigger[]> {
  const { connectionId, connector } = hook.definition;
  if (connectionId === null) return [hook];
  const all = await triggers.ofConnection(hook.tenantId, connectionId);
  return [hook, ...all.filter((one) => one.id !== hook.id && one.definition.connector.name === connector.name)];
}

/** A refusal of the ingress is a failure like any other. */
function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw new FailureError(error.failure, { cause: error });
    throw error;
  }
}

function declaredBy(
  manifest: ConnectorManifest | undefined,
  { definition }: HookTrigger,
): { readonly trigger: WebhookTrigger; readonly scheme: WebhookScheme } {
  const trigger = manifest?.triggers[definition.trigger];
  const scheme = trigger?.kind === 'webhook' ? manifest?.webhooks[trigger.scheme] : undefined;
  // A poller, or a connector that was removed: nobody listens here.
  if (trigger?.kind !== 'webhook' || !scheme) throw new ProblemError('hook.unknown');
  return { trigger, scheme };
}

/** An older one is refused for its age, so it need not be remembered for longer. */
const replayableMs = ({ timestamp }: WebhookScheme): number => (timestamp ? timestamp.toleranceMs * 2 : replayKeptMs);

const noSecrets: CallbackSecrets = { values: {}, secret: () => undefined };

function secretsOf(connection: LoadedConnection | undefined): CallbackSecrets {
  if (!connection) return noSecrets;
  const { values, secrets } = connection;
  return { values, secret: (name) => (Object.hasOwn(secrets, name) ? secrets[name]?.reveal() : undefined) };
}

/** Adapting is dear, so it is done once for as long as a connection is kept. */
const adaptations = new WeakMap<object, Map<WebhookScheme, WebhookScheme>>();

function adapted(declared: WebhookScheme, { values }: CallbackSecrets): WebhookScheme {
  if (declared.adapt === undefined) return declared;
  const known = adaptations.get(values) ?? new Map<WebhookScheme, WebhookScheme>();
  adaptations.set(values, known);
  const scheme = known.get(declared) ?? adaptScheme(declared, values);
  known.set(declared, scheme);
  return scheme;
}
