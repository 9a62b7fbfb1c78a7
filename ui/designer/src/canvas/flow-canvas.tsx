import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import type { Edge as FlowEdge, Finding, FlowDocument, Step } from '@joinery/contracts';
import { usePreferences, useText } from '@joinery/ui-kit';
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  MiniMap,
  Panel,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  type Connection,
  type EdgeChange,
  type NodeChange,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { Button, Tooltip } from 'antd';
import { useCallback, useEffect, useMemo, useState, type DragEvent, type ReactNode } from 'react';
import { designerMessages } from '../designer.messages.ts';
import type { Position } from '../document/edits.ts';
import type { Scope } from '../document/scope.ts';
import './canvas.css';
import type { ChangeMarks } from './change-marks.ts';
import { CanvasContext, type CanvasHooks } from './canvas-context.ts';
import { edgeTypes } from './flow-edge.tsx';
import { documentLayout, layoutKey } from './layout.ts';
import { nodeTypes } from './nodes.tsx';
import {
  canvasEdges,
  canvasNodes,
  edgeId,
  type CanvasEdge,
  type CanvasInput,
  type CanvasNode,
  type StepRun,
} from './to-canvas.ts';

export interface FlowCanvasProps {
  readonly document: FlowDocument;
  readonly findings?: readonly Finding[];
  readonly selected: ReadonlySet<string>;
  readonly selectedEdge?: { readonly scope: Scope; readonly edge: FlowEdge } | undefined;
  readonly runs?: ReadonlyMap<string, StepRun> | undefined;
  readonly marks?: ChangeMarks;
  readonly onSelect: (ids: readonly string[], edge: CanvasEdge['data'] | undefined) => void;
  /** Absent: the canvas is only looked at. */
  readonly edits?: CanvasEdits;
  readonly children?: ReactNode;
}

export interface CanvasEdits extends Required<CanvasHooks> {
  readonly onMove: (positions: ReadonlyMap<string, Position>) => void;
  readonly onConnect: (scope: Scope, edge: FlowEdge) => void;
  readonly mayConnect: (scope: Scope, edge: FlowEdge) => boolean;
  readonly onDrop: (position: Position, scope: Scope, event: DragEvent) => void;
}

const noFindings: readonly Finding[] = [];
const noHooks: CanvasHooks = {};

