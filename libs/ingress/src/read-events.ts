import type { Json, WebhookTrigger } from '@joinery/contracts';
import { evaluate } from './evaluate.ts';
import type { VerifiedCallback } from './incoming.ts';

export interface ReceivedEvent {
  /** As the flow sees it. */
  readonly body: Json;
  /** The trigger's own key, used where the flow names none. */
  readonly dedupeKey: string | null;
  /** What a wait for this event is found by. */
  readonly correlationKey: string | null;
}

export interface EventReading {
  readonly trigger: WebhookTrigger;
  readonly callback: VerifiedCallback;
  readonly settings: Json;
  /** The connection's values without secrets. */
  readonly connection: Json;
}

/** The events of a verified callback that a trigger wants, perhaps none. @throws Refusal where an expression fails */
export function readEvents({ trigger, callback, settings, connection }: EventReading): readonly ReceivedEvent[] {
  const { body, headers, query } = callback;
  const whole = { event: body, body, headers, query, settings, connection };
  const listed = trigger.events === undefined ? [body] : asList(evaluate(trigger.events, whole));
  const wanted = listed
    .map((event) => ({ ...whole, event }))
    .filter((scope) => trigger.accepts === undefined || evaluate(trigger.accepts, scope) === true);
  return wanted.map((scope) => ({
    body: trigger.shape === undefined ? scope.event : (evaluate(trigger.shape, scope) ?? null),
    dedupeKey: keyOf(trigger.dedupeKey, scope),
    correlationKey: keyOf(trigger.correlationKey, scope),
  }));
}

function keyOf(source: string | undefined, scope: unknown): string | null {
  const key = source === undefined ? undefined : evaluate(source, scope);
  if (key === undefined || key === null || key === '') return null;
  return typeof key === 'string' ? key : JSON.stringify(key);
}

function asList(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}
