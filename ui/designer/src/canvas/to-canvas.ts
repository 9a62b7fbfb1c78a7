import type { Edge as FlowEdge, Finding, FlowDocument, Graph, RunStepState, Step } from '@joinery/contracts';
import { portsOf } from '@joinery/flow';
import type { Edge, Node } from '@xyflow/react';
import type { Scope } from '../document/scope.ts';
import { entryOf } from '../document/scope.ts';
import type { Position } from '../document/edits.ts';
import { edgeMarkKey, type ChangeMark, type ChangeMarks } from './change-marks.ts';
import { errorReach, laneFor, type Box } from './edge-lane.ts';
import { itemNodeId, type Layout } from './layout.ts';

/** What a run did at a step, for the overlay. */
export interface StepRun {
  readonly state: RunStepState;
  readonly durationMs: number | undefined;
  readonly port: string | null;
  readonly attempts: number;
}

export interface OpenPort {
  readonly port: string;
  readonly connected: boolean;
}

export type StepNodeData = {
  readonly step: Step;
  readonly scope: Scope;
  readonly ports: string;
  readonly finding: 'error' | 'warning' | undefined;
  readonly run: StepRun | undefined;
  /** In a run: it was not reached. */
  readonly faded: boolean;
  readonly mark: ChangeMark | undefined;
};
export type TriggerNodeData = {
  readonly trigger: FlowDocument['trigger'];
  readonly open: boolean;
  readonly finding: 'error' | 'warning' | undefined;
  readonly mark: ChangeMark | undefined;
};
export type ItemNodeData = { readonly loopId: string; readonly open: boolean; readonly scope: Scope };

export type CanvasNode =
  | Node<StepNodeData, 'step'>
  | Node<StepNodeData, 'loop'>
  | Node<TriggerNodeData, 'trigger'>
  | Node<ItemNodeData, 'item'>;
export type FlowEdgeData = {
  readonly edge: FlowEdge;
  readonly scope: Scope;
  readonly label: string | undefined;
  readonly lane: number | undefined;
  readonly taken: boolean | undefined;
  readonly mark: ChangeMark | undefined;
};
export type CanvasEdge = Edge<FlowEdgeData, 'flow'>;

export interface CanvasInput {
  readonly document: FlowDocument;
  readonly layout: Layout;
  readonly findings: readonly Finding[];
  readonly selected: ReadonlySet<string>;
  readonly runs: ReadonlyMap<string, StepRun> | undefined;
  /** Where two versions are compared: what differs. */
  readonly marks?: ChangeMarks | undefined;
}

/** The nodes of a document; those that are as before keep their identity, so that only what changed is drawn anew. */
export function canvasNodes(input: CanvasInput, before: readonly CanvasNode[] = []): readonly CanvasNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const severity = severities(input.findings);
  return [triggerNode(input, severity), ...graphNodes(input.document, [], undefined, input, severity)].map((node) => {
    const old = known.get(node.id);
    return old && alike(old, node) ? old : node;
  });
}

function triggerNode(input: CanvasInput, severity: Severities): CanvasNode {
  const { document, layout, selected } = input;
  return {
    id: 'trigger',
    type: 'trigger',
    position: layout.positions.get('trigger') ?? { x: 0, y: 0 },
    ...layout.sizes.get('trigger'),
    selected: selected.has('trigger'),
    deletable: false,
    data: {
      trigger: document.trigger,
      open: !document.edges.some((edge) => edge.from === 'trigger'),
      finding: severity.get('trigger'),
      mark: input.marks?.steps.get('trigger'),
    },
  };
}

function graphNodes(
  graph: Graph,
  scope: Scope,
  parentId: string | undefined,
  input: CanvasInput,
  severity: Severities,
): readonly CanvasNode[] {
  return graph.steps.flatMap((step): readonly CanvasNode[] => {
    const node = stepNode(step, scope, parentId, graph, input, severity);
    if (step.kind !== 'each') return [node];
    return [
      node,
      itemNode(step, scope, input),
      ...graphNodes(step.body, [...scope, step.id], step.id, input, severity),
    ];
  });
}

function stepNode(
  step: Step,
  scope: Scope,
  parentId: string | undefined,
  graph: Graph,
  input: CanvasInput,
  severity: Severities,
): CanvasNode {
  const { layout, runs, selected } = input;
  const run = runs?.get(step.id);
  const connected = new Set(graph.edges.filter((edge) => edge.from === step.id).map((edge) => edge.port));
  return {
    id: step.id,
    type: step.kind === 'each' ? 'loop' : 'step',
    position: layout.positions.get(step.id) ?? { x: 0, y: 0 },
    ...layout.sizes.get(step.id),
    ...(parentId === undefined ? {} : { parentId }),
    selected: selected.has(step.id),
    data: {
      step,
      scope,
      ports: portsOf(step)
        .map((port) => `${port}${connected.has(port) ? '+' : ''}`)
        .join(' '),
      finding: severity.get(step.id),
      run,
      faded: runs !== undefined && (run === undefined || run.state === 'skipped'),
      mark: input.marks?.steps.get(step.id),
    },
  };
}

