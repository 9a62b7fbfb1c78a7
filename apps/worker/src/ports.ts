import type { ConnectorRef, Failure, FlowSettings, Json, TenantId, Trigger, TriggerId } from '@joinery/contracts';
import type { EventTarget } from '@joinery/engine';

/** A trigger that somebody must look at now; taken under an epoch, so that two workers never look at once. */
export interface DueTrigger extends EventTarget {
  readonly triggerId: TriggerId;
  readonly epoch: number;
  /** Epoch ms for which it was due. */
  readonly dueAt: number;
  readonly definition: Trigger;
  readonly cursor: Json;
  readonly settings: FlowSettings;
  /** Where its events come in. */
  readonly hookPath: string;
  /** What the vendor gave when the trigger was registered there; null before that. */
  readonly registration: Json;
}

/** What a look at a trigger leaves: when to look again, what went wrong, what the vendor gave. */
export interface Looked {
  readonly dueAt: number | null;
  readonly failure: Failure | null;
  readonly registration?: Json;
}

export interface DueTriggers {
  /** Active triggers that are due, schedules and pollers alike; each is leased for `leaseMs`. */
  take(limit: number, leaseMs: number): Promise<readonly DueTrigger[]>;
  /** When to look again; nothing is written when the epoch has moved on. A failure is shown beside the trigger. */
  putOff(trigger: Pick<DueTrigger, 'triggerId' | 'epoch'>, looked: Looked): Promise<void>;
  /** Raises an alert for every trigger that was silent for longer than its heartbeat; how many. */
  alertSilent(): Promise<number>;
}

export interface PolledEvent {
  readonly body: Json;
  readonly dedupeKey: string | null;
  readonly correlationKey: string | null;
}

/** A trigger of a connector, as the host is asked about it. */
export interface VendorTrigger {
  readonly tenantId: TenantId;
  readonly connector: ConnectorRef;
  readonly connectionId: string | null;
  readonly trigger: string;
  readonly settings: Json;
}

type Failed = { readonly kind: 'failed'; readonly failure: Failure };
export type Polled =
  | { readonly kind: 'polled'; readonly events: readonly PolledEvent[]; readonly cursor: Json; readonly more: boolean }
  | Failed;
export type Registered = { readonly kind: 'registered'; readonly registration: Json } | Failed;

/** The connector host as the clock of triggers sees it; what the vendor refuses is returned. */
export interface VendorTriggers {
  delivery(trigger: Pick<VendorTrigger, 'connector' | 'trigger'>): 'webhook' | 'polling';
  poll(trigger: VendorTrigger, cursor: Json, signal: AbortSignal): Promise<Polled>;
  /** Verifies what was registered, registers what is not or was forgotten; null where a person does it by hand. */
  keepRegistered(
    trigger: VendorTrigger,
    registration: Json,
    hookPath: string,
    signal: AbortSignal,
  ): Promise<Registered>;
}
