import type { Json, JsonObject, JsonSchema } from '@joinery/contracts';
import { Input, InputNumber, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { kitMessages } from '../kit.messages.ts';
import { schemaMember, typeOf, type Choice } from './schema-marks.ts';
import { valueText } from './value-text.ts';

/** Fills a drop-down that only the live account knows (`x-options`). */
export type AskOptions = (source: string) => Promise<readonly Choice[]>;

export interface FieldControlProps {
  readonly id: string;
  readonly schema: JsonSchema;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
  readonly disabled: boolean;
  readonly askOptions?: AskOptions;
}

export function TextControl({ id, schema, value, onChange, disabled }: FieldControlProps) {
  const placeholder = schemaMember(schema, 'x-placeholder') ?? schemaMember(schema, 'default');
  const shared = {
    id,
    value: typeof value === 'string' ? value : '',
    disabled,
    placeholder: typeof placeholder === 'string' ? placeholder : '',
    onChange: (event: { target: { value: string } }) =>
      onChange(event.target.value === '' ? undefined : event.target.value),
  };
  if (schemaMember(schema, 'x-secret') === true) return <Input.Password {...shared} autoComplete="new-password" />;
  if (schemaMember(schema, 'x-multiline') === true) return <Input.TextArea {...shared} rows={3} />;
  return <Input {...shared} autoComplete="off" />;
}

export function NumberControl({ id, schema, value, onChange, disabled }: FieldControlProps) {
  const { minimum, maximum } = schema;
  return (
    <InputNumber
      id={id}
      style={{ width: '100%' }}
      value={typeof value === 'number' ? value : null}
      {...(typeof minimum === 'number' ? { min: minimum } : {})}
      {...(typeof maximum === 'number' ? { max: maximum } : {})}
      {...(typeOf(schema) === 'integer' ? { precision: 0 } : {})}
      placeholder={schema['default'] === undefined ? '' : valueText(schema['default'])}
      disabled={disabled}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

export function ChoiceControl({
  id,
  value,
  onChange,
  disabled,
  choices,
  schema,
}: FieldControlProps & { readonly choices: readonly Choice[] }) {
  const t = useText(kitMessages);
  const byText = new Map(choices.map((choice) => [String(choice.value), choice.value]));
  const fallback = schema['default'];
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      value={value === undefined || value === null ? undefined : valueText(value)}
      placeholder={
        fallback === undefined
          ? t('choose')
          : (choices.find((choice) => choice.value === fallback)?.label ?? valueText(fallback))
      }
      options={choices.map((choice) => ({ value: String(choice.value), label: choice.label }))}
      allowClear
      disabled={disabled}
      onChange={(next: string | undefined) => onChange(next === undefined ? undefined : byText.get(next))}
    />
  );
}

export function LiveChoice({
  source,
  ask,
  ...props
}: FieldControlProps & { readonly source: string; readonly ask: AskOptions }) {
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  useEffect(() => {
    let current = true;
    ask(source).then(
      (found) => current && setChoices(found),
      () => current && setChoices([]),
    );
    return () => {
      current = false;
    };
  }, [ask, source]);
  return choices.length === 0 ? <TextControl {...props} /> : <ChoiceControl {...props} choices={choices} />;
}

/** Any JSON, as text; handed on only while it parses. */
export function JsonControl({ id, value, onChange, disabled }: Omit<FieldControlProps, 'schema'>) {
  const t = useText(kitMessages);
  const [draft, setDraft] = useState<string>();
  const text = draft ?? (value === undefined ? '' : JSON.stringify(value, null, 2));
  const wrong = draft !== undefined && draft.trim() !== '' && parsed(draft) === undefined;
  const change = (next: string) => {
    const result = parsed(next);
    setDraft(next);
    if (next.trim() === '') onChange(undefined);
    else if (result) onChange(result.value);
  };
  return (
    <>
      <Input.TextArea
        id={id}
        className="j-mono"
        value={text}
        disabled={disabled}
        status={wrong ? 'error' : ''}
        rows={3}
        spellCheck={false}
        onChange={(event) => change(event.target.value)}
        onBlur={() => !wrong && setDraft(undefined)}
      />
      {wrong && <div style={{ color: 'var(--j-error)', fontSize: 12.5 }}>{t('jsonInvalid')}</div>}
    </>
  );
}

function parsed(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
