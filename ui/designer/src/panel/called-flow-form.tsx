import type { FlowStep, Step } from '@joinery/contracts';
import { useApi } from '@joinery/ui-api-client';
import { useText } from '@joinery/ui-kit';
import { designerMessages } from '../designer.messages.ts';
import { ChoiceField } from './fields.tsx';
import { MappingSummary } from './mapping-summary.tsx';
import type { ChangeStep } from './step-panel.tsx';

export function CalledFlowForm({ step, change }: { readonly step: FlowStep; readonly change: ChangeStep }) {
  const t = useText(designerMessages);
  const flows = useApi('listFlows', { query: { limit: 200 } });
  const callable = (flows.data?.items ?? []).filter((flow) => flow.trigger.kind === 'flow');
  return (
    <>
      <ChoiceField<string>
        label={t('calledFlow')}
        search
        value={callable.some((flow) => flow.id === step.flowId) ? step.flowId : undefined}
        placeholder={t('calledFlow')}
        options={callable.map((flow) => ({ value: flow.id, label: flow.name }))}
        onChange={(flowId) => change((now) => ({ ...now, flowId }) as Step, 'flowId')}
      />
      <div className="d-section-title">{t('fieldMapping')}</div>
      <MappingSummary stepId={step.id} mapping={step.input} schema={undefined} />
    </>
  );
}
