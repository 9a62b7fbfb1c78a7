import type { Step } from '@joinery/contracts';
import { useText } from '@joinery/ui-kit';
import { designerMessages } from '../designer.messages.ts';
import { ActionForm } from './action-form.tsx';
import { BranchForm } from './branch-form.tsx';
import { EachForm } from './each-form.tsx';
import { ChoiceField, ExpressionField, NumberField } from './fields.tsx';
import { CalledFlowForm } from './called-flow-form.tsx';
import { MappingSummary } from './mapping-summary.tsx';
import type { ChangeStep } from './step-panel.tsx';
import { WaitForm } from './wait-form.tsx';
import { emptyMapping } from '../document/new-step.ts';

/** The form of a step, by its kind. */
export function StepForm({ step, change }: { readonly step: Step; readonly change: ChangeStep }) {
  const t = useText(designerMessages);
  switch (step.kind) {
    case 'action':
      return <ActionForm step={step} change={change} />;
    case 'map':
      return <MappingSummary stepId={step.id} mapping={step.mapping} schema={undefined} />;
    case 'branch':
      return <BranchForm step={step} change={change} />;
    case 'filter':
      return (
        <ExpressionField
          label={t('filterWhen')}
          stepId={step.id}
          value={step.when}
          onChange={(when) => change((now) => ({ ...now, when }) as Step, 'when')}
        />
      );
    case 'each':
      return <EachForm step={step} change={change} />;
    case 'wait':
      return <WaitForm step={step} change={change} />;
    case 'flow':
      return <CalledFlowForm step={step} change={change} />;
    case 'reply':
      return (
        <>
          <NumberField
            label={t('replyStatus')}
            value={step.status}
            min={200}
            max={599}
            onChange={(status) => change((now) => ({ ...now, status: status ?? 200 }) as Step, 'status')}
          />
          <div className="d-section-title">{t('replyBody')}</div>
          <MappingSummary stepId={step.id} mapping={step.body} schema={undefined} />
        </>
      );
    case 'end':
      return (
        <>
          <ChoiceField
            label={t('endResult')}
            value={step.result}
            options={[
              { value: 'succeeded', label: t('endSucceeded') },
              { value: 'failed', label: t('endFailed') },
            ]}
            onChange={(result) => change((now) => ({ ...now, result }) as Step, 'result')}
          />
          <ExpressionField
            label={t('endReason')}
            stepId={step.id}
            value={step.reason ?? ''}
            onChange={(reason) => change((now) => withReason(now, reason), 'reason')}
          />
          <div className="d-section-title">{t('endOutput')}</div>
          <MappingSummary stepId={step.id} mapping={step.output ?? emptyMapping} schema={undefined} />
        </>
      );
  }
}

function withReason(step: Step, reason: string): Step {
  if (step.kind !== 'end') return step;
  const { reason: _, ...rest } = step;
  return reason === '' ? rest : { ...rest, reason };
}
