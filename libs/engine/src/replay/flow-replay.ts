import type { FlowDocument, Graph, RunId, Step, StepPath } from '@joinery/contracts';
import type {
  ActionInvoker,
  CallbackTokens,
  ClaimedRun,
  EngineClock,
  EnginePorts,
  Wait,
  WaitAnswer,
} from '../ports.ts';
import { runFlow } from '../run/run-flow.ts';
import { RecordedActions, ReplayStopped, type AnswerSource } from './recorded-actions.ts';
import { recordedSteps, type RecordedRun, type RecordedStep, type RunResult } from './recorded-run.ts';
import { ReplayJournal } from './replay-journal.ts';

export interface ReplayPorts {
  readonly actions: ActionInvoker;
  readonly tokens: CallbackTokens;
  readonly sha256: (text: string) => string;
  /** Calls to the other side over all runs that are played. */
  readonly mostCalls: number;
}

export interface ReplayedStep extends RecordedStep {
  readonly answeredBy?: AnswerSource | undefined;
}

export interface ReplayedRun {
  readonly steps: ReadonlyMap<StepPath, ReplayedStep>;
  readonly end: RunResult;
}

/** Plays recorded runs on a document without any effect: nothing is stored, and nothing but reads and safe actions is called. */
export class FlowReplay {
  readonly #document: FlowDocument;
  readonly #ports: ReplayPorts;
  #calls = 0;

  constructor(document: FlowDocument, ports: ReplayPorts) {
    this.#document = replayable(document);
    this.#ports = ports;
  }

  /**
   * The same event at the same moment with the same random numbers, so that only the document can make a difference.
   * @throws ReplayStopped when the run cannot be played again, or `signal` came first
   */
  async play(run: RecordedRun, signal: AbortSignal): Promise<ReplayedRun> {
    const journal = new ReplayJournal();
    const clock = new ReplayClock(run.startedAt);
    const actions = new RecordedActions({
      run,
      document: this.#document,
      actions: this.#ports.actions,
      sha256: this.#ports.sha256,
      mayCall: () => (this.#calls += 1) <= this.#ports.mostCalls,
    });
    const ports = this.#enginePorts(journal, clock, actions);
    for (let resumed = false; ; resumed = true) {
      await runFlow(claimed(run, resumed), ports, signal);
      if (journal.released) throw new ReplayStopped('out-of-time');
      if (journal.end || !answerWaits(journal, clock, run)) break;
    }
    const steps = recordedSteps(journal.entries, journal.childInputs);
    return {
      steps: new Map([...steps].map(([path, step]) => [path, { ...step, answeredBy: actions.answeredBy.get(path) }])),
      end: journal.end ?? { state: 'waiting' },
    };
  }

  #enginePorts(journal: ReplayJournal, clock: EngineClock, actions: ActionInvoker): EnginePorts {
    return {
      journal,
      clock,
      actions,
      runs: {
        claim: () => Promise.resolve({ kind: 'not-now' }),
        claimSuspect: () => Promise.resolve({ kind: 'not-now' }),
        renew: () => Promise.resolve('held'),
        checkpoints: journal.checkpoints,
      },
      flows: { version: () => Promise.resolve(this.#document) },
      tokens: this.#ports.tokens,
      replies: { deliver: () => undefined },
      random: () => 0,
      newRunId: () => 'replay' as RunId,
      sha256: this.#ports.sha256,
    };
  }
}

/** Stands still at the run's start, but for the waits it is moved over. */
class ReplayClock implements EngineClock {
  #now: number;

  constructor(startedAt: number) {
    this.#now = startedAt;
  }

  readonly now = (): number => this.#now;
  readonly sleep = (): Promise<void> => Promise.resolve();
  readonly after = (): (() => void) => () => undefined;

  moveTo(moment: number): void {
    this.#now = Math.max(this.#now, moment);
  }
}

function claimed(run: RecordedRun, resumed: boolean): ClaimedRun {
  return {
    lease: { runId: run.id, tenantId: run.tenantId, epoch: 1, durationMs: Number.MAX_SAFE_INTEGER },
    flow: run.flow,
    event: run.event,
    startedAt: run.startedAt,
    deadlineAt: Number.MAX_SAFE_INTEGER,
    depth: run.depth,
    cancelRequested: false,
    resumed,
    crashes: 0,
    mode: 'live',
  };
}

/** Answers as the recorded run was answered; false when there is nothing left to say. */
function answerWaits(journal: ReplayJournal, clock: ReplayClock, run: RecordedRun): boolean {
  let goesOn = false;
  for (const wait of journal.waits) {
    const step = run.steps.get(wait.path);
    const answer = step && answerOf(wait, step);
    if (answer) journal.answer(wait.path, answer);
    else if (wait.reason === 'timer' || step?.failure?.code === 'step.wait-expired') clock.moveTo(wait.wakeAt);
    else continue;
    goesOn = true;
  }
  return goesOn;
}

function answerOf(wait: Wait, step: RecordedStep): WaitAnswer | undefined {
  const { state, output, failure } = step;
  if (wait.reason === 'flow') {
    if (state === 'succeeded') return { kind: 'child-ended', state: 'succeeded', output };
    return failure && { kind: 'child-ended', state: 'failed', output: undefined, failure };
  }
  return state === 'succeeded' ? { kind: 'answered', body: output ?? null, at: 0 } : undefined;
}

/** Every step is recorded and tried once: a recorded failure is an answer, and nobody wants to wait for a live one. */
function replayable(document: FlowDocument): FlowDocument {
  const { steps, edges, settings } = document;
  return { ...document, ...triedOnce({ steps, edges }), settings: { ...settings, logLevel: 'all' } };
}

function triedOnce({ steps, edges }: Graph): Graph {
  return { edges, steps: steps.map(stepTriedOnce) };
}

function stepTriedOnce(step: Step): Step {
  if (step.kind === 'each') return { ...step, body: triedOnce(step.body) };
  if (step.kind === 'action') return { ...step, retry: { attempts: 1, backoffMs: 0, factor: 1, maxBackoffMs: 0 } };
  return step;
}
