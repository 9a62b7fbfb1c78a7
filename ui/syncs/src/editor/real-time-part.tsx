import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { ConnectorTriggerView, Json, RealTime, Side } from '@joinery/contracts';
import { useApi } from '@joinery/ui-api-client';
import { propertiesOf, SchemaForm, useLocal, useText } from '@joinery/ui-kit';
import { Button, Input, Select } from 'antd';
import { SideName } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import type { EditorProps } from './editor-props.ts';
import { Labelled } from './labelled.tsx';

/** What tells of changes at once, besides the schedule. */
export function RealTimePart(props: EditorProps) {
  const { document, onChange, sides, editable } = props;
  const t = useText(syncsMessages);
  const triggers = { a: useTriggers(props, 'a'), b: useTriggers(props, 'b') };
  const put = (realTime: readonly RealTime[]) => onChange({ ...document, realTime: [...realTime] });
  const offered = (['a', 'b'] as const).flatMap((side) => triggers[side].map((trigger) => ({ side, trigger })));
  const free = offered.filter(
    ({ side, trigger }) => !document.realTime.some((one) => one.side === side && one.trigger === trigger.name),
  );
  return (
    <Labelled label={t('realTime')} help={t('realTimeHelp')}>
      {() => (
        <>
          {document.realTime.map((one, at) => (
            <TriggerForm
              key={`${one.side} ${one.trigger}`}
              value={one}
              trigger={triggers[one.side].find(({ name }) => name === one.trigger)}
              sides={sides}
              editable={editable}
              onChange={(next) => put(document.realTime.map((old, index) => (index === at ? next : old)))}
              onRemove={() => put(document.realTime.filter((_, index) => index !== at))}
            />
          ))}
          <TriggerSelect
            free={free}
            sides={sides}
            disabled={!editable}
            onChoose={(one) => put([...document.realTime, one])}
          />
        </>
      )}
    </Labelled>
  );
}

function useTriggers({ document }: EditorProps, side: Side): readonly ConnectorTriggerView[] {
  const { name } = document[side].connector;
  const detail = useApi('readConnector', { params: { name } }, { enabled: name !== '', staleMs: 60_000 });
  return detail.data?.triggers ?? [];
}

interface TriggerSelectProps {
  readonly free: readonly { readonly side: Side; readonly trigger: ConnectorTriggerView }[];
  readonly sides: EditorProps['sides'];
  readonly disabled: boolean;
  readonly onChoose: (value: RealTime) => void;
}

function TriggerSelect({ free, sides, disabled, onChoose }: TriggerSelectProps) {
  const t = useText(syncsMessages);
  const local = useLocal();
  return (
    <Select
      style={{ width: 340 }}
      aria-label={t('addRealTime')}
      placeholder={t('addRealTime')}
      prefix={<PlusOutlined />}
      showSearch={{ optionFilterProp: 'label' }}
      disabled={disabled || free.length === 0}
      value={null}
      onChange={(key: string | null) => {
        const chosen = free.find(({ side, trigger }) => `${side} ${trigger.name}` === key);
        if (chosen)
          onChoose({
            side: chosen.side,
            trigger: chosen.trigger.name,
            settings: {},
            id: guessedId(chosen.trigger.sample) ?? 'id',
          });
      }}
      options={free.map(({ side, trigger }) => ({
        value: `${side} ${trigger.name}`,
        label: `${sides[side].name} · ${local(trigger.title)}`,
      }))}
    />
  );
}

const idNames = ['id', 'Id', '_id', 'recordId', 'objectDataId', 'objectId'];

/** Where the sample of an event most likely has the record's id: `customer.id`. */
function guessedId(sample: Json | undefined): string | undefined {
  if (typeof sample !== 'object' || sample === null || Array.isArray(sample)) return undefined;
  const members = Object.entries(sample);
  const inner = members.find(
    ([, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && idNames.some((name) => name in value),
  );
  if (inner) return `${inner[0]}.${idNames.find((name) => name in (inner[1] as object))}`;
  return idNames.find((name) => name in sample);
}

interface TriggerFormProps {
  readonly value: RealTime;
  readonly trigger: ConnectorTriggerView | undefined;
  readonly sides: EditorProps['sides'];
  readonly editable: boolean;
  readonly onChange: (value: RealTime) => void;
  readonly onRemove: () => void;
}

function TriggerForm({ value, trigger, sides, editable, onChange, onRemove }: TriggerFormProps) {
  const t = useText(syncsMessages);
  const local = useLocal();
  const { deleted: _, ...rest } = value;
  return (
    <div className="y-rule">
      <div className="y-rule-head">
        <SideName side={sides[value.side]} />
        <b>{local(trigger?.title ?? value.trigger)}</b>
        <span style={{ flex: 1 }} />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={t('remove')}
          disabled={!editable}
          onClick={onRemove}
        />
      </div>
      {trigger && propertiesOf(trigger.settingsSchema).length > 0 && (
        <SchemaForm
          idPrefix={`rt-${value.side}-${value.trigger}`}
          schema={trigger.settingsSchema}
          value={value.settings as never}
          disabled={!editable}
          onChange={(settings) => onChange({ ...value, settings: settings as RealTime['settings'] })}
        />
      )}
      <div className="y-rule-part two">
        <Labelled label={t('eventId')} help={t('eventIdHelp')} required>
          {(id) => (
            <Input
              id={id}
              className="j-mono"
              disabled={!editable}
              value={value.id}
              onChange={(event) => onChange({ ...value, id: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled label={t('eventDeleted')} help={t('eventDeletedHelp')}>
          {(id) => (
            <Input
              id={id}
              className="j-mono"
              disabled={!editable}
              value={value.deleted ?? ''}
              onChange={(event) =>
                onChange(event.target.value === '' ? rest : { ...rest, deleted: event.target.value })
              }
            />
          )}
        </Labelled>
      </div>
    </div>
  );
}
