import type { Json, StepPath } from '@joinery/contracts';
import type { ChildRun, Journal, RunEnd, RunStore, Wait, WaitAnswer } from '../ports.ts';
import { foldJournal, type JournalEntry } from '../run/fold-journal.ts';

/** The journal of one replay: kept in memory, read by nobody else, gone afterwards. */
export class ReplayJournal implements Journal {
  readonly entries: JournalEntry[] = [];
  readonly childInputs = new Map<StepPath, Json>();
  /** What the run waits for, as it said when it was parked last. */
  waits: readonly Wait[] = [];
  end: RunEnd | undefined;
  released = false;

  readonly checkpoints: RunStore['checkpoints'] = (_lease, scope, from) =>
    Promise.resolve(foldJournal(this.entries, scope, from));

  readonly attempt: Journal['attempt'] = (_lease, entry) => this.#keep({ kind: 'attempt', ...entry });
  readonly result: Journal['result'] = (_lease, entry) => this.#keep({ kind: 'result', ...entry });
  readonly progress: Journal['progress'] = (_lease, path, progress) => this.#keep({ kind: 'progress', path, progress });

  readonly suspend = (_lease: unknown, waits: readonly Wait[], children: readonly ChildRun[]): Promise<void> => {
    this.waits = waits;
    for (const wait of waits) this.entries.push({ kind: 'wait', path: wait.path, wait });
    for (const child of children) this.childInputs.set(child.path, child.input);
    return Promise.resolve();
  };

  readonly finish = (_lease: unknown, end: RunEnd): Promise<void> => {
    this.end = end;
    return Promise.resolve();
  };

  readonly release = (): Promise<void> => {
    this.released = true;
    return Promise.resolve();
  };

  answer(path: StepPath, answer: WaitAnswer): void {
    this.entries.push({ kind: 'answer', path, answer });
  }

  #keep(entry: JournalEntry): Promise<void> {
    this.entries.push(entry);
    return Promise.resolve();
  }
}