function itemNode(loop: Extract<Step, { kind: 'each' }>, scope: Scope, { layout }: CanvasInput): CanvasNode {
  const id = itemNodeId(loop.id);
  return {
    id,
    type: 'item',
    parentId: loop.id,
    position: layout.positions.get(id) ?? { x: 0, y: 0 },
    ...layout.sizes.get(id),
    draggable: false,
    selectable: false,
    deletable: false,
    data: { loopId: loop.id, open: !loop.body.edges.some((edge) => edge.from === 'item'), scope: [...scope, loop.id] },
  };
}

/** The exits a node's data names, with whether something hangs on each. */
export function openPorts(ports: string): readonly OpenPort[] {
  return ports
    .split(' ')
    .filter(Boolean)
    .map((text) => ({ port: text.replace('+', ''), connected: text.endsWith('+') }));
}

type Severities = ReadonlyMap<string, 'error' | 'warning'>;

function severities(findings: readonly Finding[]): Severities {
  const found = new Map<string, 'error' | 'warning'>();
  for (const { stepId, place, severity } of findings) {
    const at = stepId ?? (/^\/?trigger/.test(place) ? 'trigger' : undefined);
    if (at !== undefined && found.get(at) !== 'error') found.set(at, severity);
  }
  return found;
}

function alike(a: CanvasNode, b: CanvasNode): boolean {
  return (
    a.type === b.type &&
    a.selected === b.selected &&
    a.parentId === b.parentId &&
    a.width === b.width &&
    a.height === b.height &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    shallowAlike(a.data, b.data)
  );
}

function shallowAlike(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(b).every((key) => sameMember(a[key], b[key]));
}

function sameMember(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || (Array.isArray(a) && Array.isArray(b) && a.join('/') === b.join('/'));
}

export function canvasEdges(
  input: CanvasInput,
  labels: EdgeLabels,
  selectedEdge: string | undefined,
): readonly CanvasEdge[] {
  return graphEdges(input.document, [], input, labels, selectedEdge);
}

export type EdgeLabels = (edge: FlowEdge, from: Step | undefined) => string | undefined;

export function edgeId(scope: Scope, edge: FlowEdge): string {
  return `${scope.join('/')}:${edge.from}.${edge.port}>${edge.to}`;
}

function graphEdges(
  graph: Graph,
  scope: Scope,
  input: CanvasInput,
  labels: EdgeLabels,
  selectedEdge: string | undefined,
): readonly CanvasEdge[] {
  const steps = new Map(graph.steps.map((step) => [step.id, step]));
  const around = scopeOrigin(scope, input.layout);
  const boxes = graph.steps.map((step) => boxOf(step.id, input.layout, around));
  const here = graph.edges.map((edge): CanvasEdge => {
    const id = edgeId(scope, edge);
    const entry = edge.from === entryOf(scope);
    return {
      id,
      type: 'flow',
      source: entry && scope.length > 0 ? itemNodeId(scope.at(-1)!) : edge.from,
      sourceHandle: edge.port,
      target: edge.to,
      selected: id === selectedEdge,
      zIndex: scope.length > 0 ? 1 : 0,
      data: {
        edge,
        scope,
        label: labels(edge, steps.get(edge.from)),
        lane: laneOf(edge, steps.get(edge.from), scope, input.layout, boxes, around),
        taken: takenBy(edge, input.runs, entry),
        mark: input.marks?.edges.get(edgeMarkKey(edge)),
      },
    };
  });
  const inner = graph.steps.flatMap((step) =>
    step.kind === 'each' ? graphEdges(step.body, [...scope, step.id], input, labels, selectedEdge) : [],
  );
  return [...here, ...inner];
}

/** Where a graph's own coordinates begin on the canvas. */
function scopeOrigin(scope: Scope, layout: Layout): Position {
  return scope.reduce((origin, loopId) => plus(origin, layout.positions.get(loopId)), { x: 0, y: 0 });
}

function plus(a: Position, b: Position | undefined): Position {
  return b ? { x: a.x + b.x, y: a.y + b.y } : a;
}

function boxOf(id: string, layout: Layout, origin: Position): Box {
  const { width = 0, height = 0 } = layout.sizes.get(id) ?? {};
  return { ...plus(origin, layout.positions.get(id)), width, height };
}

function laneOf(
  edge: FlowEdge,
  from: Step | undefined,
  scope: Scope,
  layout: Layout,
  boxes: readonly Box[],
  origin: Position,
): number | undefined {
  const source = boxOf(from?.id ?? (scope.length === 0 ? 'trigger' : itemNodeId(scope.at(-1)!)), layout, origin);
  const target = boxOf(edge.to, layout, origin);
  const to = { x: target.x + target.width / 2, y: target.y };
  if (edge.port === 'error')
    return laneFor({
      from: { x: source.x + source.width + errorReach, y: source.y + source.height / 2 },
      to,
      boxes,
      sideways: true,
    });
  const exits = from ? portsOf(from).filter((port) => port !== 'error') : ['out'];
  const x = source.x + (source.width * (exits.indexOf(edge.port) + 1)) / (exits.length + 1);
  return laneFor({ from: { x, y: source.y + source.height }, to, boxes });
}

function takenBy(edge: FlowEdge, runs: CanvasInput['runs'], entry: boolean): boolean | undefined {
  if (runs === undefined) return undefined;
  const target = runs.get(edge.to);
  if (target === undefined || target.state === 'skipped') return false;
  return entry || (runs.get(edge.from)?.port ?? 'out') === edge.port;
}
