import type { FlowDraft, FlowSummary } from '@joinery/contracts';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { SampleContext, useSampleChoice } from './catalogue/use-design-data.ts';
import { DesignerBar } from './designer-bar.tsx';
import './designer.css';
import { DesignerCanvas } from './designer-canvas.tsx';
import { DesignerPalette } from './designer-palette.tsx';
import { DesignerPanel } from './designer-panel.tsx';
import { DraftContext } from './draft/draft-context.tsx';
import { createDraftStore, draftActions } from './draft/draft-store.ts';
import { useAutosave } from './draft/use-autosave.ts';
import { ConflictDialog } from './versions/conflict-dialog.tsx';
import { useMay } from '@joinery/ui-api-client';
import { StepMapper } from './step-mapper.tsx';
import { useShortcuts } from './use-shortcuts.ts';

interface DesignerProps {
  readonly flow: FlowSummary;
  readonly draft: FlowDraft;
  readonly editable: boolean;
}

/** The designer of one draft. The draft is held here from the moment it is opened until the page is left. */
export function Designer({ flow, draft, editable }: DesignerProps) {
  const [store] = useState(() => createDraftStore(draft));
  const handle = useMemo(() => ({ store, actions: draftActions(store), editable }), [store, editable]);
  const samples = useSampleChoice(flow.id, useMay('flows.test'));
  return (
    <DraftContext value={handle}>
      <SampleContext value={samples}>
        <ReactFlowProvider>
          <Workbench flow={flow} editable={editable} />
        </ReactFlowProvider>
      </SampleContext>
    </DraftContext>
  );
}

function Workbench({ flow, editable }: { readonly flow: FlowSummary; readonly editable: boolean }) {
  const save = useAutosave(flow.id);
  useShortcuts(save);
  return (
    <div className="d-page">
      <DesignerBar flow={flow} save={save} />
      <div className={editable ? 'd-work' : 'd-work looking'}>
        {editable && <DesignerPalette />}
        <DesignerCanvas />
        <DesignerPanel flowId={flow.id} />
      </div>
      <ConflictDialog />
      <StepMapper />
    </div>
  );
}
