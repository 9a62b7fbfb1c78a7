import type { Edge, Graph } from '@joinery/contracts';

export type Refusal = 'self' | 'duplicate' | 'cycle' | 'elsewhere' | 'entry';

/** Why an edge may not be drawn, or nothing when it may. */
export function refusalOf(graph: Graph, edge: Edge): Refusal | undefined {
  if (edge.from === edge.to) return 'self';
  if (edge.to === 'trigger' || edge.to === 'item') return 'entry';
  const known = new Set(graph.steps.map((step) => step.id));
  if (!known.has(edge.to)) return 'elsewhere';
  if (edge.from !== 'trigger' && edge.from !== 'item' && !known.has(edge.from)) return 'elsewhere';
  if (graph.edges.some((present) => present.from === edge.from && present.port === edge.port && present.to === edge.to))
    return 'duplicate';
  return reaches(graph, edge.to, edge.from) ? 'cycle' : undefined;
}

function reaches(graph: Graph, from: string, to: string): boolean {
  const seen = new Set([from]);
  const open = [from];
  for (let at = 0; at < open.length; at++) {
    if (open[at] === to) return true;
    for (const edge of graph.edges) {
      if (edge.from !== open[at] || seen.has(edge.to)) continue;
      seen.add(edge.to);
      open.push(edge.to);
    }
  }
  return false;
}
