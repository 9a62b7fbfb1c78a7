import type { Edge, FlowDocument, Step, StepId } from '@joinery/contracts';
import { freshId, type Position } from './edits.ts';
import { changeGraph, graphAt, scopedSteps, type Scope } from './scope.ts';

export interface Clip {
  readonly steps: readonly Step[];
  readonly edges: readonly Edge[];
}

/** Steps of one graph with the edges among them. */
export function copySteps(document: FlowDocument, scope: Scope, ids: ReadonlySet<StepId>): Clip {
  const graph = graphAt(document, scope) ?? { steps: [], edges: [] };
  return {
    steps: graph.steps.filter((step) => ids.has(step.id)),
    edges: graph.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)),
  };
}

export interface Pasted {
  readonly document: FlowDocument;
  readonly ids: readonly StepId[];
}

/** Puts copies beside the originals, with ids of their own, bodies included. */
export function pasteSteps(document: FlowDocument, scope: Scope, clip: Clip, offset: Position): Pasted {
  let next = document;
  const renamed = new Map<string, StepId>();
  for (const step of clip.steps) {
    const copy = renewed(next, step, renamed);
    const position = copy.position && { x: copy.position.x + offset.x, y: copy.position.y + offset.y };
    next = changeGraph(next, scope, (graph) => ({
      ...graph,
      steps: [...graph.steps, position ? { ...copy, position } : copy],
    }));
  }
  const edges = clip.edges.map((edge) => renamedEdge(edge, renamed));
  next = changeGraph(next, scope, (graph) => ({ ...graph, edges: [...graph.edges, ...edges] }));
  return { document: next, ids: clip.steps.map((step) => renamed.get(step.id)!) };
}

/** A copy whose ids, and those of its body, are free in the document. */
function renewed(document: FlowDocument, step: Step, renamed: Map<string, StepId>): Step {
  const taken = {
    steps: [...scopedSteps(document)].map((one) => one.step).concat([...renamed.values()].map(named)),
    edges: [],
  };
  const id = freshId(taken, step.id.replace(/_\d+$/, ''));
  renamed.set(step.id, id);
  if (step.kind !== 'each') return { ...step, id };
  const steps = step.body.steps.map((inner) => renewed(document, inner, renamed));
  return { ...step, id, body: { steps, edges: step.body.edges.map((edge) => renamedEdge(edge, renamed)) } };
}

function named(id: StepId): Step {
  return { kind: 'end', id, label: '', result: 'succeeded' };
}

function renamedEdge(edge: Edge, renamed: ReadonlyMap<string, StepId>): Edge {
  return { ...edge, from: renamed.get(edge.from) ?? edge.from, to: renamed.get(edge.to) ?? edge.to };
}
