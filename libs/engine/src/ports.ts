import type {
  ConnectorRef,
  Effect,
  EndedRunState,
  Failure,
  FlowDocument,
  FlowId,
  Json,
  RunId,
  RunStepState,
  StepPath,
  TenantId,
  WaitReason,
} from '@joinery/contracts';

/** The right to write for a run. It ends when another worker claims the run with a higher epoch. */
export interface Lease {
  readonly runId: RunId;
  readonly tenantId: TenantId;
  readonly epoch: number;
  /** How long the claim or a renewal lasts, measured on the database's clock. */
  readonly durationMs: number;
}

/** A run as its worker gets it. */
export interface ClaimedRun {
  readonly lease: Lease;
  readonly flow: { readonly id: FlowId; readonly name: string; readonly version: number };
  /** The trigger event as accepted. */
  readonly event: Json;
  /** Epoch ms of the first claim. */
  readonly startedAt: number;
  /** Epoch ms when the run's timeout strikes. */
  readonly deadlineAt: number;
  /** 0 for a run called by nobody; the parent's depth + 1 for a child. */
  readonly depth: number;
  readonly cancelRequested: boolean;
  /** True when an earlier epoch may have left journal entries. */
  readonly resumed: boolean;
  /** Workers that died while holding this run. */
  readonly crashes: number;
  /** A step under test runs only `read` actions and those marked safe. */
  readonly mode: 'live' | 'test';
}

/** A run that was in flight in more than one crash: it may have caused them, or just have been near. */
export interface Suspect {
  readonly runId: RunId;
  /** The epoch in which it was found. */
  readonly epoch: number;
  readonly crashes: number;
}

export type Claim =
  | { readonly kind: 'claimed'; readonly run: ClaimedRun }
  /** Not taken, but put off for as long as a lease lasts, so that this process may take it alone. */
  | { readonly kind: 'suspect'; readonly suspect: Suspect }
  /** Ended, held by somebody else, not due, behind its ordering key, or its flow is at its concurrency limit. */
  | { readonly kind: 'not-now' };

export interface RunStore {
  /** Conditional update on the database's clock; raises the epoch. Many claims of one moment share a statement. */
  claim(runId: RunId): Promise<Claim>;
  /**
   * Takes a suspect. One that was taken so and ended with its worker time and again is a dead letter. Suspects are
   * claimed one after the other, so that nobody is blamed for what another did.
   */
  claimSuspect(suspect: Suspect): Promise<Exclude<Claim, { kind: 'suspect' }>>;
  /** Resolves `lost` when the epoch has moved on. */
  renew(lease: Lease): Promise<'held' | 'lost' | 'cancel-requested'>;
  /**
   * What earlier epochs committed in one scope: `''` for the run's own steps, else a loop's path (`rows`,
   * `rows[12].lines`) with the iterations from `fromIteration` on. Steps of inner loops are scopes of their own.
   */
  checkpoints(lease: Lease, scope: StepPath, fromIteration: number): Promise<readonly Checkpoint[]>;
}

/** What is known of one step of a run from its journal. */
export interface Checkpoint {
  readonly path: StepPath;
  /** Attempts begun so far, the ambiguous one included. */
  readonly attempts: number;
  readonly state:
    | { readonly kind: 'done'; readonly output: Json | undefined; readonly port?: string }
    | { readonly kind: 'failed'; readonly failure: Failure; /** Attempts are exhausted. */ readonly final: boolean }
    /** An attempt without a result: it may or may not have had its effect. */
    | { readonly kind: 'in-flight'; readonly key: string }
    | { readonly kind: 'looping'; readonly progress: LoopProgress }
    | { readonly kind: 'waiting'; readonly wait: Wait; readonly answer?: WaitAnswer };
}

/** How far a loop is: every iteration below `done` is finished and is not looked at again. */
export interface LoopProgress {
  readonly done: number;
  readonly failed: number;
  /** Where the page begins that holds iteration `pageStart`; null at the first page. */
  readonly page: Json;
  readonly pageStart: number;
  /** Written: what was collected since the progress before; read back: everything so far. */
  readonly results: readonly Json[];
}

export interface Wait {
  readonly path: StepPath;
  readonly reason: WaitReason;
  /** Epoch ms when the run is woken without an answer: a timer's moment or a deadline. */
  readonly wakeAt: number;
  /** What an answer must name: a callback token, `connection|trigger|key`, a child run's id. */
  readonly address?: string;
  /** What a person sees who is to decide. */
  readonly question?: Json;
}

/** An answer is kept also when it came before its wait; the first one counts. */
export type WaitAnswer =
  | { readonly kind: 'answered'; readonly body: Json; readonly at: number }
  | {
      readonly kind: 'child-ended';
      readonly state: EndedRunState;
      readonly output: Json | undefined;
      readonly failure?: Failure;
    }
  /** A person's word on a held attempt. */
  | { readonly kind: 'resolved'; readonly as: 'accept' | 'retry' | 'fail'; readonly output?: Json };

/** Written before an effect may happen. */
export interface AttemptEntry {
  readonly path: StepPath;
  readonly n: number;
  readonly key: string;
  readonly effect: Effect;
  /** SHA-256 of the canonical input, hex. */
  readonly requestHash: string;
  readonly input: Json | undefined;
  readonly at: number;
}

