import type { EventTrigger, JsonSchema, ScheduleTrigger, Trigger } from '@joinery/contracts';
import { KindTile, SchemaForm, schemaMember, useLanguage, useLocal, useText, type MarkName } from '@joinery/ui-kit';
import { Alert, Button } from 'antd';
import { triggerKey, triggerSubtitle, triggerTitle } from '../canvas/step-view.ts';
import { onlyConnection, triggerViewOf, type Catalogue } from '../catalogue/catalogue.ts';
import { useCatalogue } from '../catalogue/use-catalogue.ts';
import { designerMessages } from '../designer.messages.ts';
import { changeTrigger } from '../document/edits.ts';
import { useDraftActions, useDraftDocument, useEditable } from '../draft/draft-context.tsx';
import { ConnectionField } from './action-form.tsx';
import { ChoiceField, NumberField, TextField } from './fields.tsx';
import './panel.css';
import { PanelHead } from './step-panel.tsx';

type ChangeTrigger = (trigger: Trigger, field: string) => void;

const kinds = ['event', 'schedule', 'manual', 'flow'] as const;

/** How the flow starts. */
export function TriggerPanel() {
  const t = useText(designerMessages);
  const language = useLanguage();
  const catalogue = useCatalogue();
  const editable = useEditable();
  const { trigger } = useDraftDocument();
  const { edit, show } = useDraftActions();
  const change: ChangeTrigger = (next, field) => edit((now) => changeTrigger(now, next), `trigger.${field}`);
  return (
    <aside className="d-panel" aria-label={t('trigger')}>
      <PanelHead
        tile={<KindTile kind={trigger.kind} size={36} />}
        title={triggerTitle(trigger, catalogue, language, t)}
        sub={triggerSubtitle(trigger, catalogue, language, t)}
        onClose={() => show(undefined)}
      />
      <div className="d-panel-body">
        <div className="d-section-title" style={{ marginTop: 0 }}>
          {t('triggerKind')}
        </div>
        <div className="d-choice-grid" role="radiogroup" aria-label={t('triggerKind')}>
          {kinds.map((kind) => (
            <button
              type="button"
              key={kind}
              role="radio"
              aria-checked={trigger.kind === kind}
              disabled={!editable}
              className={trigger.kind === kind ? 'd-choice chosen' : 'd-choice'}
              onClick={() => trigger.kind !== kind && change(begin(kind, trigger, catalogue), 'kind')}
            >
              <KindTile kind={kind as MarkName} size={28} />
              {t(triggerKey[kind])}
            </button>
          ))}
        </div>
        {trigger.kind === 'event' && <EventForm trigger={trigger} change={change} />}
        {trigger.kind === 'schedule' && <ScheduleForm trigger={trigger} change={change} />}
      </div>
    </aside>
  );
}

function begin(kind: Trigger['kind'], before: Trigger, catalogue: Catalogue): Trigger {
  const placed = before.position ? { position: before.position } : {};
  switch (kind) {
    case 'event': {
      const first = catalogue.connectors.find((connector) => connector.triggers.length > 0);
      if (!first) return before;
      return {
        kind,
        ...placed,
        connector: { name: first.name, version: first.version },
        connectionId: onlyConnection(catalogue, first.name),
        trigger: first.triggers[0]!.name,
        settings: {},
        respond: 'accepted',
        replyTimeoutMs: 15_000,
      };
    }
    case 'schedule':
      return {
        kind,
        ...placed,
        cron: '0 9 * * *',
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai',
        missed: 'once',
      };
    case 'manual':
    case 'flow':
      return { kind, ...placed };
  }
}

