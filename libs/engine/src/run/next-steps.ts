import type { Edge, Step, StepId } from '@joinery/contracts';
import type { FlowGraph } from '@joinery/flow';

/** How a step ended, as its edges see it: the port that was taken, or none (filtered, dead, ended). */
export interface Settlement {
  readonly port: string | null;
}

export interface NextSteps {
  readonly ready: readonly Step[];
  /** Steps that no taken edge reaches any more. */
  readonly dead: readonly StepId[];
}

/**
 * What follows from the settlement of one step (or of the graph's entry). A step runs when all its incoming edges are
 * settled and at least one was taken; where none was, the step is dead and its own edges are settled as not taken.
 */
export function nextSteps(graph: FlowGraph, settled: ReadonlyMap<string, Settlement>, after: string): NextSteps {
  const ready: Step[] = [];
  const dead = new Set<StepId>();
  const queue = [after];
  for (let at = 0; at < queue.length; at++) {
    for (const edge of graph.outgoing.get(queue[at]!) ?? []) {
      if (settled.has(edge.to) || dead.has(edge.to) || ready.some((step) => step.id === edge.to)) continue;
      const verdict = verdictOn(graph.incoming.get(edge.to) ?? [], graph, settled, dead);
      if (verdict === 'ready') ready.push(graph.steps.get(edge.to)!);
      if (verdict === 'dead') {
        dead.add(edge.to);
        queue.push(edge.to);
      }
    }
  }
  return { ready, dead: [...dead] };
}

function verdictOn(
  incoming: readonly Edge[],
  graph: FlowGraph,
  settled: ReadonlyMap<string, Settlement>,
  dead: ReadonlySet<StepId>,
): 'ready' | 'dead' | 'open' {
  let taken = false;
  for (const edge of incoming) {
    if (edge.from === graph.entry) taken = true;
    else if (dead.has(edge.from)) continue;
    else {
      const settlement = settled.get(edge.from);
      if (!settlement) return 'open';
      if (settlement.port === edge.port) taken = true;
    }
  }
  return taken ? 'ready' : 'dead';
}
