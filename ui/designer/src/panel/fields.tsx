import { Form, Input, InputNumber, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { useStepData } from '../catalogue/use-design-data.ts';
import { useEditable } from '../draft/draft-context.tsx';
import { ExpressionEditor } from '../editor/expression-editor.tsx';
import { expressionProblem } from '../editor/expression-problem.ts';
import { functionHelp } from '../editor/function-help.ts';
import { useLanguage, useText } from '@joinery/ui-kit';
import { designerMessages } from '../designer.messages.ts';
import { useMemo } from 'react';

interface FieldProps {
  readonly label: string;
  readonly help?: ReactNode;
  readonly required?: boolean;
  readonly children: (id: string) => ReactNode;
}

/** A labelled place in the panel. */
export function Field({ label, help, required = false, children }: FieldProps) {
  const id = useId();
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      layout="vertical"
      required={required}
      extra={help === undefined || help === false ? undefined : <span className="j-schema-hint">{help}</span>}
    >
      {children(id)}
    </Form.Item>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly multiline?: boolean;
  readonly help?: ReactNode;
}

export function TextField({ label, value, onChange, multiline = false, help }: TextFieldProps) {
  const disabled = !useEditable();
  return (
    <Field label={label} help={help}>
      {(id) =>
        multiline ? (
          <Input.TextArea
            id={id}
            value={value}
            disabled={disabled}
            rows={2}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Input id={id} value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)} />
        )
      }
    </Field>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly min?: number;
  readonly max?: number;
  readonly help?: ReactNode;
  readonly placeholder?: string;
}

export function NumberField({
  label,
  value,
  onChange,
  min = 0,
  max = 1_000_000,
  help,
  placeholder = '',
}: NumberFieldProps) {
  const disabled = !useEditable();
  return (
    <Field label={label} help={help}>
      {(id) => (
        <InputNumber
          id={id}
          style={{ width: '100%' }}
          value={value ?? null}
          min={min}
          max={max}
          precision={0}
          placeholder={placeholder}
          disabled={disabled}
          onChange={(next) => onChange(next ?? undefined)}
        />
      )}
    </Field>
  );
}

interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly onChange: (value: T) => void;
  readonly help?: ReactNode;
  readonly placeholder?: string;
  readonly search?: boolean;
}

export function ChoiceField<T extends string>({
  label,
  value,
  options,
  onChange,
  help,
  placeholder,
  search = false,
}: ChoiceFieldProps<T>) {
  const disabled = !useEditable();
  return (
    <Field label={label} help={help}>
      {(id) => (
        <Select<T>
          id={id}
          style={{ width: '100%' }}
          value={value ?? (null as never)}
          options={[...options]}
          placeholder={placeholder}
          disabled={disabled}
          {...(search ? { showSearch: { optionFilterProp: 'label' } } : {})}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

interface ExpressionFieldProps {
  readonly label: string;
  readonly stepId: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: ReactNode;
  readonly rows?: number;
  readonly bare?: boolean;
}

/** A place for an expression that knows what data there is. */
export function ExpressionField({
  label,
  stepId,
  value,
  onChange,
  help,
  rows = 2,
  bare = false,
}: ExpressionFieldProps) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const editable = useEditable();
  const { roots } = useStepData(stepId);
  const problem = useMemo(() => expressionProblem(value), [value]);
  const editor = (
    <ExpressionEditor
      label={label}
      value={value}
      onChange={onChange}
      roots={roots}
      functions={functionHelp(language)}
      placeholder={t('expressionPlaceholder')}
      rows={rows}
      disabled={!editable}
      problem={problem}
    />
  );
  if (bare) return editor;
  return (
    <Form.Item
      label={label}
      layout="vertical"
      extra={help === undefined || help === false ? undefined : <span className="j-schema-hint">{help}</span>}
    >
      {editor}
      {problem && <div style={{ marginTop: 4, color: 'var(--j-error)', fontSize: 12.5 }}>{problem.message}</div>}
    </Form.Item>
  );
}
