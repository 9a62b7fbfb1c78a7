import type { SyncDocument, SyncId } from '@joinery/contracts';

/** What of a sync a ring is seen by. */
export interface SyncEdge {
  readonly syncId: SyncId;
  readonly document: Pick<SyncDocument, 'a' | 'b' | 'direction'>;
}

/**
 * The other syncs that would carry a change of this one back to where it came from, in order; null: none. One two-way
 * sync is no ring, for it knows its own writes; two or more do not know each other's.
 */
export function findRing(sync: SyncEdge, others: readonly SyncEdge[]): readonly SyncId[] | null {
  const edges = others.filter((other) => other.syncId !== sync.syncId).flatMap(directedEdges);
  for (const { from, to } of directedEdges(sync)) {
    const way = findWay(to, from, edges);
    if (way) return way;
  }
  return null;
}

interface DirectedEdge {
  readonly syncId: SyncId;
  readonly from: string;
  readonly to: string;
}

function directedEdges({ syncId, document }: SyncEdge): readonly DirectedEdge[] {
  const a = `${document.a.connectionId} ${document.a.object}`;
  const b = `${document.b.connectionId} ${document.b.object}`;
  const aToB = { syncId, from: a, to: b };
  const bToA = { syncId, from: b, to: a };
  return { 'a-to-b': [aToB], 'b-to-a': [bToA], both: [aToB, bToA] }[document.direction];
}

/** The shortest way from one object to another; breadth first. */
function findWay(from: string, to: string, edges: readonly DirectedEdge[]): readonly SyncId[] | null {
  const ways = new Map<string, readonly SyncId[]>([[from, []]]);
  for (const [place, way] of ways) {
    if (place === to) return way;
    for (const edge of edges) if (edge.from === place && !ways.has(edge.to)) ways.set(edge.to, [...way, edge.syncId]);
  }
  return null;
}
