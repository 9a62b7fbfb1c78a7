import type { FlowDocument, FlowId, Json, RunId, RunState } from '@joinery/contracts';
import type { EnginePorts, FaultPoint } from '../ports.ts';
import { runFlow } from '../run/run-flow.ts';
import { InMemoryRuns } from './in-memory-runs.ts';
import type { ScriptedActions } from './scripted-actions.ts';

/** Ends a run's worker in a test, as SIGKILL would: nothing after it happens. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** An engine with everything injected: a clock that the test moves, deterministic randomness, stores in memory. */
export class TestEngine {
  now = Date.UTC(2026, 0, 1);
  readonly runs = new InMemoryRuns({ now: () => this.now });
  readonly replies: { runId: RunId; status: number; body: Json | undefined }[] = [];
  readonly #actions: ScriptedActions;
  #killAt: { point: FaultPoint; after: number } | undefined;

  constructor(actions: ScriptedActions) {
    this.#actions = actions;
  }

  publish(document: FlowDocument, id = 'flow'): FlowId {
    this.runs.publish(id as FlowId, document);
    return id as FlowId;
  }

  /** The worker dies when it comes to `point` for the n-th time from now, counted from 0. */
  killAt(point: FaultPoint, after = 0): void {
    this.#killAt = { point, after };
  }

  /** Lets workers work until nothing can move without the clock or an answer. */
  async settle(): Promise<void> {
    for (let rounds = 0; rounds < 1000; rounds++) {
      const due = this.runs.runnable();
      if (due.length === 0) return;
      for (const id of due) await this.#work(id);
    }
    throw new Error('the runs do not come to rest');
  }

  /** The same, moving the clock on to each next wake-up, so that timers and retries happen. */
  async settleWithTime(): Promise<void> {
    for (let rounds = 0; rounds < 1000; rounds++) {
      await this.settle();
      const next = this.runs.nextWakeAt();
      if (next === undefined) return;
      this.now = Math.max(this.now, next);
    }
    throw new Error('the runs do not come to rest');
  }

  async run(
    document: FlowDocument,
    event: Json = {},
  ): Promise<{
    readonly id: RunId;
    readonly state: RunState;
    readonly output: Json | undefined;
    readonly code: string | undefined;
  }> {
    const id = this.runs.start(this.publish(document), event);
    await this.settleWithTime();
    const end = this.runs.endOf(id);
    return { id, state: this.runs.stateOf(id), output: end?.output, code: end?.failure?.code };
  }

  async #work(id: RunId): Promise<void> {
    const claim = await this.runs.claim(id);
    if (claim.kind === 'not-now') return;
    try {
      await runFlow(claim.run, this.#ports(), new AbortController().signal);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      this.runs.crash(id);
    }
  }

  /** Ports of one worker; once it is killed, none of them answers it any more. */
  #ports(): EnginePorts {
    let random = 0;
    let killed = false;
    const journal = whileAlive(this.runs, () => !killed);
    return {
      runs: this.runs,
      journal,
      flows: this.runs,
      actions: whileAlive(this.#actions, () => !killed),
      tokens: {
        token: ({ runId }, path) => `${runId}~${path}`,
        url: (token) => `https://joinery.test/callbacks/${token}`,
      },
      replies: { deliver: ({ runId }, reply) => this.replies.push({ runId, ...reply }) },
      clock: { now: () => this.now, sleep: (ms) => this.#sleep(ms), after: () => () => undefined },
      random: () => (random = (random + 0.37) % 1),
      newRunId: () => this.runs.newRunId(),
      sha256: fakeHash,
      reach: (point) => {
        killed ||= this.#strikes(point);
        if (killed) throw new Killed(point);
      },
    };
  }

  /** A step's short pauses move the clock. */
  #sleep(ms: number): Promise<void> {
    this.now += ms;
    return Promise.resolve();
  }

  #strikes(point: FaultPoint): boolean {
    if (this.#killAt?.point !== point || this.#killAt.after-- > 0) return false;
    this.#killAt = undefined;
    return true;
  }
}

function whileAlive<T extends object>(port: T, alive: () => boolean): T {
  return new Proxy(port, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => {
        if (!alive()) throw new Killed(String(name));
        return Reflect.apply(member, target, args);
      };
    },
  });
}

/** Stable and spread out; a test needs no more of a hash. */
export function fakeHash(text: string): string {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619) >>> 0;
  return hash.toString(16).padStart(8, '0').repeat(8);
}
