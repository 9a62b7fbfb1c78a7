import type { Step, WaitStep } from '@joinery/contracts';
import { useLocal, useText } from '@joinery/ui-kit';
import { onlyConnection } from '../catalogue/catalogue.ts';
import { useCatalogue } from '../catalogue/use-catalogue.ts';
import { designerMessages } from '../designer.messages.ts';
import { ConnectionField } from './action-form.tsx';
import { ChoiceField, ExpressionField, NumberField } from './fields.tsx';
import type { ChangeStep } from './step-panel.tsx';

type For = WaitStep['for'];

const dayMs = 24 * 3600 * 1000;

export function WaitForm({ step, change }: { readonly step: WaitStep; readonly change: ChangeStep }) {
  const t = useText(designerMessages);
  const catalogue = useCatalogue();
  const events = catalogue.connectors.filter((connector) => connector.triggers.length > 0);
  const waitFor = (next: For, field: string) => change((now) => ({ ...now, for: next }) as Step, field);
  const begin = (kind: For['kind']): For | undefined => {
    switch (kind) {
      case 'delay':
        return { kind, delayMs: 60_000 };
      case 'time':
        return { kind, until: '$now()' };
      case 'callback':
        return { kind, deadlineMs: dayMs };
      case 'approval':
        return { kind, question: '"?"', deadlineMs: 3 * dayMs };
      case 'event': {
        const first = events[0];
        return (
          first && {
            kind,
            connector: { name: first.name, version: first.version },
            connectionId: onlyConnection(catalogue, first.name),
            trigger: first.triggers[0]!.name,
            key: 'trigger.id',
            deadlineMs: dayMs,
          }
        );
      }
    }
  };
  const options = [
    { value: 'delay' as const, label: t('waitDelay') },
    { value: 'time' as const, label: t('waitTime') },
    { value: 'approval' as const, label: t('waitApproval') },
    { value: 'callback' as const, label: t('waitCallback') },
    ...(events.length > 0 ? [{ value: 'event' as const, label: t('waitEvent') }] : []),
  ];
  return (
    <>
      <ChoiceField<For['kind']>
        label={t('waitFor')}
        value={step.for.kind}
        options={options}
        onChange={(kind) => waitFor(begin(kind) ?? step.for, 'kind')}
      />
      <WaitDetails step={step} onChange={waitFor} />
    </>
  );
}

function WaitDetails({
  step,
  onChange,
}: {
  readonly step: WaitStep;
  readonly onChange: (next: For, field: string) => void;
}) {
  const t = useText(designerMessages);
  const local = useLocal();
  const catalogue = useCatalogue();
  const wait = step.for;
  const deadline = 'deadlineMs' in wait && (
    <NumberField
      label={t('deadline')}
      min={1}
      max={366 * 86_400}
      value={wait.deadlineMs / 1000}
      onChange={(s) => onChange({ ...wait, deadlineMs: (s ?? 1) * 1000 }, 'deadline')}
    />
  );
  switch (wait.kind) {
    case 'delay':
      return (
        <NumberField
          label={t('delaySeconds')}
          min={0}
          max={366 * 86_400}
          value={wait.delayMs / 1000}
          onChange={(s) => onChange({ ...wait, delayMs: (s ?? 0) * 1000 }, 'delay')}
        />
      );
    case 'time':
      return (
        <ExpressionField
          label={t('until')}
          stepId={step.id}
          value={wait.until}
          onChange={(until) => onChange({ ...wait, until }, 'until')}
        />
      );
    case 'callback':
      return deadline;
    case 'approval':
      return (
        <>
          <ExpressionField
            label={t('question')}
            stepId={step.id}
            value={wait.question}
            onChange={(question) => onChange({ ...wait, question }, 'question')}
          />
          {deadline}
        </>
      );
    case 'event': {
      const triggers = catalogue.connectors.flatMap((connector) =>
        connector.triggers.map((trigger) => ({ connector, trigger })),
      );
      return (
        <>
          <ChoiceField
            label={t('triggerEventName')}
            search
            value={`${wait.connector.name}/${wait.trigger}`}
            options={triggers.map(({ connector, trigger }) => ({
              value: `${connector.name}/${trigger.name}`,
              label: `${local(connector.title)} · ${local(trigger.title)}`,
            }))}
            onChange={(key) => {
              const chosen = triggers.find(({ connector, trigger }) => `${connector.name}/${trigger.name}` === key);
              if (chosen)
                onChange(
                  {
                    ...wait,
                    connector: { name: chosen.connector.name, version: chosen.connector.version },
                    connectionId: onlyConnection(catalogue, chosen.connector.name),
                    trigger: chosen.trigger.name,
                  },
                  'trigger',
                );
            }}
          />
          <ConnectionField
            connector={wait.connector}
            value={wait.connectionId}
            onChange={(connectionId) => onChange({ ...wait, connectionId }, 'connection')}
          />
          <ExpressionField
            label={t('correlationKey')}
            stepId={step.id}
            value={wait.key}
            onChange={(key) => onChange({ ...wait, key }, 'key')}
            rows={1}
          />
          {deadline}
        </>
      );
    }
  }
}
