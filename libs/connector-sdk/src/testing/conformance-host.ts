import type { Failure, Json, JsonObject, JsonSchema, LocalText } from '@joinery/contracts';
import type { Connector } from '../define-connector.ts';

export type CallOutcome =
  { readonly kind: 'done'; readonly output: Json | undefined } | { readonly kind: 'failed'; readonly failure: Failure };

export type PageOutcome =
  | { readonly kind: 'page'; readonly items: readonly Json[]; readonly next: Json }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What a look-up of a checkable action tells. */
export type LookUpOutcome =
  | { readonly kind: 'found'; readonly output: Json | undefined }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface CallOptions {
  readonly idempotencyKey?: string;
  readonly timeoutMs?: number;
}

export interface RecordSeen {
  readonly id: string;
  readonly version: string | null;
  readonly deleted: boolean;
  readonly record: Json;
}

/** A request as a vendor sends it to a trigger's address. */
export interface CallbackRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What became of a callback; `status` and `body` are what the vendor gets. */
export interface CallbackOutcome {
  readonly kind: 'accepted' | 'answered' | 'refused' | 'ignored';
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
  /** The events as flows see them. */
  readonly events: readonly Json[];
  /** What a wait for each of them is found by, where the host at hand tells. */
  readonly correlationKeys?: readonly (string | null)[];
}

/**
 * A connector host with one connector and one connection, as the conformance suite needs it. Nothing here throws for
 * what the other side did, except where it is said.
 */
export interface ConformanceHost {
  readonly test: () => Promise<{ readonly ok: boolean; readonly message: LocalText; readonly failure?: Failure }>;
  readonly invoke: (action: string, input: Json, options?: CallOptions) => Promise<CallOutcome>;
  /** Whether a call with this key had its effect; of checkable actions. */
  readonly lookUp: (action: string, input: Json, options?: CallOptions) => Promise<LookUpOutcome>;
  readonly page: (action: string, input: Json, from: Json) => Promise<PageOutcome>;
  readonly options: (
    source: string,
    input: Json,
  ) => Promise<readonly { readonly value: Json; readonly label: string }[]>;
  readonly schema: (source: string, input: Json) => Promise<JsonSchema>;
  /** The fields of an object, asked of the account where only it knows them. @throws FailureError */
  readonly fields: (object: string) => Promise<JsonSchema>;
  /** @throws FailureError */
  readonly listRecords: (
    object: string,
    from: Json,
  ) => Promise<{ readonly records: readonly RecordSeen[]; readonly next: Json }>;
  /** @throws FailureError */
  readonly getRecord: (object: string, id: string) => Promise<RecordSeen | undefined>;
  /** @throws FailureError */
  readonly changes: (
    object: string,
    cursor: Json | undefined,
    from: 'now' | 'beginning',
  ) => Promise<{ readonly records: readonly RecordSeen[]; readonly cursor: Json; readonly more: boolean }>;
  /** Of objects whose deletions are listed apart. @throws FailureError */
  readonly deletions: ConformanceHost['changes'];
  /** @throws FailureError */
  readonly write: (
    object: string,
    write: string,
    input: JsonObject,
    idempotencyKey: string,
  ) => Promise<Json | undefined>;
  /** @throws FailureError */
  readonly poll: (
    trigger: string,
    settings: Json,
    cursor: Json | undefined,
  ) => Promise<{
    readonly events: readonly { readonly body: Json; readonly dedupeKey: string }[];
    readonly cursor: Json;
    readonly more: boolean;
  }>;
  /** @throws FailureError */
  readonly register: (trigger: string, settings: Json, callbackUrl: string) => Promise<Json>;
  /** @throws FailureError */
  readonly verify: (trigger: string, settings: Json, registration: Json, callbackUrl: string) => Promise<void>;
  /** @throws FailureError */
  readonly unregister: (trigger: string, settings: Json, registration: Json, callbackUrl: string) => Promise<void>;
  /** Checks and reads a callback; absent where the host at hand receives none. */
  readonly receive?: (trigger: string, settings: Json, request: CallbackRequest) => Promise<CallbackOutcome>;
  readonly close: () => Promise<void>;
}

/** Opens a host for a connector and the fields of a connection, secrets among them; only the vendor may be reached. */
export type OpenHost = (
  connector: Connector,
  connection: JsonObject,
  vendorUrl: string | undefined,
) => Promise<ConformanceHost>;
