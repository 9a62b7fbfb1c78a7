import { CheckCircleFilled, ExperimentOutlined } from '@ant-design/icons';
import type { ConnectionTest, ConnectorDetail, Json, JsonObject } from '@joinery/contracts';
import { useApi, useMay } from '@joinery/ui-api-client';
import {
  FailureCard,
  formatDuration,
  schemaMember,
  SchemaForm,
  titleOf,
  helpOf,
  fieldHelp,
  propertiesOf,
  schemaVariant,
  kitMessages,
  useLanguage,
  useText,
} from '@joinery/ui-kit';
import { Alert, Button, Form, Input } from 'antd';
import { connectionsMessages } from './connections.messages.ts';

/** What a person typed: open fields, and secrets by name (null: to be removed). */
export interface FormValue {
  readonly name: string;
  readonly fields: JsonObject;
  readonly secrets: Readonly<Record<string, string | null>>;
}

interface ConnectionFormProps {
  readonly connector: ConnectorDetail;
  readonly value: FormValue;
  readonly onChange: (value: FormValue) => void;
  /** Which secrets are stored already. */
  readonly stored: Readonly<Record<string, 'set' | 'not-set'>>;
  readonly disabled: boolean;
}

/** The form of a connection, made from its connector's schema; secrets go in and never come out. */
export function ConnectionForm({ connector, value, onChange, stored, disabled }: ConnectionFormProps) {
  const t = useText(connectionsMessages);
  const help = helpOf(connector.connection.schema, useLanguage());
  const secrets = new Set(connector.connection.secrets);
  const { required } = schemaVariant(connector.connection.schema, value.fields);
  const secretFields = new Map(
    connector.connection.secrets.map((name) => [
      name,
      <SecretField
        key={name}
        name={name}
        connector={connector}
        required={required.has(name)}
        stored={stored[name] === 'set'}
        value={value.secrets[name]}
        disabled={disabled}
        onChange={(secret) => onChange({ ...value, secrets: withSecret(value.secrets, name, secret) })}
      />,
    ]),
  );
  return (
    <>
      {help !== undefined && (
        <p className="j-schema-hint" style={{ marginTop: 0 }}>
          {help}
        </p>
      )}
      <SimulatorOffer connector={connector} onFill={(fill) => onChange(withFill(value, fill, secrets))} />
      <Form.Item label={t('name')} htmlFor="connection-name" layout="vertical" required>
        <Input
          id="connection-name"
          value={value.name}
          maxLength={100}
          placeholder={t('namePlaceholder')}
          disabled={disabled}
          autoComplete="off"
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
      </Form.Item>
      <SchemaForm
        idPrefix="connection"
        schema={connector.connection.schema}
        custom={secretFields}
        value={value.fields}
        disabled={disabled}
        onChange={(fields) => onChange({ ...value, fields })}
      />
      {secrets.size > 0 && <p className="j-schema-hint">{t('secretsText')}</p>}
    </>
  );
}

function withSecret(
  secrets: FormValue['secrets'],
  name: string,
  secret: string | null | undefined,
): FormValue['secrets'] {
  const { [name]: _, ...rest } = secrets;
  return secret === undefined ? rest : { ...rest, [name]: secret };
}

function withFill(value: FormValue, fill: JsonObject, secrets: ReadonlySet<string>): FormValue {
  const entries = Object.entries(fill);
  return {
    name: value.name,
    fields: { ...value.fields, ...Object.fromEntries(entries.filter(([name]) => !secrets.has(name))) },
    secrets: {
      ...value.secrets,
      ...Object.fromEntries(
        entries.filter(([name]) => secrets.has(name)).map(([name, secret]) => [name, textOf(secret)]),
      ),
    },
  };
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface SecretFieldProps {
  readonly name: string;
  readonly connector: ConnectorDetail;
  readonly required: boolean;
  readonly stored: boolean;
  readonly value: string | null | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: string | null | undefined) => void;
}

function SecretField({ name, connector, required, stored, value, disabled, onChange }: SecretFieldProps) {
  const k = useText(kitMessages);
  const language = useLanguage();
  const { schema } = connector.connection;
  const field = propertiesOf(schema).find(([known]) => known === name)?.[1] ?? {};
  const removing = value === null;
  const multiline = schemaMember(field, 'x-multiline') === true;
  const shared = {
    id: `connection-${name}`,
    value: value ?? '',
    disabled: disabled || removing,
    placeholder: removing ? k('secretRemoved') : stored ? k('secretSet') : k('secretNotSet'),
    onChange: (event: { target: { value: string } }) =>
      onChange(event.target.value === '' ? undefined : event.target.value),
  };
  return (
    <Form.Item
      label={titleOf(field, name, language)}
      htmlFor={shared.id}
      layout="vertical"
      required={required}
      extra={fieldHelp(helpOf(field, language))}
    >
      <div style={{ display: 'flex', gap: 8 }}>
        {multiline ? (
          <Input.TextArea {...shared} className="j-mono" rows={3} autoComplete="off" />
        ) : (
          <Input.Password {...shared} autoComplete="new-password" />
        )}
        {stored && !required && (
          <Button disabled={disabled} onClick={() => onChange(removing ? undefined : null)}>
            {k(removing ? 'secretKept' : 'secretClear')}
          </Button>
        )}
      </div>
    </Form.Item>
  );
}

function SimulatorOffer({
  connector,
  onFill,
}: {
  readonly connector: ConnectorDetail;
  readonly onFill: (fields: JsonObject) => void;
}) {
  const t = useText(connectionsMessages);
  const may = useMay('sandbox.read');
  const simulators = useApi('listSimulators', {}, { enabled: may, staleMs: 60_000 });
  const simulator = simulators.data?.items.find((one) => one.connector === connector.name);
  if (!simulator) return null;
  return (
    <Alert
      type="info"
      style={{ marginBottom: 20 }}
      title={t('simulatorText')}
      action={
        <Button size="small" icon={<ExperimentOutlined />} onClick={() => onFill(simulator.connection)}>
          {t('useSimulator')}
        </Button>
      }
    />
  );
}

/** What the other side said, in one plain sentence. */
export function TestResult({ result }: { readonly result: ConnectionTest }) {
  const language = useLanguage();
  if (!result.ok)
    return result.failure ? (
      <FailureCard failure={result.failure} />
    ) : (
      <Alert type="error" title={result.message[language]} />
    );
  return (
    <div role="status" style={{ padding: '12px 16px', borderRadius: 10, background: 'var(--j-success-soft)' }}>
      <CheckCircleFilled style={{ color: 'var(--j-success)' }} /> {result.message[language]}{' '}
      <span className="j-muted">({formatDuration(result.durationMs, language)})</span>
    </div>
  );
}

export function emptyForm(name = ''): FormValue {
  return { name, fields: {}, secrets: {} };
}

/** Whether the form has what its connector requires. */
export function isComplete(
  connector: ConnectorDetail,
  value: FormValue,
  stored: ConnectionFormProps['stored'],
): boolean {
  const secrets = new Set(connector.connection.secrets);
  const missing = [...schemaVariant(connector.connection.schema, value.fields).required].filter((name) =>
    secrets.has(name)
      ? !value.secrets[name] && (stored[name] !== 'set' || value.secrets[name] === null)
      : value.fields[name] === undefined && !hasDefault(connector, name),
  );
  return value.name.trim() !== '' && missing.length === 0;
}

function hasDefault(connector: ConnectorDetail, name: string): boolean {
  return propertiesOf(connector.connection.schema).some(
    ([known, field]) => known === name && schemaMember(field, 'default') !== undefined,
  );
}