function EventForm({ trigger, change }: { readonly trigger: EventTrigger; readonly change: ChangeTrigger }) {
  const t = useText(designerMessages);
  const local = useLocal();
  const editable = useEditable();
  const catalogue = useCatalogue();
  const view = triggerViewOf(catalogue, trigger);
  const all = catalogue.connectors.flatMap((connector) => connector.triggers.map((one) => ({ connector, one })));
  const choose = (key: string) => {
    const chosen = all.find(({ connector, one }) => `${connector.name}/${one.name}` === key);
    if (!chosen) return;
    const { connector, one } = chosen;
    const same = connector.name === trigger.connector.name;
    change(
      {
        ...trigger,
        connector: { name: connector.name, version: connector.version },
        trigger: one.name,
        settings: {},
        connectionId: same ? trigger.connectionId : onlyConnection(catalogue, connector.name),
      },
      'event',
    );
  };
  const hasSettings =
    view && Object.keys((schemaMember(view.settingsSchema, 'properties') as JsonSchema | undefined) ?? {}).length > 0;
  return (
    <>
      <ChoiceField
        label={t('triggerEventName')}
        search
        value={`${trigger.connector.name}/${trigger.trigger}`}
        options={all.map(({ connector, one }) => ({
          value: `${connector.name}/${one.name}`,
          label: `${local(connector.title)} · ${local(one.title)}`,
        }))}
        onChange={choose}
        help={view && local(view.description)}
      />
      <ConnectionField
        connector={trigger.connector}
        value={trigger.connectionId}
        onChange={(connectionId) => change({ ...trigger, connectionId }, 'connection')}
      />
      {hasSettings && (
        <SchemaForm
          idPrefix="trigger"
          schema={view.settingsSchema}
          value={trigger.settings as never}
          disabled={!editable}
          onChange={(settings) => change({ ...trigger, settings: settings as EventTrigger['settings'] }, 'settings')}
        />
      )}
      {view?.setup && (
        <Alert type="info" style={{ marginBottom: 16 }} title={t('setupTitle')} description={local(view.setup)} />
      )}
      {view?.delivery === 'polling' ? (
        <NumberField
          label={t('pollEvery')}
          min={1}
          max={86_400}
          placeholder="60"
          value={trigger.pollEveryMs && trigger.pollEveryMs / 1000}
          onChange={(s) => change(withPoll(trigger, s), 'poll')}
        />
      ) : (
        <>
          <ChoiceField
            label={t('respond')}
            value={trigger.respond}
            options={[
              { value: 'accepted', label: t('respondAccepted') },
              { value: 'reply', label: t('respondReply') },
            ]}
            onChange={(respond) => change({ ...trigger, respond }, 'respond')}
          />
          {trigger.respond === 'reply' && (
            <NumberField
              label={t('replyTimeout')}
              min={1}
              max={60}
              value={trigger.replyTimeoutMs / 1000}
              onChange={(s) => change({ ...trigger, replyTimeoutMs: (s ?? 15) * 1000 }, 'replyTimeout')}
            />
          )}
        </>
      )}
    </>
  );
}

function withPoll(trigger: EventTrigger, seconds: number | undefined): EventTrigger {
  const { pollEveryMs: _, ...rest } = trigger;
  return seconds === undefined ? rest : { ...rest, pollEveryMs: seconds * 1000 };
}

const presets = [
  ['cronEveryFive', '*/5 * * * *'],
  ['cronHourly', '0 * * * *'],
  ['cronDaily', '0 9 * * *'],
  ['cronWorkdays', '0 9 * * 1-5'],
] as const;

function ScheduleForm({ trigger, change }: { readonly trigger: ScheduleTrigger; readonly change: ChangeTrigger }) {
  const t = useText(designerMessages);
  const editable = useEditable();
  const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [trigger.zone];
  return (
    <>
      <TextField
        label={t('cron')}
        value={trigger.cron}
        help={t('cronHelp')}
        onChange={(cron) => change({ ...trigger, cron }, 'cron')}
      />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '-4px 0 16px' }}>
        {presets.map(([key, cron]) => (
          <Button
            key={key}
            size="small"
            type={trigger.cron === cron ? 'primary' : 'default'}
            ghost={trigger.cron === cron}
            disabled={!editable}
            onClick={() => change({ ...trigger, cron }, 'cron')}
          >
            {t(key)}
          </Button>
        ))}
      </div>
      <ChoiceField<string>
        label={t('zone')}
        search
        value={trigger.zone}
        options={[...new Set([trigger.zone, 'Asia/Shanghai', 'UTC', ...zones])].map((zone) => ({
          value: zone,
          label: zone,
        }))}
        onChange={(zone) => change({ ...trigger, zone }, 'zone')}
      />
      <ChoiceField
        label={t('missed')}
        value={trigger.missed}
        options={[
          { value: 'once', label: t('missedOnce') },
          { value: 'skip', label: t('missedSkip') },
          { value: 'all', label: t('missedAll') },
        ]}
        onChange={(missed) => change({ ...trigger, missed }, 'missed')}
      />
    </>
  );
}
