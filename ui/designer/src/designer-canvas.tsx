import { useText } from '@joinery/ui-kit';
import { Panel } from '@xyflow/react';
import { App } from 'antd';
import { useMemo, type DragEvent } from 'react';
import { useCatalogue } from './catalogue/use-catalogue.ts';
import { FlowCanvas, type CanvasEdits } from './canvas/flow-canvas.tsx';
import { refusalOf, type Refusal } from './canvas/may-connect.ts';
import { sizes } from './canvas/sizes.ts';
import { designerMessages, type DesignerKey } from './designer.messages.ts';
import { connect, disconnect, move, type Position } from './document/edits.ts';
import { documentLayout } from './canvas/layout.ts';
import { findStep, graphAt, type Scope } from './document/scope.ts';
import { useDraft, useDraftActions, useDraftDocument, useDraftHandle, useEditable } from './draft/draft-context.tsx';
import { nothingSelected } from './draft/draft-store.ts';
import { paletteGroups } from './palette/palette-items.ts';
import { paletteDragType, StepPicker } from './palette/palette.tsx';
import { usePutStep } from './designer-palette.tsx';
import type { CanvasEdge } from './canvas/to-canvas.ts';
import type { FlowDocument } from '@joinery/contracts';

const refusalKeys: Readonly<Partial<Record<Refusal, DesignerKey>>> = {
  cycle: 'refusedCycle',
  duplicate: 'refusedDuplicate',
  elsewhere: 'refusedElsewhere',
};

/** The canvas, joined to the draft. */
export function DesignerCanvas() {
  const t = useText(designerMessages);
  const document = useDraftDocument();
  const editable = useEditable();
  const { select, show, pick } = useDraftActions();
  const selection = useDraft((state) => state.selection);
  const panel = useDraft((state) => state.panel);
  const findings = useDraft((state) => state.findings);
  const picking = useDraft((state) => state.picking);
  const put = usePutStep();
  const edits = useCanvasEdits();
  const selected = useMemo(
    () => new Set(panel === 'trigger' ? ['trigger', ...selection.steps] : selection.steps),
    [panel, selection.steps],
  );
  const onSelect = (ids: readonly string[], edge: CanvasEdge['data'] | undefined) => {
    if (ids.length === 1 && ids[0] === 'trigger') show('trigger');
    else if (ids.length === 0 && !edge) {
      show(undefined);
      select(nothingSelected);
    } else
      select({ steps: ids.filter((id) => id !== 'trigger'), edge: edge && { scope: edge.scope, edge: edge.edge } });
  };
  return (
    <>
      <FlowCanvas
        document={document}
        findings={findings ?? []}
        selected={selected}
        selectedEdge={selection.edge}
        onSelect={onSelect}
        {...(editable ? { edits } : {})}
      >
        {document.steps.length === 0 && editable && (
          <Panel position="top-center">
            <div className="d-hint">
              <b>{t('emptyCanvas')}</b> · {t('emptyCanvasText')}
            </div>
          </Panel>
        )}
      </FlowCanvas>
      {picking && <StepPicker onChoose={(item) => put(item, picking)} onClose={() => pick(undefined)} />}
    </>
  );
}

function useCanvasEdits(): CanvasEdits {
  const t = useText(designerMessages);
  const { message } = App.useApp();
  const { store, actions } = useDraftHandle();
  const catalogue = useCatalogue();
  const put = usePutStep();
  return useMemo(() => {
    const now = () => store.getState().history.present;
    return {
      onPick: actions.pick,
      onDisconnect: (scope, edge) => actions.edit((document) => disconnect(document, scope, [edge])),
      onMove: (positions) => actions.edit((document) => move(withAllPlaces(document), kept(document, positions))),
      onConnect: (scope, edge) => actions.edit((document) => connect(document, scope, edge)),
      mayConnect: (scope, edge) => {
        const graph = graphAt(now(), scope);
        const refusal = graph && refusalOf(graph, edge);
        const key = refusal && refusalKeys[refusal];
        if (key === 'refusedCycle') void message.open({ key: 'refusal', type: 'info', content: t(key) });
        return graph !== undefined && refusal === undefined;
      },
      onDrop: (at: Position, scope: Scope, event: DragEvent) => {
        const key = event.dataTransfer.getData(paletteDragType);
        const item = paletteGroups(catalogue)
          .flatMap((group) => group.items)
          .find((one) => one.key === key);
        if (item)
          put(item, {
            kind: 'free',
            scope,
            position: { x: Math.round(at.x - sizes.stepWidth / 2), y: Math.round(at.y - sizes.stepHeight / 2) },
          });
      },
    };
  }, [store, actions, catalogue, message, put, t]);
}

/** Once a person moves one step, every other keeps the place it had. */
function withAllPlaces(document: FlowDocument): FlowDocument {
  const { positions } = documentLayout(document);
  return move(document, new Map([...positions].filter(([id]) => !id.includes('/'))));
}

/** Steps inside a loop stay below its head. */
function kept(document: FlowDocument, positions: ReadonlyMap<string, Position>): ReadonlyMap<string, Position> {
  return new Map(
    [...positions].map(([id, at]) => [
      id,
      (findStep(document, id)?.scope.length ?? 0) > 0
        ? { x: Math.max(16, at.x), y: Math.max(sizes.loopHeader + 64, at.y) }
        : at,
    ]),
  );
}
