import type { Failure, Json, WebhookTrigger } from '@joinery/contracts';
import { type CallbackResponse, Refusal } from './incoming.ts';
import { readEvents, type ReceivedEvent } from './read-events.ts';
import { refuse } from './refuse.ts';
import type { ReplayIds } from './replay-ids.ts';
import { type CallbackCheck, verifyCallback } from './verify-callback.ts';

export interface IncomingCallback extends CallbackCheck {
  readonly trigger: WebhookTrigger;
  /** The trigger's form. */
  readonly settings: Json;
  readonly replays: ReplayIds;
  /** Tenant and trigger (or connection): replay ids of others do not count. */
  readonly replayScope: string;
}

/** What a callback came to. The caller commits the events, then remembers the replay id, then answers. */
export type Reception =
  | {
      readonly kind: 'events';
      /** Empty where the trigger does not want what came. */
      readonly events: readonly ReceivedEvent[];
      readonly replayId: string | null;
      readonly acknowledge: CallbackResponse | undefined;
    }
  | { readonly kind: 'handshake'; readonly response: CallbackResponse }
  | {
      readonly kind: 'refused';
      readonly failure: Failure;
      /** Of a delivery that came again: its sender must hear the same, or it goes on. */
      readonly acknowledge?: CallbackResponse | undefined;
    };

/**
 * Receives a callback for one trigger: proved, new, and read.
 *
 * @example
 * const reception = await receiveCallback({ scheme, trigger, request, secrets, settings, replays, replayScope, now });
 * if (reception.kind === 'refused') return problem(reception.failure);
 */
export async function receiveCallback(incoming: IncomingCallback): Promise<Reception> {
  try {
    const checked = verifyCallback(incoming);
    if (checked.kind === 'handshake') return checked;
    const { callback, replayId, acknowledge } = checked;
    if (replayId !== null && (await incoming.replays.seen(incoming.replayScope, replayId)))
      return { kind: 'refused', failure: refuse('hook.replayed').failure, acknowledge };
    const { trigger, settings, secrets } = incoming;
    const events = readEvents({ trigger, callback, settings, connection: secrets.values });
    return { kind: 'events', events, replayId, acknowledge };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', failure: error.failure };
    throw error;
  }
}
