import type { StepPath } from '@joinery/contracts';
import type { AttemptEntry, Checkpoint, LoopProgress, ResultEntry, Wait, WaitAnswer } from '../ports.ts';

/** The journal of a run, append-only, in the order of its commits. */
export type JournalEntry =
  | ({ readonly kind: 'attempt' } & AttemptEntry)
  | ({ readonly kind: 'result' } & ResultEntry)
  | { readonly kind: 'progress'; readonly path: StepPath; readonly progress: LoopProgress }
  | { readonly kind: 'wait'; readonly path: StepPath; readonly wait: Wait }
  | { readonly kind: 'answer'; readonly path: StepPath; readonly answer: WaitAnswer };

/** Where a step stands: the loop around it (`''` at the top) and the iteration there. `rows[12].lines[3].send` → `rows[12].lines`, 3. */
export function scopeOf(path: StepPath): { readonly scope: StepPath; readonly iteration: number } {
  const open = path.lastIndexOf('[');
  if (open < 0) return { scope: '', iteration: 0 };
  return { scope: path.slice(0, open), iteration: Number.parseInt(path.slice(open + 1), 10) };
}

/** What a journal says of each step of one scope, from an iteration on. */
export function foldJournal(
  journal: Iterable<JournalEntry>,
  scope: StepPath,
  fromIteration: number,
): readonly Checkpoint[] {
  const known = new Map<StepPath, Checkpoint>();
  for (const entry of journal) {
    const place = scopeOf(entry.path);
    if (place.scope !== scope || place.iteration < fromIteration) continue;
    const next = afterEntry(known.get(entry.path), entry);
    if (next) known.set(entry.path, next);
  }
  return [...known.values()];
}

function afterEntry(before: Checkpoint | undefined, entry: JournalEntry): Checkpoint | undefined {
  const { path } = entry;
  const attempts = before?.attempts ?? 0;
  switch (entry.kind) {
    case 'attempt':
      return { path, attempts: entry.n, state: { kind: 'in-flight', key: entry.key } };
    case 'result':
      return afterResult(Math.max(attempts, entry.n), entry);
    case 'progress':
      return { path, attempts, state: { kind: 'looping', progress: addProgress(before, entry.progress) } };
    case 'wait':
      return { path, attempts, state: { kind: 'waiting', wait: entry.wait } };
    case 'answer':
      return before?.state.kind === 'waiting' && !before.state.answer
        ? { path, attempts, state: { ...before.state, answer: entry.answer } }
        : before;
  }
}

function afterResult(attempts: number, entry: Extract<JournalEntry, { kind: 'result' }>): Checkpoint | undefined {
  const { path, state, output, port, failure } = entry;
  if (state === 'succeeded' || state === 'skipped') {
    return { path, attempts, state: { kind: 'done', output, ...(port === undefined ? {} : { port }) } };
  }
  return failure ? { path, attempts, state: { kind: 'failed', failure, final: entry.final ?? false } } : undefined;
}

function addProgress(before: Checkpoint | undefined, progress: LoopProgress): LoopProgress {
  const earlier = before?.state.kind === 'looping' ? before.state.progress.results : [];
  return { ...progress, results: [...earlier, ...progress.results] };
}
