import type { Json, JsonObject, JsonSchema } from '@joinery/contracts';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Select, Switch } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { useLanguage, useText } from '../i18n/language.tsx';
import { kitMessages } from '../kit.messages.ts';
import {
  ChoiceControl,
  JsonControl,
  LiveChoice,
  NumberControl,
  objectOf,
  TextControl,
  type AskOptions,
  type FieldControlProps,
} from './plain-controls.tsx';
import { choicesOf, helpOf, itemsOf, propertiesOf, schemaMember, titleOf, typeOf } from './schema-marks.ts';
import { schemaVariant } from './schema-variant.ts';

export interface SchemaFormProps {
  readonly schema: JsonSchema;
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  readonly disabled?: boolean;
  /** Fields that are shown elsewhere. */
  readonly omit?: ReadonlySet<string>;
  /** Fields with a control of their own, in their place. */
  readonly custom?: ReadonlyMap<string, ReactNode>;
  /** One sentence per field name that is wrong. */
  readonly problems?: Readonly<Record<string, string>>;
  readonly askOptions?: AskOptions;
  readonly idPrefix?: string;
}

/** A form made from a JSON Schema with titles and help in both languages. */
export function SchemaForm({
  schema,
  value,
  onChange,
  disabled,
  omit,
  custom,
  problems,
  askOptions,
  idPrefix = 'f',
}: SchemaFormProps) {
  const language = useLanguage();
  const t = useText(kitMessages);
  const { required, hidden } = schemaVariant(schema, value);
  const fields = propertiesOf(schema).filter(([name]) => !omit?.has(name) && !hidden.has(name));
  if (fields.length === 0) return <p className="j-muted">{t('noFields')}</p>;
  return (
    <>
      {fields.map(([name, field]) => {
        if (custom?.has(name)) return <Fragment key={name}>{custom.get(name)}</Fragment>;
        const id = `${idPrefix}-${name}`;
        const problem = problems?.[name];
        return (
          <Form.Item
            key={name}
            htmlFor={id}
            label={titleOf(field, name, language)}
            required={required.has(name)}
            layout="vertical"
            {...(problem === undefined ? {} : { validateStatus: 'error' as const, help: problem })}
            extra={fieldHelp(helpOf(field, language))}
          >
            <FieldControl
              id={id}
              schema={field}
              value={Object.hasOwn(value, name) ? value[name] : undefined}
              onChange={(next) => onChange(withMember(value, name, next))}
              disabled={disabled ?? false}
              {...(askOptions === undefined ? {} : { askOptions })}
            />
          </Form.Item>
        );
      })}
    </>
  );
}

/** Help below a field, or nothing at all, so that no room is left for it. */
export function fieldHelp(text: string | undefined): ReactNode {
  return text === undefined ? undefined : <span className="j-schema-hint">{text}</span>;
}

/** A copy with one member set, or left out where nothing was given. */
export function withMember(value: JsonObject, name: string, next: Json | undefined): JsonObject {
  const { [name]: _, ...rest } = value;
  return next === undefined ? rest : { ...value, [name]: next };
}

/** The control that fits a field's schema; what has none of its own is edited as JSON. */
export function FieldControl(props: FieldControlProps) {
  const language = useLanguage();
  const choices = choicesOf(props.schema, language);
  const source = schemaMember(props.schema, 'x-options');
  if (typeof source === 'string' && props.askOptions)
    return <LiveChoice {...props} source={source} ask={props.askOptions} />;
  if (choices.length > 0) return <ChoiceControl {...props} choices={choices} />;
  switch (typeOf(props.schema)) {
    case 'string':
      return <TextControl {...props} />;
    case 'integer':
    case 'number':
      return <NumberControl {...props} />;
    case 'boolean':
      return (
        <Switch id={props.id} checked={props.value === true} disabled={props.disabled} onChange={props.onChange} />
      );
    case 'array':
      return <ListControl {...props} />;
    case 'object':
      return propertiesOf(props.schema).length > 0 ? <ObjectControl {...props} /> : <JsonControl {...props} />;
    default:
      return <JsonControl {...props} />;
  }
}

function ObjectControl({ id, schema, value, onChange, disabled, askOptions }: FieldControlProps) {
  return (
    <div style={{ padding: '12px 16px 0', border: '1px solid var(--j-line)', borderRadius: 8 }}>
      <SchemaForm
        idPrefix={id}
        schema={schema}
        value={objectOf(value)}
        onChange={onChange}
        disabled={disabled}
        {...(askOptions === undefined ? {} : { askOptions })}
      />
    </div>
  );
}

function ListControl(props: FieldControlProps) {
  const { id, schema, value, onChange, disabled } = props;
  const language = useLanguage();
  const items = itemsOf(schema) ?? {};
  const list = Array.isArray(value) ? (value as readonly Json[]) : [];
  const choices = choicesOf(items, language);
  if (typeOf(items) === 'string') {
    return (
      <Select
        id={id}
        mode={choices.length > 0 ? 'multiple' : 'tags'}
        style={{ width: '100%' }}
        value={list.map(String)}
        options={choices.map((choice) => ({ value: String(choice.value), label: choice.label }))}
        disabled={disabled}
        onChange={(next: string[]) => onChange(next.length === 0 ? undefined : next)}
      />
    );
  }
  return typeOf(items) === 'object' ? <ItemList {...props} items={items} list={list} /> : <JsonControl {...props} />;
}

function ItemList({
  id,
  items,
  list,
  onChange,
  disabled,
}: FieldControlProps & { readonly items: JsonSchema; readonly list: readonly Json[] }) {
  const t = useText(kitMessages);
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {list.map((item, index) => (
        <div key={index} style={{ display: 'flex', gap: 8 }}>
          <div style={{ flex: 1, minWidth: 0 }}>
            <FieldControl
              id={`${id}-${index}`}
              schema={items}
              value={item}
              disabled={disabled}
              onChange={(next) => onChange(list.map((one, at) => (at === index ? (next ?? null) : one)))}
            />
          </div>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('removeItem')}
            disabled={disabled}
            onClick={() => onChange(list.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button id={id} icon={<PlusOutlined />} disabled={disabled} onClick={() => onChange([...list, {}])}>
        {t('addItem')}
      </Button>
    </div>
  );
}
