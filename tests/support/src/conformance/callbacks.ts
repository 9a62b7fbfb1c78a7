import type { LoadedConnection } from '@joinery/connector-host';
import type { Connector } from '@joinery/connector-sdk';
import type { CallbackOutcome, ConformanceHost } from '@joinery/connector-sdk/testing';
import { failureText, type WebhookScheme, type WebhookTrigger } from '@joinery/contracts';
import {
  adaptScheme,
  type CallbackSecrets,
  InMemoryReplayIds,
  receiveCallback,
  type Reception,
} from '@joinery/ingress';

/** Receives callbacks as the product does: proved, new, read, and remembered once they are accepted. */
export function callbacks(
  { manifest }: Connector,
  { values, secrets }: LoadedConnection,
): Pick<ConformanceHost, 'receive'> {
  const replays = new InMemoryReplayIds();
  const known: CallbackSecrets = {
    values,
    secret: (name) => (Object.hasOwn(secrets, name) ? secrets[name]?.reveal() : undefined),
  };
  return {
    async receive(name, settings, request) {
      const trigger = manifest.triggers[name] as WebhookTrigger;
      const scheme = adaptScheme(manifest.webhooks[trigger.scheme] as WebhookScheme, values);
      const { pathname, search } = new URL(request.url);
      const asked = {
        method: request.method,
        url: pathname + search,
        publicUrl: request.url,
        headers: request.headers,
        body: request.body,
      };
      const reception = await receiveCallback({
        scheme,
        trigger,
        request: asked,
        secrets: known,
        settings,
        replays,
        replayScope: name,
        now: Date.now(),
      });
      if (reception.kind === 'events' && reception.replayId !== null) await replays.remember(name, reception.replayId);
      return outcomeOf(reception);
    },
  };
}

const statuses: Readonly<Record<string, number>> = { auth: 401, conflict: 409 };

function outcomeOf(reception: Reception): CallbackOutcome {
  switch (reception.kind) {
    case 'handshake':
      return { kind: 'answered', ...reception.response, events: [] };
    case 'refused':
      return refused(reception);
    case 'events': {
      const { status = 202, body = '{}', contentType = 'application/json' } = reception.acknowledge ?? {};
      const events = reception.events.map((event) => event.body);
      const correlationKeys = reception.events.map((event) => event.correlationKey);
      return { kind: events.length > 0 ? 'accepted' : 'ignored', status, body, contentType, events, correlationKeys };
    }
  }
}

/** A delivery that came again is no mistake of the sender's: it must hear that it need not come once more. */
function refused({ failure, acknowledge }: Extract<Reception, { readonly kind: 'refused' }>): CallbackOutcome {
  if (failure.code === 'hook.replayed')
    return { kind: 'ignored', status: 200, body: '{"duplicate":true}', ...acknowledge, events: [] };
  const body = JSON.stringify({ code: failure.code, detail: failureText(failure, 'en') });
  return { kind: 'refused', status: statuses[failure.kind] ?? 400, body, events: [] };
}
