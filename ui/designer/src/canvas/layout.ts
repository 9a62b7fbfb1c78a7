import { Graph as Plan, layout } from '@dagrejs/dagre';
import type { FlowDocument, Graph, Step } from '@joinery/contracts';
import { portsOf } from '@joinery/flow';
import type { Position } from '../document/edits.ts';
import { sizes } from './sizes.ts';

interface Box extends Position, Size {}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where everything stands: steps by id, `trigger`, and `<loop>/item` for the start of a body. */
export interface Layout {
  readonly positions: ReadonlyMap<string, Position>;
  readonly sizes: ReadonlyMap<string, Size>;
}

/** Lays out from scratch, top to bottom, bodies first because their loops grow with them. */
export function tidyLayout(document: FlowDocument): Layout {
  return layoutWith(document, document.trigger.position, () => undefined);
}

/** Lays out as the document says; a graph in which something has no place yet is tidied as a whole. */
export function documentLayout(document: FlowDocument): Layout {
  return layoutWith(document, document.trigger.position, (step) => step.position);
}

function layoutWith(
  document: FlowDocument,
  trigger: Position | undefined,
  placeOf: (step: Step) => Position | undefined,
): Layout {
  const positions = new Map<string, Position>();
  const known = new Map<string, Size>();
  layoutGraph(document, 'trigger', {
    positions,
    sizes: known,
    placeOf,
    entryAt: trigger ?? { x: 0, y: 0 },
    loopId: undefined,
  });
  return { positions, sizes: known };
}

function sizeOf(step: Step, work: Work): Size {
  if (step.kind === 'each') return layoutBody(step, work);
  const exits = step.kind === 'branch' ? step.cases.length + 1 : 1;
  return { width: Math.max(sizes.stepWidth, exits * sizes.exitWidth), height: sizes.stepHeight };
}

interface Work {
  readonly positions: Map<string, Position>;
  readonly sizes: Map<string, Size>;
  readonly placeOf: (step: Step) => Position | undefined;
  readonly entryAt: Position;
  readonly loopId: string | undefined;
}

export const itemNodeId = (loopId: string) => `${loopId}/item`;
const entrySize = (loopId: string | undefined): Size =>
  loopId === undefined
    ? { width: sizes.stepWidth, height: sizes.stepHeight }
    : { width: sizes.itemWidth, height: sizes.itemHeight };

function layoutGraph(graph: Graph, entry: 'trigger' | 'item', work: Work): void {
  for (const step of graph.steps) work.sizes.set(step.id, sizeOf(step, work));
  const entryId = work.loopId === undefined ? 'trigger' : itemNodeId(work.loopId);
  work.sizes.set(entryId, entrySize(work.loopId));
  const places = graph.steps.map((step) => [step.id, work.placeOf(step)] as const);
  if (graph.steps.length > 0 && places.every(([, place]) => place !== undefined)) {
    for (const [id, place] of places) work.positions.set(id, place!);
    work.positions.set(entryId, work.loopId === undefined ? work.entryAt : bodyEntry(graph, work));
  } else {
    for (const [id, place] of arranged(graph, entry, entryId, work)) work.positions.set(id, place);
  }
}

/** A body whose steps were placed by hand: its start stands above the first of them. */
function bodyEntry(graph: Graph, work: Work): Position {
  const firstId = graph.edges.find((edge) => edge.from === 'item')?.to ?? graph.steps[0]!.id;
  const at = work.positions.get(firstId) ?? { x: 0, y: 0 };
  const width = work.sizes.get(firstId)?.width ?? sizes.stepWidth;
  return { x: Math.max(sizes.loopPadding, at.x + (width - sizes.itemWidth) / 2), y: sizes.loopHeader + 16 };
}

function layoutBody(loop: Extract<Step, { kind: 'each' }>, work: Work): Size {
  layoutGraph(loop.body, 'item', { ...work, entryAt: { x: 0, y: 0 }, loopId: loop.id });
  const ids = [itemNodeId(loop.id), ...loop.body.steps.map((step) => step.id)];
  const right = Math.max(...ids.map((id) => work.positions.get(id)!.x + work.sizes.get(id)!.width));
  const bottom = Math.max(...ids.map((id) => work.positions.get(id)!.y + work.sizes.get(id)!.height));
  return {
    width: Math.max(sizes.loopMinWidth, right + sizes.loopPadding),
    height: Math.max(sizes.loopMinHeight, bottom + sizes.loopPadding + 8),
  };
}