/** The flow, to look at or to edit; it holds no document of its own and tells every wish upwards. */
export function FlowCanvas(props: FlowCanvasProps) {
  const { document, findings = noFindings, selected, selectedEdge, runs, marks, edits, children } = props;
  const t = useText(designerMessages);
  const { dark } = usePreferences();
  const key = layoutKey(document);
  // Laying out is the dear part; what is typed into a step moves nothing.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const layout = useMemo(() => documentLayout(document), [key]);
  const input = useMemo(
    () => ({ document, layout, findings, selected, runs, marks }),
    [document, layout, findings, selected, runs, marks],
  );
  const [nodes, setNodes] = useCanvasNodes(input);
  const selectedEdgeId = selectedEdge && edgeId(selectedEdge.scope, selectedEdge.edge);
  const edges = useMemo(
    () => canvasEdges(input, (edge, from) => edgeLabel(edge, from, t), selectedEdgeId),
    [input, t, selectedEdgeId],
  );
  const select = useSelecting(nodes, edges, props.onSelect);
  const [connecting, setConnecting] = useState(false);
  const onNodesChange = (changes: NodeChange<CanvasNode>[]) => {
    select.nodes(changes);
    setNodes((now) =>
      applyNodeChanges(
        changes.filter((change) => change.type === 'position' || change.type === 'dimensions'),
        [...now],
      ),
    );
  };
  const drop = useDrop(edits, nodes);
  useKeepInView(selected);
  return (
    <CanvasContext value={edits ?? noHooks}>
      <div
        className={['d-canvas', edits ? '' : 'still', connecting ? 'connecting' : ''].join(' ')}
        role="region"
        aria-label={t('canvas')}
      >
        <ReactFlow<CanvasNode, CanvasEdge>
          nodes={nodes as CanvasNode[]}
          edges={edges as CanvasEdge[]}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          colorMode={dark ? 'dark' : 'light'}
          onNodesChange={onNodesChange}
          onEdgesChange={select.edges}
          onNodeDragStop={(_, __, moved) => edits?.onMove(new Map(moved.map((node) => [node.id, node.position])))}
          onSelectionDragStop={(_, moved) => edits?.onMove(new Map(moved.map((node) => [node.id, node.position])))}
          onConnectStart={() => setConnecting(true)}
          onConnectEnd={() => setConnecting(false)}
          onConnect={(connection) => edits && within(connection, nodes, edits.onConnect)}
          isValidConnection={(connection) =>
            edits !== undefined && within(connection as Connection, nodes, edits.mayConnect) === true
          }
          onDrop={drop}
          onDragOver={(event) => {
            event.preventDefault();
            event.dataTransfer.dropEffect = 'move';
          }}
          onPaneClick={() => props.onSelect([], undefined)}
          nodesDraggable={edits !== undefined}
          nodesConnectable={edits !== undefined}
          nodesFocusable
          edgesFocusable
          deleteKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={['Meta', 'Control']}
          selectionMode={SelectionMode.Partial}
          panOnScroll
          zoomOnDoubleClick={false}
          minZoom={0.15}
          maxZoom={1.75}
          fitView
          fitViewOptions={{ padding: 0.2, maxZoom: 1 }}
          onlyRenderVisibleElements={nodes.length > 80}
          elevateEdgesOnSelect
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1.6} />
          <Panel position="bottom-left">
            <ZoomButtons />
          </Panel>
          {nodes.length > 14 && (
            <MiniMap
              position="bottom-right"
              pannable
              zoomable
              ariaLabel={t('minimap')}
              style={{ width: 160, height: 110 }}
              nodeBorderRadius={24}
            />
          )}
          {children}
        </ReactFlow>
      </div>
    </CanvasContext>
  );
}

/** The nodes of the document, and what the canvas moves and measures of them until the document says otherwise. */
function useCanvasNodes(input: CanvasInput) {
  const [drawn, setDrawn] = useState(() => ({ input, nodes: canvasNodes(input) }));
  const current =
    drawn.input === input ? drawn : { input, nodes: withMeasures(canvasNodes(input, drawn.nodes), drawn.nodes) };
  if (current !== drawn) setDrawn(current);
  const setNodes = (change: (nodes: readonly CanvasNode[]) => readonly CanvasNode[]) =>
    setDrawn((now) => ({ ...now, nodes: change(now.nodes) }));
  return [current.nodes, setNodes] as const;
}

/** What was measured of a node stays with it while its data changes. */
function withMeasures(next: readonly CanvasNode[], before: readonly CanvasNode[]): readonly CanvasNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  return next.map((node) => {
    const known = old.get(node.id);
    return known === node || known?.measured === undefined || node.measured !== undefined
      ? node
      : ({ ...node, measured: known.measured } as CanvasNode);
  });
}

function edgeLabel(
  edge: FlowEdge,
  from: Step | undefined,
  t: (key: 'errorPort' | 'elsePort') => string,
): string | undefined {
  if (edge.port === 'error') return t('errorPort');
  if (edge.port === 'else') return t('elsePort');
  return from?.kind === 'branch' ? from.cases.find((one) => one.port === edge.port)?.label || edge.port : undefined;
}

/** Turns the canvas library's own selection changes into ours, which lives with the draft. */
function useSelecting(
  nodes: readonly CanvasNode[],
  edges: readonly CanvasEdge[],
  onSelect: FlowCanvasProps['onSelect'],
) {
  const onNodes = useCallback(
    (changes: readonly NodeChange<CanvasNode>[]) => {
      const selecting = changes.filter((change) => change.type === 'select');
      if (selecting.length === 0) return;
      const chosen = new Set(nodes.filter((node) => node.selected).map((node) => node.id));
      for (const change of selecting) {
        if (change.selected) chosen.add(change.id);
        else chosen.delete(change.id);
      }
      onSelect([...chosen], undefined);
    },
    [nodes, onSelect],
  );
  const onEdges = useCallback(
    (changes: readonly EdgeChange<CanvasEdge>[]) => {
      const chosen = changes.find((change) => change.type === 'select' && change.selected);
      if (chosen?.type === 'select') onSelect([], edges.find((edge) => edge.id === chosen.id)?.data);
    },
    [edges, onSelect],
  );
  return { nodes: onNodes, edges: onEdges };
}

