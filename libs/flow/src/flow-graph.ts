import type { Edge, Graph, Step, StepId } from '@joinery/contracts';

/** Where a graph begins: the trigger at the top, the item inside a loop body. */
export const graphEntries = ['trigger', 'item'] as const;
export type GraphEntry = (typeof graphEntries)[number];

/** A graph with its look-ups; built once per flow version. */
export interface FlowGraph {
  readonly entry: GraphEntry;
  readonly steps: ReadonlyMap<StepId, Step>;
  readonly incoming: ReadonlyMap<StepId, readonly Edge[]>;
  readonly outgoing: ReadonlyMap<string, readonly Edge[]>;
  /** Every step after all steps that lead to it; steps of a cycle are left out. */
  readonly order: readonly Step[];
}

export function flowGraph(graph: Graph, entry: GraphEntry): FlowGraph {
  const steps = new Map(graph.steps.map((step) => [step.id, step]));
  const incoming = groupBy(graph.edges, (edge) => edge.to);
  const outgoing = groupBy(graph.edges, (edge) => edge.from);
  return { entry, steps, incoming, outgoing, order: topologicalOrder(graph.steps, incoming, outgoing, entry) };
}

function groupBy(edges: readonly Edge[], key: (edge: Edge) => string): ReadonlyMap<string, readonly Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(key(edge));
    if (group) group.push(edge);
    else groups.set(key(edge), [edge]);
  }
  return groups;
}

function topologicalOrder(
  steps: readonly Step[],
  incoming: FlowGraph['incoming'],
  outgoing: FlowGraph['outgoing'],
  entry: GraphEntry,
): readonly Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const open = new Map(
    steps.map((step) => [step.id, (incoming.get(step.id) ?? []).filter((edge) => edge.from !== entry).length]),
  );
  const ready = steps.filter((step) => open.get(step.id) === 0);
  const order: Step[] = [];
  for (let at = 0; at < ready.length; at++) {
    const step = ready[at]!;
    order.push(step);
    for (const edge of outgoing.get(step.id) ?? []) {
      const left = (open.get(edge.to) ?? 0) - 1;
      open.set(edge.to, left);
      const next = byId.get(edge.to);
      if (left === 0 && next) ready.push(next);
    }
  }
  return order;
}

/** The steps from which `id` can be reached, nearest first. */
export function ancestorsOf(graph: FlowGraph, id: StepId): readonly Step[] {
  const found = new Map<StepId, Step>();
  const queue = [id];
  for (let at = 0; at < queue.length; at++) {
    for (const edge of graph.incoming.get(queue[at]!) ?? []) {
      const step = graph.steps.get(edge.from);
      if (!step || found.has(step.id) || step.id === id) continue;
      found.set(step.id, step);
      queue.push(step.id);
    }
  }
  return [...found.values()];
}

/** The steps that have given their output whenever `id` runs: they are on every way to it, and not by their error port. */
export function certainAt(graph: FlowGraph, id: StepId): ReadonlySet<StepId> {
  const known = new Map<StepId, ReadonlySet<StepId>>();
  for (const step of graph.order) {
    const ways = (graph.incoming.get(step.id) ?? []).map((edge) => certainBy(edge, known));
    known.set(step.id, ways.reduce<ReadonlySet<StepId>>(intersection, ways[0] ?? new Set()));
    if (step.id === id) break;
  }
  return known.get(id) ?? new Set();
}

function certainBy({ from, port }: Edge, known: ReadonlyMap<StepId, ReadonlySet<StepId>>): ReadonlySet<StepId> {
  const before = known.get(from as StepId);
  if (!before) return new Set();
  return port === 'error' ? before : new Set([...before, from as StepId]);
}

function intersection(one: ReadonlySet<StepId>, other: ReadonlySet<StepId>): ReadonlySet<StepId> {
  return new Set([...one].filter((id) => other.has(id)));
}
