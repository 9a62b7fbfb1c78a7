import type { FlowDocument, StepKind, StepPath } from '@joinery/contracts';
import { canonical, walkSteps } from '@joinery/flow';
import type { ReplayedRun, ReplayedStep } from './flow-replay.ts';
import { stepIdOf } from './recorded-actions.ts';
import type { RecordedRun, RecordedStep, RunResult } from './recorded-run.ts';

/** In what a step's replay differs from its record. `added` and `left-out`: only one of the two runs came by it. */
const replayAspects = ['added', 'left-out', 'state', 'port', 'failure', 'input', 'output'] as const;
export type ReplayAspect = (typeof replayAspects)[number];

export interface StepDifference {
  readonly path: StepPath;
  readonly aspects: readonly ReplayAspect[];
  readonly before: RecordedStep | undefined;
  readonly after: ReplayedStep | undefined;
}

export interface RunComparison {
  readonly verdict: 'same' | 'changed' | 'fails';
  /** In the order of the replay; what it left out stands at the end. */
  readonly steps: readonly StepDifference[];
  readonly end: readonly ReplayAspect[];
}

/** What a document does otherwise than the run that was recorded, as far as the record goes. */
export function compareRuns(recorded: RecordedRun, replayed: ReplayedRun, document: FlowDocument): RunComparison {
  const kinds = new Map(
    [...walkSteps(recorded.document), ...walkSteps(document)].map(({ step }) => [step.id, step.kind]),
  );
  const paths = new Set([...replayed.steps.keys(), ...recorded.steps.keys()]);
  const steps = [...paths].flatMap((path): StepDifference[] => {
    const [before, after] = [recorded.steps.get(path), replayed.steps.get(path)];
    const kind = kinds.get(stepIdOf(path));
    if (!before && kind && !isKept(kind, recorded)) return [];
    const aspects = stepAspects(before, after, kind);
    return aspects.length === 0 ? [] : [{ path, aspects, before, after }];
  });
  const end = endAspects(recorded.end, replayed.end);
  return { verdict: verdict(steps.length + end.length, recorded.end, replayed.end), steps, end };
}

function verdict(differences: number, before: RunResult, after: RunResult): RunComparison['verdict'] {
  if (differences === 0) return 'same';
  return after.state === 'failed' && before.state !== 'failed' ? 'fails' : 'changed';
}

const pure: ReadonlySet<StepKind> = new Set<StepKind>(['map', 'branch', 'filter', 'end']);

/** Steps that only compute are recorded as the flow's log level says; what acts is recorded always. */
function isKept(kind: StepKind, { document, end }: RecordedRun): boolean {
  const { logLevel } = document.settings;
  return !pure.has(kind) || logLevel === 'all' || (logLevel === 'errors' && end.state === 'failed');
}

function stepAspects(
  before: RecordedStep | undefined,
  after: ReplayedStep | undefined,
  kind: StepKind | undefined,
): readonly ReplayAspect[] {
  if (!before) return ['added'];
  if (!after) return ['left-out'];
  const differs: Readonly<Partial<Record<ReplayAspect, boolean>>> = {
    state: before.state !== 'running' && stateOf(before) !== stateOf(after),
    port: before.state === 'succeeded' && after.state === 'succeeded' && portOf(before) !== portOf(after),
    failure: before.failure?.code !== after.failure?.code,
    input: kind !== undefined && hasInput.has(kind) && inputDiffers(before, after),
    output: kind !== undefined && hasOwnOutput.has(kind) && canonical(before.output) !== canonical(after.output),
  };
  return replayAspects.filter((aspect) => differs[aspect]);
}

const hasInput: ReadonlySet<StepKind> = new Set<StepKind>(['action', 'flow']);
/** What the flow itself makes; what an action gave belongs to the other side. */
const hasOwnOutput: ReadonlySet<StepKind> = new Set<StepKind>(['map', 'each', 'reply', 'end']);

const stateOf = ({ state }: RecordedStep): string => (state === 'outcome-unknown' ? 'failed' : state);
const portOf = ({ port }: RecordedStep): string => port ?? 'out';

function inputDiffers(before: RecordedStep, after: RecordedStep): boolean {
  if (before.input !== undefined && after.input !== undefined)
    return canonical(before.input) !== canonical(after.input);
  return (
    before.requestHash !== undefined && after.requestHash !== undefined && before.requestHash !== after.requestHash
  );
}

function endAspects(before: RunResult, after: RunResult): readonly ReplayAspect[] {
  const differs: Readonly<Partial<Record<ReplayAspect, boolean>>> = {
    state: before.state !== after.state,
    failure: before.failure?.code !== after.failure?.code,
    output: canonical(before.output) !== canonical(after.output),
  };
  return replayAspects.filter((aspect) => differs[aspect]);
}
