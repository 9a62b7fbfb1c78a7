import type { EachStep, Step } from '@joinery/contracts';
import { useLocal, useText } from '@joinery/ui-kit';
import { useCatalogue } from '../catalogue/use-catalogue.ts';
import { onlyConnection } from '../catalogue/catalogue.ts';
import { designerMessages } from '../designer.messages.ts';
import { emptyMapping } from '../document/new-step.ts';
import { ConnectionField } from './action-form.tsx';
import { ChoiceField, ExpressionField, NumberField } from './fields.tsx';
import { MappingSummary } from './mapping-summary.tsx';
import type { ChangeStep } from './step-panel.tsx';

export function EachForm({ step, change }: { readonly step: EachStep; readonly change: ChangeStep }) {
  const t = useText(designerMessages);
  const part = (next: Partial<EachStep>, field: string) => change((now) => ({ ...now, ...next }) as Step, field);
  return (
    <>
      <ItemsForm step={step} onChange={(items) => part({ items }, 'items')} />
      <div className="d-two">
        <NumberField
          label={t('batchSize')}
          value={step.batchSize}
          min={1}
          max={1000}
          onChange={(batchSize) => part({ batchSize: batchSize ?? 1 }, 'batchSize')}
        />
        <NumberField
          label={t('concurrency')}
          value={step.concurrency}
          min={1}
          max={50}
          onChange={(concurrency) => part({ concurrency: concurrency ?? 1 }, 'concurrency')}
        />
      </div>
      <ChoiceField
        label={t('onError')}
        value={step.onError}
        options={[
          { value: 'stop', label: t('onErrorStop') },
          { value: 'collect', label: t('onErrorCollect') },
        ]}
        onChange={(onError) => part({ onError }, 'onError')}
      />
      <ExpressionField
        label={t('collect')}
        stepId={step.id}
        value={step.collect ?? ''}
        onChange={(collect) => change((now) => withCollect(now, collect), 'collect')}
        rows={1}
      />
    </>
  );
}

function withCollect(step: Step, collect: string): Step {
  if (step.kind !== 'each') return step;
  const { collect: _, ...rest } = step;
  return collect === '' ? rest : { ...rest, collect };
}

type Items = EachStep['items'];

function ItemsForm({ step, onChange }: { readonly step: EachStep; readonly onChange: (items: Items) => void }) {
  const t = useText(designerMessages);
  const local = useLocal();
  const catalogue = useCatalogue();
  const { items } = step;
  const paged = catalogue.connectors.flatMap((connector) =>
    connector.actions.filter((action) => action.paginated).map((action) => ({ connector, action })),
  );
  const toPages = (key: string): void => {
    const chosen = paged.find(({ connector, action }) => `${connector.name}/${action.name}` === key);
    if (!chosen) return;
    const { connector, action } = chosen;
    onChange({
      from: 'pages',
      connector: { name: connector.name, version: connector.version },
      connectionId: onlyConnection(catalogue, connector.name),
      action: action.name,
      input: emptyMapping,
    });
  };
  const switchTo = (from: Items['from']) => {
    if (from === 'expression') onChange({ from, expression: 'trigger.items' });
    else if (paged[0]) toPages(`${paged[0].connector.name}/${paged[0].action.name}`);
  };
  return (
    <>
      <ChoiceField
        label={t('itemsFrom')}
        value={items.from}
        options={[
          { value: 'expression', label: t('itemsExpression') },
          ...(paged.length > 0 ? [{ value: 'pages' as const, label: t('itemsPages') }] : []),
        ]}
        onChange={switchTo}
      />
      {items.from === 'expression' ? (
        <ExpressionField
          label={t('listExpression')}
          stepId={step.id}
          value={items.expression}
          onChange={(expression) => onChange({ from: 'expression', expression })}
          rows={1}
        />
      ) : (
        <>
          <ChoiceField
            label={t('action')}
            search
            value={`${items.connector.name}/${items.action}`}
            options={paged.map(({ connector, action }) => ({
              value: `${connector.name}/${action.name}`,
              label: `${local(connector.title)} · ${local(action.title)}`,
            }))}
            onChange={toPages}
          />
          <ConnectionField
            connector={items.connector}
            value={items.connectionId}
            onChange={(connectionId) => onChange({ ...items, connectionId })}
          />
          <MappingSummary
            stepId={step.id}
            mapping={items.input}
            schema={
              paged.find(
                ({ connector, action }) => connector.name === items.connector.name && action.name === items.action,
              )?.action.inputSchema
            }
          />
          <div style={{ height: 16 }} />
        </>
      )}
    </>
  );
}
