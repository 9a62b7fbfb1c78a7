import { hash } from 'node:crypto';
import type { FlowDocument, Json, ReplayCase, ReplayedRun, ReplayStep, RunId } from '@joinery/contracts';
import {
  compareRuns,
  FlowReplay,
  ReplayStopped,
  stepIdOf,
  type ActionInvoker,
  type CallbackTokens,
  type RecordedRun,
  type ReplayedStep,
  type ReplayStop,
  type RunComparison,
  type RunResult,
} from '@joinery/engine';
import { maskSensitive } from '@joinery/flow';
import { failureView } from '../http/failure-view.ts';

/** What a replay needs of the process: the way to the other side, and the tokens of waits. */
export interface FlowReplayer {
  readonly actions: ActionInvoker;
  readonly tokens: CallbackTokens;
}

/** Over all runs of one replay, so that nobody's request budget is spent on a look ahead. */
const mostCalls = 200;
const mostPathsShown = 20;
const mostStepsShown = 50;
/** Characters of JSON of one value. */
const longestValue = 65_536;

export const newReplay = (document: FlowDocument, replayer: FlowReplayer): FlowReplay =>
  new FlowReplay(document, { ...replayer, mostCalls, sha256: (text) => hash('sha256', text, 'hex') });

interface Played {
  readonly run: RecordedRun;
  readonly end: RunResult;
  readonly comparison: RunComparison;
}

/** A run played on the document, or why it cannot be. */
export async function playRun(
  replay: FlowReplay,
  run: RecordedRun,
  document: FlowDocument,
  signal: AbortSignal,
): Promise<Played | ReplayStop> {
  try {
    const replayed = await replay.play(run, signal);
    return { run, end: replayed.end, comparison: compareRuns(run, replayed, document) };
  } catch (error) {
    if (error instanceof ReplayStopped) return error.reason;
    throw error;
  }
}

export interface CaseOf {
  readonly runId: RunId;
  readonly at: string;
  readonly before: ReplayCase['before'];
}

export function skippedCase(of: CaseOf, skipped: ReplayStop): ReplayCase {
  return { ...of, verdict: 'skipped', skipped, after: null, differs: [] };
}

export function playedCase(of: CaseOf, { comparison, end }: Played): ReplayCase {
  const paths = comparison.steps.map(({ path }) => path);
  return {
    ...of,
    verdict: comparison.verdict,
    skipped: null,
    after: stateOf(end),
    differs: paths.slice(0, mostPathsShown),
  };
}

/** A recorded run has ended by itself; only a replay can be left waiting. */
const stateOf = ({ state }: RunResult): ReplayCase['before'] => (state === 'cancelled' ? 'failed' : state);

/** Each step that differs with both sides, masked as either version asks. */
export function playedDetail(
  { run, comparison, end }: Played,
  document: FlowDocument,
): Pick<ReplayedRun, 'steps' | 'end'> {
  const names = [...run.document.settings.sensitive, ...document.settings.sensitive];
  return {
    steps: comparison.steps.slice(0, mostStepsShown).map(({ path, aspects, before, after }) => ({
      path,
      stepId: stepIdOf(path),
      aspects,
      before: before ? stepView(before, names) : null,
      after: after ? stepView(after, names) : null,
    })),
    end: { aspects: comparison.end, before: endView(run.end, names), after: endView(end, names) },
  };
}

function stepView({ state, port, input, output, failure, answeredBy }: ReplayedStep, names: readonly string[]) {
  const shown = { input: shownValue(input, names), output: shownValue(output, names) };
  const view: ReplayStep = {
    state,
    port: port ?? null,
    ...member('input', shown.input.value),
    ...member('output', shown.output.value),
    failure: failure ? failureView(failure) : null,
    answeredBy: answeredBy ?? null,
    cut: shown.input.cut || shown.output.cut,
  };
  return view;
}

function endView({ failure, output }: RunResult, names: readonly string[]): ReplayedRun['end']['before'] {
  return { failure: failure ? failureView(failure) : null, ...member('output', shownValue(output, names).value) };
}

function shownValue(value: Json | undefined, names: readonly string[]) {
  if (value === undefined) return { value, cut: false };
  if (JSON.stringify(value).length > longestValue) return { value: undefined, cut: true };
  return { value: maskSensitive(value, names).value, cut: false };
}

const member = <K extends 'input' | 'output'>(key: K, value: Json | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [Key in K]?: ReplayStep['input'] };
