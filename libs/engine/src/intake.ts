import type { EventId, FlowId, FlowSettings, Json, RunId, TenantId, TriggerId } from '@joinery/contracts';
import { compile } from '@joinery/mapping';
import { expressionFailure } from './run/evaluate.ts';

/** An event that passed its checks, about to become a run. */
export interface IncomingEvent {
  readonly tenantId: TenantId;
  readonly flowId: FlowId;
  readonly version: number;
  readonly triggerId: TriggerId | null;
  readonly body: Json;
  readonly dedupeKey: string | null;
  readonly dedupeWindowMs: number;
  readonly orderingKey: string | null;
  readonly timeoutMs: number;
  readonly mode: 'live' | 'test';
}

export type Acceptance =
  | { readonly kind: 'accepted'; readonly runId: RunId; readonly eventId: EventId }
  /** The key was seen within its window: this is the run it made. */
  | { readonly kind: 'duplicate'; readonly runId: RunId };

/** Event, run and outbox row in one commit, shared with others of the same moment. Resolves after the commit. */
export interface Intake {
  accept(event: IncomingEvent): Promise<Acceptance>;
}

/** A published flow as its trigger sees it. */
export interface EventTarget {
  readonly tenantId: TenantId;
  readonly flowId: FlowId;
  readonly version: number;
  readonly triggerId: TriggerId | null;
  readonly settings: FlowSettings;
}

/**
 * An event with the keys its flow wants. A flow without a dedupe key takes the one its connector gives, where it does.
 * @throws FailureError `expression.failed` or `expression.bound`, naming the setting
 */
export function incomingEvent(
  { settings, ...target }: EventTarget,
  body: Json,
  { dedupeKey = null, mode = 'live' }: { readonly dedupeKey?: string | null; readonly mode?: 'live' | 'test' } = {},
): IncomingEvent {
  return {
    ...target,
    body,
    mode,
    dedupeKey: settings.dedupeKey === undefined ? dedupeKey : keyOf(settings.dedupeKey, body, 'settings.dedupeKey'),
    dedupeWindowMs: settings.dedupeWindowMs,
    orderingKey: settings.orderingKey === undefined ? null : keyOf(settings.orderingKey, body, 'settings.orderingKey'),
    timeoutMs: settings.timeoutMs,
  };
}

/** Missing and null make no key: such events are neither dropped nor ordered. */
function keyOf(expression: string, trigger: Json, place: string): string | null {
  try {
    const key = compile(expression).evaluate({ trigger });
    if (key === undefined || key === null) return null;
    return typeof key === 'string' ? key : JSON.stringify(key);
  } catch (error) {
    throw expressionFailure(error, place);
  }
}
