import type { Json, JsonObject } from '@joinery/contracts';
import type { Connector } from '../define-connector.ts';
import type { Simulator } from '../simulator/index.ts';
import type { OpenHost } from './conformance-host.ts';

/** A call that a check makes. */
export interface PlannedCall {
  readonly action: string;
  readonly input: JsonObject;
}

/**
 * What the checks do with a connector: which action reads, which writes, what a change is. A part that is left out
 * skips the checks that need it, and the report says so.
 */
export interface ConformancePlan {
  /** Reads and succeeds on the simulator's seed. */
  readonly read?: PlannedCall;
  /** Reads every record of a collection of the simulator, over several pages. */
  readonly list?: PlannedCall & {
    readonly collection: string;
    readonly key: string;
    readonly more: (n: number) => JsonObject;
  };
  /** Has one effect that can be counted. */
  readonly write?: PlannedCall & { readonly effects: (simulator: Simulator) => number };
  readonly notFound?: PlannedCall;
  /** Fits the input schema, but the vendor finds it wrong. */
  readonly refused?: PlannedCall;
  /** Does not fit the input schema. */
  readonly misshapen?: PlannedCall;
  /** A record with a member nobody declared, and the call that reads it. */
  readonly unknownField?: {
    readonly change: (simulator: Simulator) => void;
    readonly call: PlannedCall;
    /** Its place in the output: `fields.brandNew`. */
    readonly field: string;
  };
  readonly conflict?: PlannedCall & { readonly before: (simulator: Simulator) => void };
  readonly batch?: {
    readonly object: string;
    readonly write: string;
    /** `n` records; those at `bad` are refused by the vendor. */
    readonly records: (n: number, bad: readonly number[]) => readonly JsonObject[];
    readonly stored: (simulator: Simulator) => number;
  };
  /** A kind of record whose listing is complete. */
  readonly listed?: {
    readonly object: string;
    readonly collection: string;
    /** Member of the simulator's records that is the record's id. */
    readonly key: string;
    readonly more: (n: number) => JsonObject;
  };
  readonly changes?: {
    readonly object: string;
    readonly collection: string;
    /** The n-th new record. */
    readonly create: (n: number) => JsonObject;
  };
  readonly poll?: {
    readonly trigger: string;
    readonly settings: JsonObject;
    readonly collection: string;
    readonly create: (n: number) => JsonObject;
  };
  readonly webhook?: {
    readonly trigger: string;
    readonly settings: JsonObject;
    /** Makes the vendor send one event the trigger wants; `n` tells events apart. */
    readonly fire: (simulator: Simulator, n: number) => void;
    /** Secret and token of the vendor's side, from the connection. */
    readonly signing: (connection: JsonObject) => { readonly secret?: string; readonly token?: string };
    /** How the vendor asks before it sends, where it does. */
    readonly handshake?: boolean;
  };
  /** Something the vendor decides later: an action begins it, an event tells the outcome to whoever waits. */
  readonly wait?: PlannedCall & {
    /** Member of the action's output by which the event is found. */
    readonly key: string;
    readonly trigger: string;
    readonly settings: JsonObject;
    /** Makes the vendor decide. */
    readonly settle: (simulator: Simulator, key: string) => void;
  };
  /** How many calls of `read` at once must not draw a 429. */
  readonly burst?: number;
  /** Path of the token request, where there is one. */
  readonly tokenPath?: string;
  /** Input of drop-downs and shapes. */
  readonly design?: Readonly<Record<string, Json>>;
}

export interface ConformanceSubject {
  readonly connector: Connector;
  /** A fresh simulator for every check; absent for systems that are tested for real. */
  readonly simulator?: () => Simulator;
  readonly openHost: OpenHost;
  readonly plan: ConformancePlan;
  /** Checks this connector need not pass, each with its reason. */
  readonly exempt?: Readonly<Record<string, string>>;
}
