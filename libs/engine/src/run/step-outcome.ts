import type { Failure, Json, Step, StepPath } from '@joinery/contracts';
import type { FlowGraph } from '@joinery/flow';
import type { Checkpoint, ChildRun, Wait } from '../ports.ts';
import type { RunScope } from './run-scope.ts';
import type { RunSession } from './run-session.ts';

/** What became of one step. */
export type StepOutcome =
  | { readonly kind: 'done'; readonly output: Json | undefined; readonly port: string }
  | { readonly kind: 'filtered' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'waiting'; readonly waits: readonly Wait[]; readonly children: readonly ChildRun[] }
  | {
      readonly kind: 'ended';
      readonly result: 'succeeded' | 'failed';
      readonly reason: string;
      readonly output: Json | undefined;
    };

/** What became of a graph: the flow's own, or a loop's body. */
export type GraphOutcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'waiting'; readonly waits: readonly Wait[]; readonly children: readonly ChildRun[] }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | {
      readonly kind: 'ended';
      readonly result: 'succeeded' | 'failed';
      readonly stepId: string;
      readonly reason: string;
      readonly output: Json | undefined;
    };

/** A graph with what its expressions see and what is known of its steps. */
export interface Body {
  readonly graph: FlowGraph;
  readonly scope: RunScope;
  /** In front of every step's id: `''`, or `rows[12].` inside a loop. */
  readonly prefix: StepPath;
  readonly checkpoints: ReadonlyMap<StepPath, Checkpoint>;
}

/** What an executor gets: the step, where it stands, what it sees, what is known of it. */
export interface StepContext<S extends Step = Step> {
  readonly step: S;
  readonly path: StepPath;
  readonly scope: RunScope;
  readonly session: RunSession;
  readonly checkpoint: Checkpoint | undefined;
  /** For steps that have a graph inside. */
  readonly runBody: (body: Body) => Promise<GraphOutcome>;
}

export type StepExecutor<S extends Step> = (context: StepContext<S>) => StepOutcome | Promise<StepOutcome>;

export const waiting = (wait: Wait, children: readonly ChildRun[] = []): StepOutcome => ({
  kind: 'waiting',
  waits: [wait],
  children,
});
