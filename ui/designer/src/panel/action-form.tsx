import type { ActionStep, ConnectorRef, Step } from '@joinery/contracts';
import { Badge, GoTo, paths, useLocal, useText, type Tone } from '@joinery/ui-kit';
import { Select, Tooltip } from 'antd';
import { actionOf, connectionsFor, connectorOf } from '../catalogue/catalogue.ts';
import { useCatalogue } from '../catalogue/use-catalogue.ts';
import { designerMessages, type DesignerKey } from '../designer.messages.ts';
import { useEditable } from '../draft/draft-context.tsx';
import { ChoiceField, Field } from './fields.tsx';
import { MappingSummary } from './mapping-summary.tsx';
import type { ChangeStep } from './step-panel.tsx';

export function ActionForm({ step, change }: { readonly step: ActionStep; readonly change: ChangeStep }) {
  const t = useText(designerMessages);
  const local = useLocal();
  const catalogue = useCatalogue();
  const connector = connectorOf(catalogue, step.connector);
  const action = actionOf(catalogue, step);
  return (
    <>
      <ConnectionField
        connector={step.connector}
        value={step.connectionId}
        onChange={(connectionId) => change((now) => ({ ...now, connectionId }) as Step, 'connection')}
      />
      <ChoiceField
        label={t('action')}
        value={step.action}
        search
        options={(connector?.actions ?? []).map((one) => ({ value: one.name, label: local(one.title) }))}
        onChange={(name) => change((now) => ({ ...now, action: name }) as Step, 'action')}
        help={action && <EffectBadge effect={action.effect} text={local(action.description)} />}
      />
      <div className="d-section-title">{t('fieldMapping')}</div>
      <MappingSummary stepId={step.id} mapping={step.input} schema={action?.inputSchema} />
    </>
  );
}

const effectTones = {
  read: 'success',
  idempotent: 'success',
  checkable: 'running',
  unsafe: 'warning',
} as const satisfies Record<string, Tone>;

function EffectBadge({ effect, text }: { readonly effect: keyof typeof effectTones; readonly text: string }) {
  const t = useText(designerMessages);
  const name = `effect${effect[0]!.toUpperCase()}${effect.slice(1)}` as DesignerKey;
  return (
    <span style={{ display: 'flex', gap: 8, alignItems: 'flex-start', marginTop: 6 }}>
      <Tooltip title={t(`${name}Text` as DesignerKey)}>
        <span>
          <Badge tone={effectTones[effect]}>{t(name)}</Badge>
        </span>
      </Tooltip>
      <span style={{ lineHeight: '24px' }}>{text}</span>
    </span>
  );
}

interface ConnectionFieldProps {
  readonly connector: ConnectorRef;
  readonly value: string | null;
  readonly onChange: (connectionId: string | null) => void;
}

/** The connections of one connector; with a way to make the first. */
export function ConnectionField({ connector, value, onChange }: ConnectionFieldProps) {
  const t = useText(designerMessages);
  const catalogue = useCatalogue();
  const disabled = !useEditable();
  const fitting = connectionsFor(catalogue, connector.name);
  if (connectorOf(catalogue, connector)?.connection.scheme === 'none' && fitting.length === 0) return null;
  return (
    <Field
      label={t('connection')}
      required
      help={
        fitting.length === 0 && (
          <>
            {t('noConnection')} · <GoTo to={`${paths.connections()}?new=${connector.name}`}>{t('makeConnection')}</GoTo>
          </>
        )
      }
    >
      {(id) => (
        <Select
          id={id}
          style={{ width: '100%' }}
          value={fitting.some((one) => one.id === value) ? value : null}
          placeholder={t('chooseConnection')}
          status={value === null ? 'warning' : ''}
          disabled={disabled}
          allowClear
          options={fitting.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(next: string | null | undefined) => onChange(next ?? null)}
        />
      )}
    </Field>
  );
}
