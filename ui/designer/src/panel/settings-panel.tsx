import type { FlowSettings } from '@joinery/contracts';
import { useText } from '@joinery/ui-kit';
import { Select, Switch } from 'antd';
import { designerMessages } from '../designer.messages.ts';
import { changeSettings } from '../document/edits.ts';
import { useDraftActions, useDraftDocument, useEditable } from '../draft/draft-context.tsx';
import { ChoiceField, Field, NumberField, TextField } from './fields.tsx';
import './panel.css';
import { PanelHead } from './step-panel.tsx';

const minuteMs = 60_000;

/** How the flow as a whole behaves. */
export function SettingsPanel() {
  const t = useText(designerMessages);
  const { settings } = useDraftDocument();
  const editable = useEditable();
  const { edit, show } = useDraftActions();
  const change = (part: Partial<Record<keyof FlowSettings, unknown>>) =>
    edit(
      (now) => changeSettings(now, withoutEmpty({ ...now.settings, ...part })),
      `settings.${Object.keys(part).join()}`,
    );
  return (
    <aside className="d-panel" aria-label={t('settings')}>
      <PanelHead title={t('settings')} onClose={() => show(undefined)} />
      <div className="d-panel-body">
        <TextField
          label={t('dedupeKey')}
          help={t('dedupeHelp')}
          value={settings.dedupeKey ?? ''}
          onChange={(dedupeKey) => change({ dedupeKey })}
        />
        <TextField
          label={t('orderingKey')}
          help={t('orderingHelp')}
          value={settings.orderingKey ?? ''}
          onChange={(orderingKey) => change({ orderingKey })}
        />
        <div className="d-two">
          <NumberField
            label={t('flowConcurrency')}
            min={1}
            max={1000}
            value={settings.concurrency}
            onChange={(concurrency) => change({ concurrency })}
          />
          <NumberField
            label={t('runTimeout')}
            min={1}
            value={settings.timeoutMs / minuteMs}
            onChange={(minutes) => change({ timeoutMs: (minutes ?? 1440) * minuteMs })}
          />
        </div>
        <NumberField
          label={t('heartbeat')}
          help={t('heartbeatHelp')}
          min={1}
          value={settings.heartbeatMs === undefined ? undefined : settings.heartbeatMs / minuteMs}
          onChange={(minutes) => change({ heartbeatMs: minutes === undefined ? undefined : minutes * minuteMs })}
        />
        <ChoiceField
          label={t('logLevel')}
          value={settings.logLevel}
          options={[
            { value: 'all', label: t('logAll') },
            { value: 'errors', label: t('logErrors') },
            { value: 'none', label: t('logNone') },
          ]}
          onChange={(logLevel) => change({ logLevel })}
        />
        <Field label={t('sensitive')} help={t('sensitiveHelp')}>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              style={{ width: '100%' }}
              value={[...settings.sensitive]}
              disabled={!editable}
              onChange={(sensitive: string[]) => change({ sensitive })}
            />
          )}
        </Field>
        <Field label={t('alertOnFailure')}>
          {(id) => (
            <Switch
              id={id}
              checked={settings.alertOnFailure}
              disabled={!editable}
              onChange={(alertOnFailure) => change({ alertOnFailure })}
            />
          )}
        </Field>
      </div>
    </aside>
  );
}

function withoutEmpty(settings: Record<string, unknown>): FlowSettings {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined && value !== ''),
  ) as unknown as FlowSettings;
}
