import type { FieldNode } from '@joinery/ui-designer/sync-mapper';
import { useText } from '@joinery/ui-kit';
import { Select } from 'antd';
import { syncsMessages } from '../syncs.messages.ts';

interface FieldSelectProps {
  readonly label: string;
  readonly fields: readonly FieldNode[];
  readonly value: readonly string[] | undefined;
  readonly disabled: boolean;
  readonly onChange: (path: readonly string[]) => void;
}

/** A field of a side, found by its name in words or in the system. */
export function FieldSelect({ label, fields, value, disabled, onChange }: FieldSelectProps) {
  const t = useText(syncsMessages);
  const known = fields.some((node) => node.path.join('.') === value?.join('.'));
  const options = fields.map((node) => ({ value: node.path.join('.'), label: node.title, name: node.path.join('.') }));
  return (
    <Select
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={t('chooseField')}
      disabled={disabled}
      showSearch={{ optionFilterProp: ['label', 'name'] }}
      value={value ? value.join('.') : null}
      options={value && !known ? [{ value: value.join('.'), label: value.join('.'), name: '' }, ...options] : options}
      optionRender={({ data }) => (
        <span className="y-field-option">
          <span className="j-ellipsis">{data.label}</span>
          <span className="j-mono j-muted">{data.name}</span>
        </span>
      )}
      popupMatchSelectWidth={320}
      onChange={(name: string) => {
        const chosen = fields.find((node) => node.path.join('.') === name);
        if (chosen) onChange(chosen.path);
      }}
    />
  );
}