function arranged(graph: Graph, entry: string, entryId: string, work: Work): ReadonlyMap<string, Position> {
  const plan = new Plan<object, Size, object>();
  plan.setGraph({ rankdir: 'TB', rankalign: 'top', nodesep: sizes.gapX, ranksep: sizes.gapY, marginx: 0, marginy: 0 });
  plan.setDefaultEdgeLabel(() => ({}));
  plan.setNode(entryId, { ...work.sizes.get(entryId)! });
  for (const step of graph.steps) plan.setNode(step.id, { ...work.sizes.get(step.id)! });
  const known = new Set(graph.steps.map((step) => step.id));
  for (const edge of graph.edges) {
    const from = edge.from === entry ? entryId : edge.from;
    if (known.has(edge.to) && (from === entryId || known.has(from))) plan.setEdge(from, edge.to);
  }
  layout(plan as Plan, { constraints: orderOfExits(graph, known) });
  return shifted(plan, entryId, work);
}

/** Steps behind the exits of one step stand from left to right as its exits do. */
function orderOfExits(graph: Graph, known: ReadonlySet<string>): { left: string; right: string }[] {
  return graph.steps.flatMap((step) => {
    const ports = portsOf(step);
    const behind = graph.edges
      .filter((edge) => edge.from === step.id && known.has(edge.to))
      .toSorted((a, b) => ports.indexOf(a.port) - ports.indexOf(b.port));
    const targets = [...new Set(behind.map((edge) => edge.to))];
    return targets.slice(1).map((right, index) => ({ left: targets[index]!, right }));
  });
}

/** Dagre gives centres and starts anywhere; the canvas wants corners, with the entry where it stands. */
function shifted(plan: Plan<object, Size, object>, entryId: string, work: Work): ReadonlyMap<string, Position> {
  const box = (id: string) => plan.node(id) as Box;
  const corner = (id: string) => {
    const { x, y, width, height } = box(id);
    return { x: x - width / 2, y: y - height / 2 };
  };
  const entry = corner(entryId);
  const left = Math.min(...plan.nodes().map((id) => corner(id).x));
  const origin =
    work.loopId === undefined ? work.entryAt : { x: sizes.loopPadding + entry.x - left, y: sizes.loopHeader + 16 };
  const freeWidth = Math.max(...plan.nodes().map((id) => corner(id).x + box(id).width)) - left + 2 * sizes.loopPadding;
  const centring = work.loopId === undefined ? 0 : Math.max(0, (sizes.loopMinWidth - freeWidth) / 2);
  return new Map(
    plan.nodes().map((id) => {
      const { x, y } = corner(id);
      return [id, { x: Math.round(x - entry.x + origin.x + centring), y: Math.round(y - entry.y + origin.y) }];
    }),
  );
}

/** Moves every step to its tidy place. */
export function tidied(document: FlowDocument): ReadonlyMap<string, Position> {
  const { positions } = tidyLayout(document);
  return new Map([...positions].filter(([id]) => !id.includes('/')));
}

/** Changes exactly when the layout may: with steps, their kinds and places, exits and edges, not with their contents. */
export function layoutKey(document: FlowDocument): string {
  const { position } = document.trigger;
  return `${position?.x},${position?.y};${graphKey(document)}`;
}

function graphKey({ steps, edges }: Graph): string {
  const stepKeys = steps.map((step) => {
    const inner = step.kind === 'each' ? `{${graphKey(step.body)}}` : step.kind === 'branch' ? step.cases.length : '';
    return `${step.id}@${step.position?.x},${step.position?.y}${inner}`;
  });
  return `${stepKeys.join(' ')}|${edges.map((edge) => `${edge.from}.${edge.port}>${edge.to}`).join(' ')}`;
}
