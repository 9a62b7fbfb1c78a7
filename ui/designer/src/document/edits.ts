import type { Edge, FlowDocument, FlowSettings, Graph, Step, StepId, Trigger } from '@joinery/contracts';
import { changeGraph, findStep, scopedSteps, type Scope } from './scope.ts';

/** Edits of a flow document: each gives a new document and leaves the old one as it was. */

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Where a new step goes: alone, behind a port, or into an edge. */
export type Place =
  | { readonly kind: 'free'; readonly scope: Scope; readonly position: Position }
  | {
      readonly kind: 'after';
      readonly scope: Scope;
      readonly from: string;
      readonly port: string;
      readonly position?: Position;
    }
  | { readonly kind: 'edge'; readonly scope: Scope; readonly edge: Edge; readonly position?: Position };

export function addStep(document: FlowDocument, step: Step, place: Place): FlowDocument {
  const placed = place.position ? { ...step, position: place.position } : step;
  return changeGraph(document, place.scope, (graph) => ({
    steps: [...graph.steps, placed],
    edges: edgesWith(graph, placed, place),
  }));
}

function edgesWith(graph: Graph, step: Step, place: Place): readonly Edge[] {
  switch (place.kind) {
    case 'free':
      return graph.edges;
    case 'after':
      return [...graph.edges, { from: place.from, port: place.port, to: step.id }];
    case 'edge':
      return graph.edges.flatMap((edge) => (sameEdge(edge, place.edge) ? intoEdge(edge, step) : [edge]));
  }
}

function intoEdge(edge: Edge, step: Step): readonly Edge[] {
  const first = { ...edge, to: step.id };
  const port = mainPort(step);
  return port === undefined ? [first] : [first, { from: step.id, port, to: edge.to }];
}

/** The port by which a step usually goes on. */
export function mainPort(step: Step): string | undefined {
  if (step.kind === 'end') return undefined;
  return step.kind === 'branch' ? step.cases[0]?.port : 'out';
}

export function sameEdge(a: Edge, b: Edge): boolean {
  return a.from === b.from && a.port === b.port && a.to === b.to;
}

/** Removes steps; a path that ran straight through one is closed again. */
export function removeSteps(document: FlowDocument, ids: ReadonlySet<StepId>): FlowDocument {
  let next = document;
  for (const id of ids) next = removeStep(next, id);
  return next;
}

function removeStep(document: FlowDocument, id: StepId): FlowDocument {
  const found = findStep(document, id);
  if (!found) return document;
  return changeGraph(document, found.scope, (graph) => ({
    steps: graph.steps.filter((step) => step.id !== id),
    edges: [...graph.edges.filter((edge) => edge.from !== id && edge.to !== id), ...healed(graph, id)],
  }));
}

function healed(graph: Graph, id: StepId): readonly Edge[] {
  const incoming = graph.edges.filter((edge) => edge.to === id);
  const outgoing = graph.edges.filter((edge) => edge.from === id);
  const [next] = outgoing;
  if (outgoing.length !== 1 || next?.port !== 'out') return [];
  return incoming
    .map((edge) => ({ ...edge, to: next.to }))
    .filter((edge) => edge.from !== edge.to && !graph.edges.some((present) => sameEdge(present, edge)));
}

export function connect(document: FlowDocument, scope: Scope, edge: Edge): FlowDocument {
  return changeGraph(document, scope, (graph) =>
    graph.edges.some((present) => sameEdge(present, edge)) ? graph : { ...graph, edges: [...graph.edges, edge] },
  );
}

export function disconnect(document: FlowDocument, scope: Scope, edges: readonly Edge[]): FlowDocument {
  return changeGraph(document, scope, (graph) => ({
    ...graph,
    edges: graph.edges.filter((present) => !edges.some((edge) => sameEdge(edge, present))),
  }));
}

export function changeStep(document: FlowDocument, id: StepId, change: (step: Step) => Step): FlowDocument {
  const found = findStep(document, id);
  if (!found) return document;
  return changeGraph(document, found.scope, (graph) => changedStep(graph, id, change));
}

function changedStep(graph: Graph, id: StepId, change: (step: Step) => Step): Graph {
  const steps = graph.steps.map((step) => (step.id === id ? change(step) : step));
  const after = steps.find((step) => step.id === id);
  return after?.kind === 'branch' ? { steps, edges: withoutLostCases(graph.edges, after) } : { ...graph, steps };
}

/** Edges of a case that is gone go with it. */
function withoutLostCases(edges: readonly Edge[], branch: Extract<Step, { kind: 'branch' }>): readonly Edge[] {
  const ports = new Set(branch.cases.map((one) => one.port));
  const lost = (edge: Edge) => edge.from === branch.id && edge.port.startsWith('case_') && !ports.has(edge.port);
  return edges.some(lost) ? edges.filter((edge) => !lost(edge)) : edges;
}

export function changeTrigger(document: FlowDocument, trigger: Trigger): FlowDocument {
  return { ...document, trigger };
}

export function changeSettings(document: FlowDocument, settings: FlowSettings): FlowDocument {
  return { ...document, settings };
}

/** Moves steps (and `trigger`) to where they were dropped; positions are whole numbers, so that documents stay readable. */
export function move(document: FlowDocument, positions: ReadonlyMap<string, Position>): FlowDocument {
  const at = positions.get('trigger');
  const trigger = at ? { ...document.trigger, position: rounded(at) } : document.trigger;
  return { ...document, trigger, ...movedGraph(document, positions) };
}

function movedGraph(graph: Graph, positions: ReadonlyMap<string, Position>): Graph {
  const steps = graph.steps.map((step) => {
    const at = positions.get(step.id);
    const placed = at ? { ...step, position: rounded(at) } : step;
    return placed.kind === 'each' ? { ...placed, body: movedGraph(placed.body, positions) } : placed;
  });
  return { steps, edges: graph.edges };
}

function rounded({ x, y }: Position): Position {
  return { x: Math.round(x), y: Math.round(y) };
}

/** An id that no step has: the stem, or the stem with the first free number. */
export function freshId(graph: Graph, stem: string): StepId {
  const taken = new Set([...scopedSteps(graph)].map(({ step }) => step.id));
  const clean =
    stem
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, '_')
      .replace(/^[^a-z]+|_+$/g, '')
      .slice(0, 48) || 'step';
  if (!taken.has(clean) && clean !== 'trigger' && clean !== 'item') return clean;
  for (let n = 2; ; n++) if (!taken.has(`${clean}_${n}`)) return `${clean}_${n}`;
}
