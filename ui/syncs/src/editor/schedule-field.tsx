import type { SyncSchedule } from '@joinery/contracts';
import { useText } from '@joinery/ui-kit';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { ownZone } from '../model/blank-document.ts';
import { rhythmKeys } from '../model/rhythms.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { Labelled } from './labelled.tsx';

interface ScheduleFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: SyncSchedule | undefined;
  /** Offered rhythms by their cron expressions. */
  readonly rhythms: readonly string[];
  readonly editable: boolean;
  readonly onChange: (value: SyncSchedule | undefined) => void;
}

const zones = (): readonly string[] =>
  typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];

/** How often, in words; whoever needs another rhythm writes it. */
export function ScheduleField({ label, help, value, rhythms, editable, onChange }: ScheduleFieldProps) {
  const t = useText(syncsMessages);
  const [own, setOwn] = useState(value !== undefined && !rhythms.includes(value.cron));
  const zone = value?.zone ?? ownZone();
  const choose = (choice: string) => {
    setOwn(choice === 'own');
    if (choice === 'never') onChange(undefined);
    else onChange({ cron: choice === 'own' ? (value?.cron ?? '0 * * * *') : choice, zone });
  };
  return (
    <Labelled label={label} help={help}>
      {(id) => (
        <div className="y-schedule">
          <Select
            id={id}
            style={{ width: 190 }}
            disabled={!editable}
            value={value === undefined ? 'never' : own ? 'own' : value.cron}
            onChange={choose}
            options={[
              ...rhythms.map((cron) => ({ value: cron, label: t(rhythmKeys[cron] ?? 'ownRhythm') })),
              { value: 'own', label: t('ownRhythm') },
              { value: 'never', label: t('never') },
            ]}
          />
          {value !== undefined && own && (
            <Input
              className="j-mono"
              style={{ width: 150 }}
              aria-label={t('cron')}
              disabled={!editable}
              value={value.cron}
              onChange={(event) => onChange({ cron: event.target.value, zone })}
            />
          )}
          {value !== undefined && (
            <Select
              style={{ width: 190 }}
              aria-label={t('zone')}
              showSearch
              disabled={!editable}
              value={zone}
              onChange={(next: string) => onChange({ ...value, zone: next })}
              options={[...new Set([zone, 'Asia/Shanghai', 'UTC', ...zones()])].map((one) => ({
                value: one,
                label: one,
              }))}
            />
          )}
        </div>
      )}
    </Labelled>
  );
}
