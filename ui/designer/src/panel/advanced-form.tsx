import type { RetryPolicy, Step } from '@joinery/contracts';
import { CopyButton, useText } from '@joinery/ui-kit';
import { Input } from 'antd';
import { designerMessages } from '../designer.messages.ts';
import { ChoiceField, Field, NumberField, TextField } from './fields.tsx';
import type { ChangeStep } from './step-panel.tsx';

/** What most steps never need: retries, timeout, what to do when nobody knows. */
export function AdvancedForm({ step, change }: { readonly step: Step; readonly change: ChangeStep }) {
  const t = useText(designerMessages);
  return (
    <>
      {(step.kind === 'action' || step.kind === 'flow') && <EffectForm step={step} change={change} />}
      <TextField
        label={t('note')}
        multiline
        value={step.note ?? ''}
        onChange={(note) => change((now) => ({ ...now, note }), 'note')}
      />
      <Field label={t('stepId')}>
        {(id) => (
          <Input
            id={id}
            readOnly
            variant="filled"
            className="j-mono"
            value={step.id}
            suffix={<CopyButton text={`steps.${step.id}`} />}
          />
        )}
      </Field>
    </>
  );
}

type EffectStep = Extract<Step, { kind: 'action' | 'flow' }>;

function EffectForm({ step, change }: { readonly step: EffectStep; readonly change: ChangeStep }) {
  const t = useText(designerMessages);
  const retry = (attempts: number | undefined, backoffMs: number | undefined) =>
    change((now) => withRetry(now, attempts, backoffMs), 'retry');
  return (
    <>
      <div className="d-two">
        <NumberField
          label={t('retryAttempts')}
          min={1}
          max={20}
          placeholder="3"
          value={step.retry?.attempts}
          onChange={(attempts) => retry(attempts, step.retry?.backoffMs)}
        />
        <NumberField
          label={t('retryBackoff')}
          min={0}
          max={3600}
          placeholder="1"
          value={step.retry && step.retry.backoffMs / 1000}
          onChange={(s) => retry(step.retry?.attempts ?? 3, (s ?? 1) * 1000)}
        />
      </div>
      <NumberField
        label={t('timeout')}
        min={1}
        max={86_400}
        placeholder="60"
        value={step.timeoutMs && step.timeoutMs / 1000}
        onChange={(s) => change((now) => withTimeout(now, s), 'timeout')}
      />
      <ChoiceField
        label={t('onAmbiguous')}
        value={step.onAmbiguous}
        options={[
          { value: 'hold', label: t('ambiguousHold') },
          { value: 'retry', label: t('ambiguousRetry') },
        ]}
        onChange={(onAmbiguous) => change((now) => ({ ...now, onAmbiguous }) as Step, 'onAmbiguous')}
      />
    </>
  );
}

function withRetry(step: Step, attempts: number | undefined, backoffMs = 1000): Step {
  if (step.kind !== 'action' && step.kind !== 'flow') return step;
  const { retry, ...rest } = step;
  if (attempts === undefined) return rest;
  const policy: RetryPolicy = { factor: 2, maxBackoffMs: 300_000, ...retry, attempts, backoffMs };
  return { ...rest, retry: policy };
}

function withTimeout(step: Step, seconds: number | undefined): Step {
  if (step.kind !== 'action' && step.kind !== 'flow') return step;
  const { timeoutMs: _, ...rest } = step;
  return seconds === undefined ? rest : { ...rest, timeoutMs: seconds * 1000 };
}
