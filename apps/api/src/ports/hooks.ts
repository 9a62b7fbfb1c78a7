import type { EventTrigger, FlowId, FlowSettings, Json, Side, SyncId, TenantId, TriggerId } from '@joinery/contracts';
import type { WaitAnswer } from '@joinery/engine';

interface ListeningTrigger {
  readonly tenantId: TenantId;
  readonly state: 'active' | 'paused';
  readonly hookPath: string;
}

/** A published trigger of a flow with what is needed to make its events into runs. */
export interface FlowHook extends ListeningTrigger {
  readonly id: TriggerId;
  readonly flowId: FlowId;
  readonly version: number;
  readonly definition: EventTrigger;
  readonly settings: FlowSettings;
}

/** A trigger of a sync: its events tell which record has changed. */
export interface SyncHook extends ListeningTrigger {
  readonly id: string;
  readonly definition: Pick<EventTrigger, 'connector' | 'trigger' | 'settings'> & { readonly connectionId: string };
  readonly sync: {
    readonly id: SyncId;
    readonly side: Side;
    readonly recordId: string;
    readonly deleted: string | null;
  };
}

export type HookTrigger = FlowHook | SyncHook;

export interface HookTriggers {
  /** The trigger that listens at `/hooks/<path>`, or undefined. */
  byHookPath(path: string): Promise<HookTrigger | undefined>;
  /** Every active event trigger of a connection: some vendors know one address for all of them. */
  ofConnection(tenantId: TenantId, connectionId: string): Promise<readonly HookTrigger[]>;
}

/** A request as it came, before anybody believed anything in it. */
export interface RawRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

export interface HookAnswer {
  readonly status: number;
  readonly body?: string;
  readonly contentType?: string;
}

export interface ReceivedEvent {
  readonly body: Json;
  /** The trigger's own key, used where the flow names none. */
  readonly dedupeKey: string | null;
  /** What a wait for this event is found by. */
  readonly correlationKey: string | null;
}

/** Verified events, or a question of the vendor's that is answered at once. What does not hold is thrown as a failure. */
export type Reception =
  | {
      readonly kind: 'events';
      /** The trigger that was called comes first; others share its connection's one address. */
      readonly shares: readonly { readonly trigger: HookTrigger; readonly events: readonly ReceivedEvent[] }[];
      /** What tells this delivery from another, and for how long a replay of it could pass; null where nothing does. */
      readonly delivery: { readonly id: string; readonly replayableMs: number } | null;
      readonly acknowledge?: HookAnswer;
    }
  | { readonly kind: 'answer'; readonly answer: HookAnswer };

export interface HookReceiver {
  receive(trigger: HookTrigger, request: RawRequest): Promise<Reception>;
}

/** Takes what events tell of records. */
export interface SyncChanges {
  tell(
    sync: { readonly syncId: SyncId; readonly tenantId: TenantId },
    told: readonly { readonly side: Side; readonly recordId: string; readonly deleted: boolean }[],
  ): Promise<void>;
}

/** Answers from outside that name a callback token or a correlation address. */
export interface AddressedAnswers {
  answer(addressed: {
    readonly tenantId: TenantId;
    readonly address: string;
    readonly answer: WaitAnswer;
    readonly keepMs?: number;
  }): Promise<'answered' | 'early' | 'twice' | 'unknown'>;
  /** A vendor's event, for the run that waits for it, where one does. */
  answerEvent(event: {
    readonly tenantId: TenantId;
    readonly connectionId: string | null;
    readonly trigger: string;
    readonly key: Json;
    readonly body: Json;
    readonly at: number;
  }): Promise<'answered' | 'early' | 'twice' | 'unknown'>;
}