/** The committed outcome of a step; a `done` one is never executed again. */
export interface ResultEntry {
  readonly path: StepPath;
  readonly n: number;
  readonly state: RunStepState;
  readonly output?: Json | undefined;
  readonly port?: string;
  readonly failure?: Failure;
  readonly final?: boolean;
  /** For people, where the log level keeps it; an action's input stands in its attempt. */
  readonly input?: Json | undefined;
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface RunEnd {
  readonly state: EndedRunState;
  readonly failure?: Failure;
  readonly output?: Json | undefined;
  readonly at: number;
}

/**
 * The group-committed journal. Each call resolves when its entry, and every entry given before it for the same
 * lease, is committed under the epoch; it rejects with {@link LeaseLost} when the epoch has moved on.
 */
export interface Journal {
  attempt(lease: Lease, entry: AttemptEntry): Promise<void>;
  result(lease: Lease, entry: ResultEntry): Promise<void>;
  progress(lease: Lease, path: StepPath, progress: LoopProgress): Promise<void>;
  /** Parks the run: stores the waits, gives the lease back. An answer that is already there makes it runnable at once. */
  suspend(lease: Lease, waits: readonly Wait[], children: readonly ChildRun[]): Promise<void>;
  /** Ends the run and gives the lease back; wakes the parent; raises the alert its flow asks for. */
  finish(lease: Lease, end: RunEnd): Promise<void>;
  /** Gives the lease back early (drain), leaving the run runnable. */
  release(lease: Lease): Promise<void>;
}

export interface ChildRun {
  readonly id: RunId;
  readonly flowId: FlowId;
  readonly input: Json;
  readonly depth: number;
  readonly path: StepPath;
}

/** Somebody else holds the run now: write nothing, call nothing more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

export interface FlowSource {
  /** The pinned version; immutable, so it may be cached for ever. */
  version(tenantId: TenantId, flowId: FlowId, version: number): Promise<FlowDocument>;
}

export interface ActionCall {
  readonly tenantId: TenantId;
  readonly runId: RunId;
  readonly connector: ConnectorRef;
  readonly connectionId: string | null;
  readonly action: string;
  readonly input: Json | undefined;
  /** The same for every attempt of one step of one run. */
  readonly idempotencyKey: string;
  readonly timeoutMs: number;
}

export type ActionOutcome =
  { readonly kind: 'done'; readonly output: Json | undefined } | { readonly kind: 'failed'; readonly failure: Failure };

export interface ActionTraits {
  readonly effect: Effect;
  readonly safeToTest: boolean;
  readonly paginated: boolean;
  readonly timeoutMs: number;
  /** Stands in for the output where a test may not call the action. */
  readonly sample?: Json;
}

export interface ActionPage {
  readonly items: readonly Json[];
  /** Where the next page begins; null after the last. */
  readonly next: Json;
}

/** The connector host as the engine sees it. Nothing here throws for what the other side did: failures are returned. */
export interface ActionInvoker {
  traits(connector: ConnectorRef, action: string): ActionTraits;
  invoke(call: ActionCall, signal: AbortSignal): Promise<ActionOutcome>;
  /** Asks whether a `checkable` action's effect is already there under its key. */
  lookUp(
    call: ActionCall,
    signal: AbortSignal,
  ): Promise<
    | { readonly kind: 'found'; readonly output: Json | undefined }
    | { readonly kind: 'absent' }
    | { readonly kind: 'failed'; readonly failure: Failure }
  >;
  page(
    call: ActionCall,
    from: Json,
    signal: AbortSignal,
  ): Promise<
    { readonly kind: 'page'; readonly page: ActionPage } | { readonly kind: 'failed'; readonly failure: Failure }
  >;
}

/** Tokens by which the outside answers a wait; derived, so they exist before the wait does. */
export interface CallbackTokens {
  token(run: Pick<Lease, 'tenantId' | 'runId'>, path: StepPath): string;
  url(token: string): string;
}

export interface Replies {
  /** Hands a reply to the caller who may be waiting, in this process or another. */
  deliver(
    run: Pick<Lease, 'tenantId' | 'runId'>,
    reply: { readonly status: number; readonly body: Json | undefined },
  ): void;
}

export interface EngineClock {
  /** Epoch ms. */
  now(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls once after so long, unless what it returns is called before. */
  after(ms: number, call: () => void): () => void;
}

export interface EnginePorts {
  readonly runs: RunStore;
  readonly journal: Journal;
  readonly flows: FlowSource;
  readonly actions: ActionInvoker;
  readonly tokens: CallbackTokens;
  readonly replies: Replies;
  readonly clock: EngineClock;
  /** [0, 1), for jitter. */
  readonly random: () => number;
  readonly newRunId: () => RunId;
  readonly sha256: (text: string) => string;
  /** Named moments where a fault test may end the process; does nothing in production. */
  readonly reach?: (point: FaultPoint) => void;
}

export const faultPoints = [
  'before-relay',
  'before-journal',
  'after-journal',
  'after-effect',
  'after-result',
  'before-finish',
] as const;
export type FaultPoint = (typeof faultPoints)[number];
