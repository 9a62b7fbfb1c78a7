import type { Graph, Step, StepId } from '@joinery/contracts';

/** Where a graph is: the loops around it from the outside in; empty for the top level. */
export type Scope = readonly StepId[];

/** The graph at a scope, or nothing when a loop on the way is gone. */
export function graphAt(graph: Graph, scope: Scope): Graph | undefined {
  const [loopId, ...rest] = scope;
  if (loopId === undefined) return graph;
  const loop = graph.steps.find((step) => step.id === loopId);
  return loop?.kind === 'each' ? graphAt(loop.body, rest) : undefined;
}

/** A copy in which the graph at the scope is changed; everything else keeps its identity. */
export function changeGraph<G extends Graph>(graph: G, scope: Scope, change: (graph: Graph) => Graph): G {
  const [loopId, ...rest] = scope;
  if (loopId === undefined) {
    const { steps, edges } = change(graph);
    return steps === graph.steps && edges === graph.edges ? graph : { ...graph, steps, edges };
  }
  const steps = graph.steps.map((step) =>
    step.id === loopId && step.kind === 'each' ? { ...step, body: changeGraph(step.body, rest, change) } : step,
  );
  return { ...graph, steps };
}

export interface ScopedStep {
  readonly step: Step;
  readonly scope: Scope;
}

/** Every step with its scope, loops before their bodies. */
export function* scopedSteps(graph: Graph, scope: Scope = []): Generator<ScopedStep> {
  for (const step of graph.steps) {
    yield { step, scope };
    if (step.kind === 'each') yield* scopedSteps(step.body, [...scope, step.id]);
  }
}

export function findStep(graph: Graph, id: StepId): ScopedStep | undefined {
  for (const found of scopedSteps(graph)) if (found.step.id === id) return found;
  return undefined;
}

/** The entry of the graph at a scope: what its first edges come from. */
export function entryOf(scope: Scope): 'trigger' | 'item' {
  return scope.length === 0 ? 'trigger' : 'item';
}
