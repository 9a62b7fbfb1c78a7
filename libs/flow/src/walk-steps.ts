import type { Graph, Step } from '@joinery/contracts';
import { flowGraph, type FlowGraph } from './flow-graph.ts';

export interface PlacedStep {
  readonly step: Step;
  /** Path in the document: `steps[2]`, `steps[2].body.steps[0]`. */
  readonly place: string;
  readonly graph: FlowGraph;
  /** The loops around it, outermost first. */
  readonly loops: readonly Step[];
  /** Graphs around its own, outermost first. */
  readonly outer: readonly FlowGraph[];
}

/** Every step of a document, loop bodies included, each with its place. */
export function* walkSteps(
  document: Graph,
  place = '',
  loops: readonly Step[] = [],
  outer: readonly FlowGraph[] = [],
): Generator<PlacedStep> {
  const graph = flowGraph(document, loops.length === 0 ? 'trigger' : 'item');
  for (const [index, step] of document.steps.entries()) {
    const here = `${place}steps[${index}]`;
    yield { step, place: here, graph, loops, outer };
    if (step.kind === 'each') yield* walkSteps(step.body, `${here}.body.`, [...loops, step], [...outer, graph]);
  }
}
