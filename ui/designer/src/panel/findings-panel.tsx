import { CheckCircleOutlined } from '@ant-design/icons';
import type { Finding } from '@joinery/contracts';
import { StateMessage, useLanguage, useText } from '@joinery/ui-kit';
import { designerMessages } from '../designer.messages.ts';
import { findStep } from '../document/scope.ts';
import { useDraft, useDraftActions, useDraftDocument } from '../draft/draft-context.tsx';
import './panel.css';
import { PanelHead } from './step-panel.tsx';

/** What is wrong with the draft; each leads to its step. */
export function FindingsPanel() {
  const t = useText(designerMessages);
  const { show } = useDraftActions();
  const findings = useDraft((state) => state.findings) ?? [];
  return (
    <aside className="d-panel" aria-label={t('findings')}>
      <PanelHead title={t('findings')} sub={countText(findings, t)} onClose={() => show(undefined)} />
      <div className="d-panel-body">
        {findings.length === 0 ? (
          <StateMessage icon={<CheckCircleOutlined />} title={t('noFindings')}>
            {t('noFindingsText')}
          </StateMessage>
        ) : (
          <FindingList findings={findings} />
        )}
      </div>
    </aside>
  );
}

type Say = ReturnType<typeof useText<typeof designerMessages>>;

export function countText(findings: readonly Finding[], t: Say): string {
  const count = (severity: Finding['severity']) => findings.filter((one) => one.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  return [errors > 0 && t('errorsN', { count: errors }), warnings > 0 && t('warningsN', { count: warnings })]
    .filter(Boolean)
    .join(' · ');
}

export function FindingList({
  findings,
  onOpen,
}: {
  readonly findings: readonly Finding[];
  readonly onOpen?: () => void;
}) {
  const language = useLanguage();
  const document = useDraftDocument();
  const { showStep, show } = useDraftActions();
  const open = ({ stepId, place }: Finding) => {
    onOpen?.();
    if (stepId !== undefined && findStep(document, stepId)) showStep(stepId);
    else show(/settings/.test(place) ? 'settings' : 'trigger');
  };
  return (
    <>
      {findings.map((finding, index) => (
        <button type="button" key={index} className={`d-finding-row ${finding.severity}`} onClick={() => open(finding)}>
          {finding.stepId !== undefined && <b>{findStep(document, finding.stepId)?.step.label ?? finding.stepId}</b>}
          {finding.message[language]}
        </button>
      ))}
    </>
  );
}
