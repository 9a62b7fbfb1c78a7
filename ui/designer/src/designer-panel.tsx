import { useDraft } from './draft/draft-context.tsx';
import { FindingsPanel } from './panel/findings-panel.tsx';
import { SettingsPanel } from './panel/settings-panel.tsx';
import { StepPanel } from './panel/step-panel.tsx';
import { TriggerPanel } from './panel/trigger-panel.tsx';

/** What stands on the right, if anything. */
export function DesignerPanel({ flowId }: { readonly flowId: string }) {
  const panel = useDraft((state) => state.panel);
  const selected = useDraft((state) => state.selection.steps);
  switch (panel) {
    case 'step':
      return selected[0] === undefined ? null : <StepPanel key={selected[0]} stepId={selected[0]} flowId={flowId} />;
    case 'trigger':
      return <TriggerPanel />;
    case 'settings':
      return <SettingsPanel />;
    case 'findings':
      return <FindingsPanel />;
    case undefined:
      return null;
  }
}
