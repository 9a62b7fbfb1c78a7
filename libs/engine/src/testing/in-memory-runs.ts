import type {
  EndedRunState,
  Failure,
  FlowDocument,
  FlowId,
  Json,
  RunId,
  RunState,
  StepPath,
  TenantId,
} from '@joinery/contracts';
import type {
  AttemptEntry,
  Checkpoint,
  ChildRun,
  Claim,
  FlowSource,
  Journal,
  Lease,
  LoopProgress,
  ResultEntry,
  RunEnd,
  RunStore,
  Suspect,
  Wait,
  WaitAnswer,
} from '../ports.ts';
import { LeaseLost } from '../ports.ts';
import { allowed } from '../run/transitions.ts';
import { foldJournal, type JournalEntry } from '../run/fold-journal.ts';

interface StoredRun {
  readonly id: RunId;
  readonly flowId: FlowId;
  readonly event: Json;
  readonly depth: number;
  readonly mode: 'live' | 'test';
  readonly parent: { readonly id: RunId; readonly path: StepPath } | undefined;
  state: RunState;
  epoch: number;
  heldUntil: number;
  startedAt: number | undefined;
  cancelRequested: boolean;
  crashes: number;
  wakeAt: number;
  readonly journal: JournalEntry[];
  end: RunEnd | undefined;
}

const tenantId = '00000000-0000-7000-8000-000000000001' as TenantId;

/** The engine's stores in memory, with the same promises as PostgreSQL's: epochs, ordered journal, early answers. */
export class InMemoryRuns implements RunStore, Journal, FlowSource {
  readonly #runs = new Map<RunId, StoredRun>();
  readonly #flows = new Map<string, FlowDocument>();
  readonly #early = new Map<string, WaitAnswer>();
  readonly #now: () => number;
  readonly #leaseMs: number;
  #count = 0;

  constructor(options: { readonly now: () => number; readonly leaseMs?: number }) {
    this.#now = options.now;
    this.#leaseMs = options.leaseMs ?? 30_000;
  }

  publish(flowId: FlowId, document: FlowDocument): void {
    this.#flows.set(flowId, document);
  }

  newRunId(): RunId {
    this.#count += 1;
    return `00000000-0000-7000-8000-${String(this.#count).padStart(12, '0')}` as RunId;
  }

