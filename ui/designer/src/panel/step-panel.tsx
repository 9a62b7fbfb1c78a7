import { CloseOutlined, CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import type { Step } from '@joinery/contracts';
import { useLanguage, useText } from '@joinery/ui-kit';
import { Button, Tabs, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { stepSubtitle } from '../canvas/step-view.ts';
import { StepTile } from '../canvas/nodes.tsx';
import { useCatalogue } from '../catalogue/use-catalogue.ts';
import { designerMessages } from '../designer.messages.ts';
import { copySteps, pasteSteps } from '../document/clipboard.ts';
import { changeStep, removeSteps } from '../document/edits.ts';
import { findStep } from '../document/scope.ts';
import { useDraftActions, useDraftDocument, useEditable } from '../draft/draft-context.tsx';
import { StepTest } from '../test-bench/step-test.tsx';
import { AdvancedForm } from './advanced-form.tsx';
import { TextField } from './fields.tsx';
import './panel.css';
import { StepForm } from './step-form.tsx';

/** Changes one step; edits of one field within one visit are one gesture. */
export type ChangeStep = (change: (step: Step) => Step, field: string) => void;

export function StepPanel({ stepId, flowId }: { readonly stepId: string; readonly flowId: string }) {
  const t = useText(designerMessages);
  const document = useDraftDocument();
  const { edit, show } = useDraftActions();
  const found = findStep(document, stepId);
  if (!found) return null;
  const { step } = found;
  const change: ChangeStep = (by, field) => edit((now) => changeStep(now, stepId, by), `${stepId}.${field}`);
  const tabs = [
    { key: 'configure', label: t('configure'), children: <ConfigureTab step={step} change={change} /> },
    { key: 'test', label: t('test'), children: <StepTest key={stepId} step={step} flowId={flowId} /> },
    { key: 'advanced', label: t('advanced'), children: <AdvancedForm step={step} change={change} /> },
  ];
  return (
    <aside className="d-panel" aria-label={step.label}>
      <StepHead step={step} onClose={() => show(undefined)} />
      <div className="d-panel-body">
        <Tabs key={stepId} items={tabs} size="small" />
      </div>
    </aside>
  );
}

function ConfigureTab({ step, change }: { readonly step: Step; readonly change: ChangeStep }) {
  const t = useText(designerMessages);
  return (
    <>
      <TextField
        label={t('label')}
        value={step.label}
        onChange={(label) => change((now) => ({ ...now, label }), 'label')}
      />
      <StepForm step={step} change={change} />
    </>
  );
}

function StepHead({ step, onClose }: { readonly step: Step; readonly onClose: () => void }) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const catalogue = useCatalogue();
  const editable = useEditable();
  const document = useDraftDocument();
  const { edit, showStep } = useDraftActions();
  const duplicate = () => {
    const scope = findStep(document, step.id)?.scope ?? [];
    const pasted = pasteSteps(document, scope, copySteps(document, scope, new Set([step.id])), { x: 48, y: 48 });
    edit(() => pasted.document);
    if (pasted.ids[0]) showStep(pasted.ids[0]);
  };
  return (
    <PanelHead
      tile={<StepTile step={step} size={36} />}
      title={step.label}
      sub={stepSubtitle(step, catalogue, language, t)}
      onClose={onClose}
    >
      {editable && (
        <>
          <IconButton label={t('duplicateStep')} icon={<CopyOutlined />} onClick={duplicate} />
          <IconButton
            label={t('deleteStep')}
            icon={<DeleteOutlined />}
            onClick={() => edit((now) => removeSteps(now, new Set([step.id])))}
          />
        </>
      )}
    </PanelHead>
  );
}

interface PanelHeadProps {
  readonly tile?: ReactNode;
  readonly title: string;
  readonly sub?: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function PanelHead({ tile, title, sub, onClose, children }: PanelHeadProps) {
  const t = useText(designerMessages);
  return (
    <header className="d-panel-head">
      {tile}
      <div style={{ flex: 1, minWidth: 0 }}>
        <h2 title={title}>{title}</h2>
        {sub && <small title={sub}>{sub}</small>}
      </div>
      {children}
      <IconButton label={t('close')} icon={<CloseOutlined />} onClick={onClose} />
    </header>
  );
}

function IconButton({
  label,
  icon,
  onClick,
}: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
}) {
  return (
    <Tooltip title={label}>
      <Button type="text" size="small" icon={icon} aria-label={label} onClick={onClick} />
    </Tooltip>
  );
}
