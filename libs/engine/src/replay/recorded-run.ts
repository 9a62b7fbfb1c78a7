import type {
  EndedRunState,
  Failure,
  FlowDocument,
  Json,
  RunId,
  RunStepState,
  StepPath,
  TenantId,
} from '@joinery/contracts';
import type { ClaimedRun } from '../ports.ts';
import type { JournalEntry } from '../run/fold-journal.ts';

/** What a journal keeps of one step. Absent members were not kept, or there were none. */
export interface RecordedStep {
  readonly path: StepPath;
  readonly state: RunStepState;
  readonly port?: string | undefined;
  readonly input?: Json | undefined;
  /** SHA-256 of the canonical input; kept also where the input itself is not. */
  readonly requestHash?: string | undefined;
  readonly output?: Json | undefined;
  readonly failure?: Failure | undefined;
}

export interface RunResult {
  /** `waiting`: it came to a wait to which no answer is known. */
  readonly state: EndedRunState | 'waiting';
  readonly failure?: Failure | undefined;
  readonly output?: Json | undefined;
}

/** A run that ended, with everything needed to play it again on another document. */
export interface RecordedRun {
  readonly id: RunId;
  readonly tenantId: TenantId;
  readonly flow: ClaimedRun['flow'];
  /** The version it ran on. */
  readonly document: FlowDocument;
  readonly event: Json;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly depth: number;
  readonly steps: ReadonlyMap<StepPath, RecordedStep>;
  readonly end: RunResult;
}

/**
 * The last word of a journal on every step, in the order in which they began. What a called flow was given stands in
 * its own run, so it comes beside the journal.
 */
export function recordedSteps(
  journal: Iterable<JournalEntry>,
  childInputs: ReadonlyMap<StepPath, Json>,
): ReadonlyMap<StepPath, RecordedStep> {
  const steps = new Map<StepPath, RecordedStep>();
  for (const entry of journal) {
    const before = steps.get(entry.path) ?? { path: entry.path, state: 'running', input: childInputs.get(entry.path) };
    steps.set(entry.path, afterEntry(before, entry));
  }
  return steps;
}

function afterEntry(step: RecordedStep, entry: JournalEntry): RecordedStep {
  switch (entry.kind) {
    case 'attempt':
      return { ...step, state: 'running', input: entry.input, requestHash: entry.requestHash };
    case 'result': {
      const { state, port, output, failure, input = step.input } = entry;
      return { ...step, state, port, output, failure, input };
    }
    case 'wait':
      return { ...step, state: 'waiting' };
    case 'progress':
    case 'answer':
      return step;
  }
}
