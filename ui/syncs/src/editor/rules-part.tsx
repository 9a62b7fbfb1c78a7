import type { DeletePolicy, KeepOutcomes, SyncDocument, SyncSchedule } from '@joinery/contracts';
import { useText } from '@joinery/ui-kit';
import { Collapse, InputNumber, Radio, Select, Switch } from 'antd';
import { syncsMessages } from '../syncs.messages.ts';
import type { EditorProps } from './editor-props.ts';
import { Labelled } from './labelled.tsx';
import { RealTimePart } from './real-time-part.tsx';
import { ScheduleField } from './schedule-field.tsx';

const often = ['*/5 * * * *', '*/15 * * * *', '0 * * * *', '0 3 * * *'];
const seldom = ['0 3 * * *', '0 3 * * 0'];

/** When it runs, what a deletion means, and how much it may do without asking. */
export function RulesPart(props: EditorProps) {
  const { document, onChange, editable } = props;
  const t = useText(syncsMessages);
  return (
    <>
      <h3 className="y-section">{t('whenItRuns')}</h3>
      <ScheduleField
        label={t('schedule')}
        help={t('scheduleHelp')}
        value={document.schedule}
        rhythms={often}
        editable={editable}
        onChange={(schedule) => onChange(withSchedule(document, 'schedule', schedule))}
      />
      <ScheduleField
        label={t('fullCompare')}
        help={t('fullCompareHelp')}
        value={document.fullCompare}
        rhythms={seldom}
        editable={editable}
        onChange={(schedule) => onChange(withSchedule(document, 'fullCompare', schedule))}
      />
      <RealTimePart {...props} />
      <h3 className="y-section">{t('deletions')}</h3>
      <DeletesPart {...props} />
      <Collapse
        ghost
        items={[{ key: 'more', label: t('moreSettings'), children: <MoreSettings {...props} /> }]}
        style={{ marginInline: -16 }}
      />
    </>
  );
}

function withSchedule(
  document: SyncDocument,
  name: 'schedule' | 'fullCompare',
  schedule: SyncSchedule | undefined,
): SyncDocument {
  const { [name]: _, ...rest } = document;
  return schedule === undefined ? rest : { ...rest, [name]: schedule };
}

function DeletesPart({ document, onChange, sides, editable }: EditorProps) {
  const t = useText(syncsMessages);
  const { policy, guard } = document.deletes;
  const put = (part: Partial<SyncDocument['deletes']>) =>
    onChange({ ...document, deletes: { ...document.deletes, ...part } });
  const targets =
    document.direction === 'both' ? [sides.a, sides.b] : [document.direction === 'a-to-b' ? sides.b : sides.a];
  const able = (what: 'disable' | 'delete') => targets.every((side) => side.able?.[what] !== false);
  return (
    <>
      <Radio.Group
        aria-label={t('deletions')}
        disabled={!editable}
        value={policy}
        onChange={(event) => put({ policy: event.target.value as DeletePolicy })}
        className="y-choices"
      >
        {(['ignore', 'disable', 'delete'] as const).map((one) => (
          <Radio key={one} value={one}>
            <b>{t(`delete-${one}`)}</b>
            <small>{t(`delete-${one}-text`)}</small>
            {one !== 'ignore' && !able(one) && policy === one && (
              <small className="y-warning">{t(`cannot-${one}`)}</small>
            )}
          </Radio>
        ))}
      </Radio.Group>
      {policy !== 'ignore' && (
        <Labelled label={t('guard')} help={t('guardHelp')}>
          {(id) => (
            <div className="y-guard">
              {t('guardFloor')}
              <InputNumber
                id={id}
                min={0}
                max={100_000}
                precision={0}
                disabled={!editable}
                aria-label={t('guardFloor')}
                value={guard.floor}
                onChange={(floor) => put({ guard: { ...guard, floor: floor ?? 0 } })}
              />
              {t('guardPercent')}
              <InputNumber
                min={0}
                max={100}
                disabled={!editable}
                aria-label={t('guardPercent')}
                value={guard.percent}
                suffix="%"
                onChange={(percent) => put({ guard: { ...guard, percent: percent ?? 0 } })}
              />
            </div>
          )}
        </Labelled>
      )}
    </>
  );
}

function MoreSettings({ document, onChange, editable }: EditorProps) {
  const t = useText(syncsMessages);
  const { settings } = document;
  const put = (part: Partial<SyncDocument['settings']>) =>
    onChange({ ...document, settings: { ...settings, ...part } });
  return (
    <div className="y-more">
      <Labelled label={t('keepOutcomes')} help={t('keepOutcomesHelp')}>
        {(id) => (
          <Select<KeepOutcomes>
            id={id}
            style={{ width: 260 }}
            disabled={!editable}
            value={settings.keepOutcomes}
            onChange={(keepOutcomes) => put({ keepOutcomes })}
            options={(['needed', 'changes', 'all'] as const).map((value) => ({ value, label: t(`keep-${value}`) }))}
          />
        )}
      </Labelled>
      <Labelled label={t('flipLimit')} help={t('flipLimitHelp')}>
        {(id) => (
          <InputNumber
            id={id}
            min={2}
            max={100}
            precision={0}
            disabled={!editable}
            value={settings.flipLimit}
            onChange={(flipLimit) => put({ flipLimit: flipLimit ?? 6 })}
          />
        )}
      </Labelled>
      <Labelled label={t('recordAttempts')} help={t('recordAttemptsHelp')}>
        {(id) => (
          <InputNumber
            id={id}
            min={1}
            max={20}
            precision={0}
            disabled={!editable}
            value={settings.recordAttempts}
            onChange={(recordAttempts) => put({ recordAttempts: recordAttempts ?? 5 })}
          />
        )}
      </Labelled>
      {document.direction !== 'both' && (
        <Labelled label={t('repairTarget')} help={t('repairTargetHelp')}>
          {(id) => (
            <Switch
              id={id}
              disabled={!editable}
              checked={settings.repairTarget}
              onChange={(repairTarget) => put({ repairTarget })}
            />
          )}
        </Labelled>
      )}
    </div>
  );
}