  start(flowId: FlowId, event: Json, options: { readonly mode?: 'live' | 'test' } = {}): RunId {
    return this.#create({
      id: this.newRunId(),
      flowId,
      event,
      depth: 0,
      mode: options.mode ?? 'live',
      parent: undefined,
    });
  }

  #create(run: Pick<StoredRun, 'id' | 'flowId' | 'event' | 'depth' | 'mode' | 'parent'>): RunId {
    this.#runs.set(run.id, {
      ...run,
      state: 'queued',
      epoch: 0,
      heldUntil: 0,
      startedAt: undefined,
      cancelRequested: false,
      crashes: 0,
      wakeAt: 0,
      journal: [],
      end: undefined,
    });
    return run.id;
  }

  /** Runs that a worker could claim now. */
  runnable(): readonly RunId[] {
    return [...this.#runs.values()].filter((run) => this.#isDue(run)).map((run) => run.id);
  }

  nextWakeAt(): number | undefined {
    const times = [...this.#runs.values()].filter((run) => run.state === 'waiting').map((run) => run.wakeAt);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  stateOf(id: RunId): RunState {
    return this.#run(id).state;
  }

  endOf(id: RunId): RunEnd | undefined {
    return this.#run(id).end;
  }

  journalOf(id: RunId): readonly JournalEntry[] {
    return this.#run(id).journal;
  }

  requestCancel(id: RunId): void {
    const run = this.#run(id);
    run.cancelRequested = true;
    run.wakeAt = 0;
  }

  resume(id: RunId): void {
    const run = this.#run(id);
    if (!allowed('resume', run.state)) throw new Error(`cannot resume a run that is ${run.state}`);
    run.state = 'queued';
    run.end = undefined;
  }

  /** As if the worker that holds the run had been killed: its lease runs out. */
  crash(id: RunId): void {
    this.#run(id).heldUntil = 0;
  }

  answer(address: string, answer: WaitAnswer): void {
    for (const run of this.#runs.values()) {
      const wait = waitsIn(run).find((one) => one.address === address);
      if (!wait || run.state !== 'waiting') continue;
      run.journal.push({ kind: 'answer', path: wait.path, answer });
      run.wakeAt = 0;
      return;
    }
    if (!this.#early.has(address)) this.#early.set(address, answer);
  }

  resolveHeld(id: RunId, path: StepPath, answer: Extract<WaitAnswer, { kind: 'resolved' }>): void {
    const run = this.#run(id);
    run.journal.push({ kind: 'answer', path, answer });
    run.wakeAt = 0;
  }

  claim(id: RunId): Promise<Exclude<Claim, { kind: 'suspect' }>> {
    const run = this.#run(id);
    if (!this.#isDue(run)) return Promise.resolve({ kind: 'not-now' });
    if (run.state === 'running') run.crashes += 1;
    run.state = 'running';
    run.epoch += 1;
    run.heldUntil = this.#now() + this.#leaseMs;
    run.startedAt ??= this.#now();
    const document = this.#flows.get(run.flowId)!;
    return Promise.resolve({
      kind: 'claimed',
      run: {
        lease: { runId: id, tenantId, epoch: run.epoch, durationMs: this.#leaseMs },
        flow: { id: run.flowId, name: 'flow', version: 1 },
        event: run.event,
        startedAt: run.startedAt,
        deadlineAt: run.startedAt + document.settings.timeoutMs,
        depth: run.depth,
        cancelRequested: run.cancelRequested,
        resumed: run.epoch > 1,
        crashes: run.crashes,
        mode: run.mode,
      },
    });
  }

  claimSuspect({ runId }: Suspect): Promise<Exclude<Claim, { kind: 'suspect' }>> {
    return this.claim(runId);
  }

  renew(lease: Lease): Promise<'held' | 'lost' | 'cancel-requested'> {
    const run = this.#run(lease.runId);
    if (run.epoch !== lease.epoch || run.state !== 'running') return Promise.resolve('lost');
    run.heldUntil = this.#now() + this.#leaseMs;
    return Promise.resolve(run.cancelRequested ? 'cancel-requested' : 'held');
  }

  checkpoints(lease: Lease, scope: StepPath, fromIteration: number): Promise<readonly Checkpoint[]> {
    return Promise.resolve(foldJournal(this.#run(lease.runId).journal, scope, fromIteration));
  }

  attempt(lease: Lease, entry: AttemptEntry): Promise<void> {
    return this.#append(lease, { kind: 'attempt', ...entry });
  }

  result(lease: Lease, entry: ResultEntry): Promise<void> {
    return this.#append(lease, { kind: 'result', ...entry });
  }

  progress(lease: Lease, path: StepPath, progress: LoopProgress): Promise<void> {
    return this.#append(lease, { kind: 'progress', path, progress });
  }

  suspend(lease: Lease, waits: readonly Wait[], children: readonly ChildRun[]): Promise<void> {
    return this.#under(lease, (run) => {
      for (const child of children)
        this.#create({ ...child, event: child.input, mode: run.mode, parent: { id: run.id, path: child.path } });
      for (const wait of waits) run.journal.push({ kind: 'wait', path: wait.path, wait });
      run.state = 'waiting';
      run.wakeAt = Math.min(
        ...waits.map((wait) => wait.wakeAt),
        run.startedAt! + this.#flows.get(run.flowId)!.settings.timeoutMs,
      );
      for (const wait of waits) this.#takeEarly(run, wait);
    });
  }

  finish(lease: Lease, end: RunEnd): Promise<void> {
    return this.#under(lease, (run) => {
      run.state = end.state;
      run.end = end;
      if (run.parent) this.answer(run.id, childEnded(end.state, end.output, end.failure));
    });
  }

  release(lease: Lease): Promise<void> {
    return this.#under(lease, (run) => {
      run.state = 'queued';
    });
  }

  version(_tenantId: TenantId, flowId: FlowId): Promise<FlowDocument> {
    return Promise.resolve(this.#flows.get(flowId)!);
  }

  #takeEarly(run: StoredRun, wait: Wait): void {
    const early = wait.address === undefined ? undefined : this.#early.get(wait.address);
    if (!early) return;
    this.#early.delete(wait.address!);
    run.journal.push({ kind: 'answer', path: wait.path, answer: early });
    run.wakeAt = 0;
  }

  #isDue(run: StoredRun): boolean {
    if (run.state === 'queued') return true;
    if (run.state === 'waiting') return run.wakeAt <= this.#now();
    return run.state === 'running' && run.heldUntil <= this.#now();
  }

  #append(lease: Lease, entry: JournalEntry): Promise<void> {
    return this.#under(lease, (run) => run.journal.push(entry));
  }

  #under(lease: Lease, write: (run: StoredRun) => void): Promise<void> {
    const run = this.#run(lease.runId);
    if (run.epoch !== lease.epoch || run.state !== 'running') return Promise.reject(new LeaseLost());
    write(run);
    return Promise.resolve();
  }

  #run(id: RunId): StoredRun {
    const run = this.#runs.get(id);
    if (!run) throw new Error(`no run ${id}`);
    return run;
  }
}

function waitsIn(run: StoredRun): readonly Wait[] {
  return run.journal.flatMap((entry) => (entry.kind === 'wait' ? [entry.wait] : []));
}

function childEnded(state: EndedRunState, output: Json | undefined, failure: Failure | undefined): WaitAnswer {
  return { kind: 'child-ended', state, output, ...(failure ? { failure } : {}) };
}