/** A connection within one graph, as an edge of the document; nothing where it crosses a loop's border. */
function within<R>(
  connection: Connection,
  nodes: readonly CanvasNode[],
  then: (scope: Scope, edge: FlowEdge) => R,
): R | undefined {
  const source = nodes.find((node) => node.id === connection.source);
  const target = nodes.find((node) => node.id === connection.target);
  if (!source || !target || !('step' in target.data)) return undefined;
  const scope = target.data.scope;
  const from = source.type === 'item' ? 'item' : source.id;
  const sourceScope = source.type === 'trigger' ? [] : (source.data as { scope: Scope }).scope;
  if (sourceScope.join('/') !== scope.join('/')) return undefined;
  return then(scope, { from, port: connection.sourceHandle ?? 'out', to: target.id });
}

function useDrop(edits: CanvasEdits | undefined, nodes: readonly CanvasNode[]) {
  const { screenToFlowPosition, getIntersectingNodes } = useReactFlow<CanvasNode, CanvasEdge>();
  return (event: DragEvent) => {
    event.preventDefault();
    if (!edits) return;
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const loops = getIntersectingNodes({ ...at, width: 1, height: 1 }, true).filter((node) => node.type === 'loop');
    const loop = loops.at(-1);
    if (!loop) return edits.onDrop(at, [], event);
    const origin = absolute(loop, nodes);
    edits.onDrop({ x: at.x - origin.x, y: at.y - origin.y }, [...loop.data.scope, loop.id], event);
  };
}

function absolute(node: CanvasNode, nodes: readonly CanvasNode[]): Position {
  const parent = nodes.find((one) => one.id === node.parentId);
  if (!parent) return node.position;
  const origin = absolute(parent, nodes);
  return { x: origin.x + node.position.x, y: origin.y + node.position.y };
}

/** When a panel opens beside the canvas, the chosen step stays in sight. */
function useKeepInView(selected: ReadonlySet<string>): void {
  const flow = useReactFlow();
  const [id] = selected.size === 1 ? selected : [];
  useEffect(() => {
    if (id === undefined) return;
    const timer = setTimeout(() => {
      const node = flow.getInternalNode(id);
      const canvas = window.document.querySelector('.d-canvas')?.getBoundingClientRect();
      if (!node || !canvas) return;
      const { x, y } = node.internals.positionAbsolute;
      const [width, height] = [node.width ?? 0, Math.min(node.height ?? 0, 120)];
      const corner = flow.flowToScreenPosition({ x: x + width, y: y + height });
      const start = flow.flowToScreenPosition({ x, y });
      const seen =
        start.x >= canvas.left && corner.x <= canvas.right && start.y >= canvas.top && corner.y <= canvas.bottom;
      if (!seen) void flow.setCenter(x + width / 2, y + height / 2, { zoom: flow.getZoom(), duration: 200 });
    }, 80);
    return () => clearTimeout(timer);
  }, [id, flow]);
}

function ZoomButtons() {
  const t = useText(designerMessages);
  const flow = useReactFlow();
  const buttons = [
    { label: t('zoomOut'), icon: <MinusOutlined />, press: () => flow.zoomOut({ duration: 150 }) },
    { label: t('zoomIn'), icon: <PlusOutlined />, press: () => flow.zoomIn({ duration: 150 }) },
    {
      label: t('fit'),
      icon: <CompressOutlined />,
      press: () => flow.fitView({ duration: 200, padding: 0.2, maxZoom: 1 }),
    },
  ];
  return (
    <div className="d-zoom">
      {buttons.map(({ label, icon, press }) => (
        <Tooltip key={label} title={label}>
          <Button type="text" size="small" icon={icon} aria-label={label} onClick={() => void press()} />
        </Tooltip>
      ))}
    </div>
  );
}
