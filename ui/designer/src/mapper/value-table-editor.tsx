import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { UnmatchedPolicy, ValueTable } from '@joinery/contracts';
import { useText, valueText, type Choice } from '@joinery/ui-kit';
import { AutoComplete, Button, Input, Select } from 'antd';
import { designerMessages } from '../designer.messages.ts';
import { useMapperScope } from './mapper-scope.ts';
import { scalarOf } from './typed-scalar.ts';

interface ValueTableEditorProps {
  readonly table: ValueTable;
  readonly sourceChoices: readonly Choice[];
  readonly targetChoices: readonly Choice[];
  readonly onChange: (table: ValueTable) => void;
}

type Entry = ValueTable['entries'][number];

/** Which value of the source means which of the target, and what happens with the others. */
export function ValueTableEditor({ table, sourceChoices, targetChoices, onChange }: ValueTableEditorProps) {
  const t = useText(designerMessages);
  const { editable } = useMapperScope();
  const entries = (next: readonly Entry[]) => onChange({ ...table, entries: next });
  const setEntry = (index: number, part: Partial<Entry>) =>
    entries(table.entries.map((entry, at) => (at === index ? { ...entry, ...part } : entry)));
  const missing = sourceChoices.filter((choice) => !table.entries.some((entry) => entry.from === choice.value));
  return (
    <div style={{ marginTop: 10 }}>
      <table className="m-table">
        <thead>
          <tr>
            <th>{t('tableFrom')}</th>
            <th>{t('tableTo')}</th>
            <th aria-label={t('removeRow')} />
          </tr>
        </thead>
        <tbody>
          {table.entries.map((entry, index) => (
            <tr key={index}>
              <td>
                <ValueInput
                  label={t('tableFrom')}
                  value={entry.from}
                  choices={sourceChoices}
                  disabled={!editable}
                  onChange={(from) => setEntry(index, { from })}
                />
              </td>
              <td>
                <ValueInput
                  label={t('tableTo')}
                  value={entry.to}
                  choices={targetChoices}
                  disabled={!editable}
                  onChange={(to) => setEntry(index, { to })}
                />
              </td>
              <td style={{ width: 32 }}>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('removeRow')}
                  disabled={!editable}
                  onClick={() => entries(table.entries.filter((_, at) => at !== index))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="m-options" style={{ marginTop: 4 }}>
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={!editable}
          onClick={() =>
            entries([
              ...table.entries,
              ...(missing.length > 0
                ? missing.map((choice) => ({ from: choice.value, to: '' }))
                : [{ from: '', to: '' }]),
            ])
          }
        >
          {t('addRow')}
        </Button>
        <label>
          {t('tableUnmatched')}
          <Select<UnmatchedPolicy['policy']>
            size="small"
            style={{ width: 110 }}
            disabled={!editable}
            value={table.unmatched.policy}
            options={[
              { value: 'fail', label: t('unmatchedFail') },
              { value: 'omit', label: t('unmatchedOmit') },
              { value: 'keep', label: t('unmatchedKeep') },
              { value: 'value', label: t('unmatchedValue') },
            ]}
            onChange={(policy) =>
              onChange({ ...table, unmatched: policy === 'value' ? { policy, value: '' } : { policy } })
            }
          />
          {table.unmatched.policy === 'value' && (
            <Input
              size="small"
              style={{ width: 120 }}
              aria-label={t('unmatchedValue')}
              disabled={!editable}
              value={valueText(table.unmatched.value)}
              onChange={(event) =>
                onChange({ ...table, unmatched: { policy: 'value', value: scalarOf(event.target.value) } })
              }
            />
          )}
        </label>
      </div>
    </div>
  );
}

interface ValueInputProps {
  readonly label: string;
  readonly value: Entry['from'];
  readonly choices: readonly Choice[];
  readonly disabled: boolean;
  readonly onChange: (value: Entry['from']) => void;
}

function ValueInput({ label, value, choices, disabled, onChange }: ValueInputProps) {
  return (
    <AutoComplete
      size="small"
      style={{ width: '100%' }}
      aria-label={label}
      value={valueText(value)}
      disabled={disabled}
      options={choices.map((choice) => ({
        value: String(choice.value),
        label: choice.label === String(choice.value) ? choice.label : `${choice.label} · ${choice.value}`,
      }))}
      onChange={(text: string) => onChange(scalarOf(text))}
    />
  );
}
