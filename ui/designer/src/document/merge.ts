import type { Edge, FlowDocument, Graph, Step } from '@joinery/contracts';
import { canonical } from '@joinery/flow';
import type { Json } from '@joinery/contracts';

/** Something both sides changed differently since they were one. */
export interface MergeConflict {
  readonly kind: 'step' | 'trigger' | 'settings';
  readonly id: string;
  readonly label: string;
}

export interface Merge {
  readonly document: FlowDocument;
  readonly conflicts: readonly MergeConflict[];
}

export type Preference = 'mine' | 'theirs';

/**
 * Joins two drafts that grew from one: what only one side changed is taken from it; where both changed the same
 * thing differently, the preferred side wins and a conflict is told.
 */
export function mergeDocuments(
  base: FlowDocument,
  mine: FlowDocument,
  theirs: FlowDocument,
  preference: Preference,
): Merge {
  const conflicts: MergeConflict[] = [];
  const pick = <T>(kind: MergeConflict['kind'], id: string, label: string, three: Three<T>): T => {
    const { value, conflict } = pickOne(three, preference);
    if (conflict) conflicts.push({ kind, id, label });
    return value;
  };
  const trigger = pick('trigger', 'trigger', 'trigger', {
    base: base.trigger,
    mine: mine.trigger,
    theirs: theirs.trigger,
  });
  const settings = pick('settings', 'settings', 'settings', {
    base: base.settings,
    mine: mine.settings,
    theirs: theirs.settings,
  });
  const steps = mergeSteps(base, mine, theirs, pick);
  const edges = mergeEdges(base, mine, theirs, new Set(steps.map((step) => step.id)));
  return { document: { ...theirs, trigger, settings, steps, edges }, conflicts };
}

interface Three<T> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

function pickOne<T>({ base, mine, theirs }: Three<T>, preference: Preference): { value: T; conflict: boolean } {
  if (same(mine, theirs) || same(mine, base)) return { value: theirs, conflict: false };
  if (same(theirs, base)) return { value: mine, conflict: false };
  return { value: preference === 'mine' ? mine : theirs, conflict: true };
}

function same(a: unknown, b: unknown): boolean {
  return a === b || canonical(a as Json | undefined) === canonical(b as Json | undefined);
}

type Pick = <T>(kind: MergeConflict['kind'], id: string, label: string, three: Three<T>) => T;

function mergeSteps(base: Graph, mine: Graph, theirs: Graph, pick: Pick): readonly Step[] {
  const of = (graph: Graph) => new Map(graph.steps.map((step) => [step.id, step]));
  const [before, my, their] = [of(base), of(mine), of(theirs)];
  const ids = [...new Set([...their.keys(), ...my.keys()])];
  return ids.flatMap((id) => {
    const three = { base: before.get(id), mine: my.get(id), theirs: their.get(id) };
    const label = (three.mine ?? three.theirs ?? three.base)?.label ?? id;
    return pick('step', id, label, three) ?? [];
  });
}

const edgeKey = (edge: Edge) => `${edge.from}|${edge.port}|${edge.to}`;

/** An edge stays unless a side removed it, comes if a side added it, and goes with its ends. */
function mergeEdges(base: Graph, mine: Graph, theirs: Graph, steps: ReadonlySet<string>): readonly Edge[] {
  const [before, my, their] = [base, mine, theirs].map((graph) => new Set(graph.edges.map(edgeKey))) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const all = new Map([...theirs.edges, ...mine.edges].map((edge) => [edgeKey(edge), edge]));
  return [...all]
    .filter(([key]) => (before.has(key) ? my.has(key) && their.has(key) : true))
    .map(([, edge]) => edge)
    .filter((edge) => steps.has(edge.to) && (edge.from === 'trigger' || steps.has(edge.from)));
}
