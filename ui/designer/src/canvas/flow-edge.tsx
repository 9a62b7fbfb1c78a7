import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { useText } from '@joinery/ui-kit';
import { BaseEdge, EdgeLabelRenderer, getSmoothStepPath, type EdgeProps } from '@xyflow/react';
import { memo, useContext, type CSSProperties } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { CanvasContext } from './canvas-context.ts';
import { markTexts, type ChangeMark } from './change-marks.ts';
import type { Position } from '../document/edits.ts';
import { errorReach, lanePoints, roundedPath, turn } from './edge-lane.ts';
import type { CanvasEdge } from './to-canvas.ts';

function FlowEdge(props: EdgeProps<CanvasEdge>) {
  const { sourceX, sourceY, selected, data } = props;
  const isError = data?.edge.port === 'error';
  const { path, middle } = edgeWay(props);
  const labelAt = isError ? { x: sourceX + 24, y: sourceY + 24 } : { x: sourceX, y: sourceY + 22 };
  const style = edgeStyle({ taken: data?.taken, isError, selected: selected ?? false, mark: data?.mark });
  return (
    <g className="d-edge">
      <BaseEdge path={path} style={style} interactionWidth={20} />
      <EdgeLabelRenderer>
        <EdgeLabel data={data} at={labelAt} />
        <MarkLabel data={data} at={middle} />
        <EdgeTools data={data} at={middle} active={selected ?? false} />
      </EdgeLabelRenderer>
    </g>
  );
}

export const edgeTypes = { flow: memo(FlowEdge) };

interface EdgeLook {
  readonly taken: boolean | undefined;
  readonly isError: boolean;
  readonly selected: boolean;
  readonly mark: ChangeMark | undefined;
}

const markColours = { added: 'var(--j-success)', removed: 'var(--j-error)', changed: 'var(--j-warning)' } as const;

function edgeStyle({ taken, isError, selected, mark }: EdgeLook) {
  const dashed = isError || mark === 'removed' ? { strokeDasharray: '5 4' } : {};
  if (mark) return { ...dashed, stroke: markColours[mark], strokeWidth: 2 };
  if (selected) return { ...dashed, stroke: 'var(--j-primary)' };
  if (taken === true) return { ...dashed, stroke: isError ? 'var(--j-error)' : 'var(--j-success)', strokeWidth: 2 };
  if (taken === false) return { ...dashed, opacity: 0.45 };
  return isError
    ? { ...dashed, stroke: 'color-mix(in srgb, var(--j-error) 60%, var(--j-line-strong))' }
    : { stroke: 'color-mix(in srgb, var(--j-text-3) 70%, var(--j-surface))' };
}

interface Way {
  readonly path: string;
  readonly middle: Position;
}

/** The usual way, or the lane around what stands in it. */
function edgeWay({
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
  data,
}: EdgeProps<CanvasEdge>): Way {
  const lane = data?.lane;
  if (lane !== undefined && targetY - sourceY >= 2 * turn) {
    const source = { x: sourceX, y: sourceY };
    const isError = data?.edge.port === 'error';
    const corners = lanePoints(
      isError ? { x: sourceX + errorReach, y: sourceY } : source,
      { x: targetX, y: targetY },
      lane,
    );
    return { path: roundedPath([source, ...corners], 14), middle: { x: lane, y: (sourceY + targetY) / 2 } };
  }
  const [path, x, y] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: 14,
    offset: 24,
  });
  return { path, middle: { x, y } };
}

interface EdgePartProps {
  readonly data: CanvasEdge['data'];
  readonly at: Position;
}

function placed({ x, y }: Position, inner: boolean): CSSProperties {
  return { transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`, zIndex: inner ? 2 : 1 };
}

function EdgeLabel({ data, at }: EdgePartProps) {
  if (data?.label === undefined) return null;
  return (
    <div className="d-edge-label" style={placed(at, data.scope.length > 0)}>
      <span className={data.edge.port === 'error' ? 'd-edge-chip error' : 'd-edge-chip'} title={data.label}>
        {data.label}
      </span>
    </div>
  );
}

function MarkLabel({ data, at }: EdgePartProps) {
  const t = useText(designerMessages);
  if (!data?.mark) return null;
  return (
    <div className="d-edge-label" style={placed(at, data.scope.length > 0)}>
      <span className={`d-mark ${data.mark}`}>{t(markTexts[data.mark])}</span>
    </div>
  );
}

function EdgeTools({ data, at, active }: EdgePartProps & { readonly active: boolean }) {
  const t = useText(designerMessages);
  const { onPick, onDisconnect } = useContext(CanvasContext);
  if (!data || !onPick) return null;
  const { edge, scope } = data;
  return (
    <div
      className={active ? 'd-edge-label active nodrag nopan' : 'd-edge-label nodrag nopan'}
      style={placed(at, scope.length > 0)}
    >
      <span className="d-edge-tools">
        <button
          type="button"
          aria-label={t('insertHere')}
          title={t('insertHere')}
          onClick={() => onPick({ kind: 'edge', scope, edge })}
        >
          <PlusOutlined style={{ fontSize: 11 }} />
        </button>
        {active && (
          <button
            type="button"
            aria-label={t('removeEdge')}
            title={t('removeEdge')}
            onClick={() => onDisconnect?.(scope, edge)}
          >
            <CloseOutlined style={{ fontSize: 10 }} />
          </button>
        )}
      </span>
    </div>
  );
}
