import { PlusOutlined } from '@ant-design/icons';
import type { Json, JsonObject, JsonSchema, SimulatorRecord } from '@joinery/contracts';
import type { Simulator } from '@joinery/contracts';
import { useApi, useChange, useMay, usePages } from '@joinery/ui-api-client';
import {
  Ago,
  FailedState,
  JsonControl,
  objectOf,
  ProblemAlert,
  propertiesOf,
  SchemaForm,
  StateMessage,
  titleOf,
  useLanguage,
  useText,
} from '@joinery/ui-kit';
import { App, Button, Drawer, Input, Segmented, Space, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { columnsOf, shortText } from './record-columns.ts';
import { objectSchema, recordSchema } from './record-schema.ts';
import { sandboxMessages } from './sandbox.messages.ts';

/** Columns that get the room the others leave. */
const telling = new Set(['subject', 'name', 'title']);

type Collection = Simulator['collections'][number];

interface RecordsProps {
  readonly simulator: string;
  readonly connector: string;
  readonly collection: Collection;
  readonly everyMs: number;
}

/** Records of one collection; a click opens one to edit, as a user of that system would. */
export function Records({ simulator, connector: connectorName, collection, everyMs }: RecordsProps) {
  const t = useText(sandboxMessages);
  const language = useLanguage();
  const may = useMay('sandbox.write') && collection.editable;
  const [text, setText] = useState('');
  const [edited, setEdited] = useState<SimulatorRecord | 'new'>();
  const records = usePages(
    'listSimulatorRecords',
    { params: { simulator, collection: collection.name }, query: { limit: 50, ...(text ? { text } : {}) } },
    { everyMs, keepPrevious: true },
  );
  const connector = useApi('readConnector', { params: { name: connectorName } }, { staleMs: 600_000 });
  const declared = collection.schema ?? objectSchema(connector.data, collection.name);
  const schema = declared ?? {};
  const titles = new Map(propertiesOf(schema).map(([name, field]) => [name, titleOf(field, name, language)]));
  const columns: TableColumnsType<SimulatorRecord> = [
    ...columnsOf(
      records.items.map((one) => objectOf(one.record)),
      schema,
    ).map((name) => ({
      title: titles.get(name) ?? name,
      key: name,
      ellipsis: true,
      ...(telling.has(name) ? {} : { width: 104 }),
      render: (_: unknown, { record }: SimulatorRecord) => shortText(objectOf(record)[name]),
    })),
    {
      title: t('changedAt'),
      key: ' at',
      width: 120,
      render: (_, record) => record.at !== null && <Ago at={record.at} />,
    },
  ];
  return (
    <>
      <div style={{ display: 'flex', gap: 8, marginBottom: 12 }}>
        <Input.Search
          style={{ maxWidth: 260 }}
          allowClear
          placeholder={t('search')}
          aria-label={t('search')}
          onSearch={setText}
        />
        <span style={{ flex: 1 }} />
        {may && (
          <Button icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {t('newRecord')}
          </Button>
        )}
      </div>
      {records.isError ? (
        <FailedState error={records.error} onRetry={() => void records.refetch()} />
      ) : records.isSuccess && records.items.length === 0 ? (
        <StateMessage title={t('noRecords')} />
      ) : (
        <Table<SimulatorRecord>
          rowKey="id"
          size="small"
          columns={columns}
          dataSource={[...records.items]}
          loading={records.isPending}
          pagination={false}
          tableLayout="fixed"
          onRow={(record) => ({ onClick: () => setEdited(record), style: { cursor: 'pointer' } })}
        />
      )}
      {records.hasNextPage && (
        <Button
          block
          style={{ marginTop: 12 }}
          loading={records.isFetchingNextPage}
          onClick={() => void records.fetchNextPage()}
        >
          {t('loadMore')}
        </Button>
      )}
      {edited && (
        <RecordEditor
          key={edited === 'new' ? 'new' : edited.id}
          simulator={simulator}
          collection={collection}
          declared={declared}
          record={edited === 'new' ? undefined : edited}
          editable={may}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

interface RecordEditorProps {
  readonly simulator: string;
  readonly collection: Collection;
  readonly declared: JsonSchema | undefined;
  readonly record: SimulatorRecord | undefined;
  readonly editable: boolean;
  readonly onClose: () => void;
}

function RecordEditor({ simulator, collection, declared, record, editable, onClose }: RecordEditorProps) {
  const t = useText(sandboxMessages);
  const { message } = App.useApp();
  const [value, setValue] = useState<JsonObject>(() => objectOf(record?.record as Json));
  const [view, setView] = useState<'form' | 'json'>('form');
  const [schema] = useState(() => recordSchema(declared, value));
  const outdated = ['listSimulatorRecords', 'listSimulators', 'listSimulatorMessages'] as const;
  const save = useChange('saveSimulatorRecord', outdated);
  const create = useChange('createSimulatorRecord', outdated);
  const remove = useChange('deleteSimulatorRecord', outdated);
  const params = { simulator, collection: collection.name };
  const done = () => {
    void message.success(t('saved'));
    onClose();
  };
  const submit = () =>
    record
      ? save.mutate(
          { params: { ...params, recordId: record.id }, body: { record: value as never } },
          { onSuccess: done },
        )
      : create.mutate({ params, body: { record: value as never } }, { onSuccess: done });
  const footer = editable && (
    <Space>
      <Button type="primary" loading={save.isPending || create.isPending} onClick={submit}>
        {t('save')}
      </Button>
      {record && (
        <Button
          danger
          loading={remove.isPending}
          onClick={() => remove.mutate({ params: { ...params, recordId: record.id } }, { onSuccess: onClose })}
        >
          {t('remove')}
        </Button>
      )}
    </Space>
  );
  return (
    <Drawer
      open
      size={520}
      title={record?.id ?? t('newRecord')}
      extra={
        <Segmented
          size="small"
          value={view}
          options={[
            { value: 'form', label: t('asForm') },
            { value: 'json', label: t('asJson') },
          ]}
          onChange={setView}
        />
      }
      footer={footer}
      onClose={onClose}
    >
      <ProblemAlert error={save.error ?? create.error ?? remove.error} />
      {view === 'form' ? (
        <SchemaForm idPrefix="record" schema={schema} value={value} disabled={!editable} onChange={setValue} />
      ) : (
        <JsonControl
          id="record-json"
          value={value}
          disabled={!editable}
          onChange={(next) => setValue(objectOf(next))}
        />
      )}
    </Drawer>
  );
}
