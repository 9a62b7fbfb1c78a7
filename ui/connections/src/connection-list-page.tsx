import { ApiOutlined, PlusOutlined } from '@ant-design/icons';
import type { Connection, ConnectorSummary } from '@joinery/contracts';
import { useApi, useMay, usePages } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  ConnectorTile,
  FailedState,
  GoTo,
  Page,
  Panel,
  paths,
  StateMessage,
  useGo,
  useLanguage,
  useLocal,
  useQueryState,
  useText,
  type Tone,
} from '@joinery/ui-kit';
import { Button, Select, Table, type TableColumnsType } from 'antd';
import { connectionsMessages } from './connections.messages.ts';
import './connections.css';
import { NewConnection } from './new-connection.tsx';

export const healthTones = { healthy: 'success', failing: 'error', unknown: 'idle' } as const satisfies Record<
  Connection['health'],
  Tone
>;

/** The accounts at other systems. */
export function ConnectionListPage() {
  const t = useText(connectionsMessages);
  const local = useLocal();
  const may = useMay('connections.write');
  const [query, setQuery] = useQueryState();
  const connectors = useApi('listConnectors', {}, { staleMs: 60_000 });
  const wanted = query['connector'];
  const connections = usePages(
    'listConnections',
    { query: { limit: 100, ...(wanted ? { connector: wanted } : {}) } },
    { keepPrevious: true },
  );
  const creating = query['new'];
  const add = (
    <Button type="primary" icon={<PlusOutlined />} disabled={!may} onClick={() => setQuery({ new: 'choose' })}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('connections')} intro={t('intro')} actions={add}>
      <Panel>
        <div className="j-filters">
          <Select
            style={{ width: 200 }}
            aria-label={t('connector')}
            value={wanted ?? ''}
            onChange={(connector: string) => setQuery({ connector })}
            options={[
              { value: '', label: t('allConnectors') },
              ...(connectors.data?.items ?? []).map((one) => ({ value: one.name, label: local(one.title) })),
            ]}
          />
        </div>
        {connections.isError ? (
          <FailedState error={connections.error} onRetry={() => void connections.refetch()} />
        ) : connections.isSuccess && connections.items.length === 0 ? (
          <StateMessage icon={<ApiOutlined />} title={t(wanted ? 'nothingFound' : 'none')} actions={add}>
            {t('noneText')}
          </StateMessage>
        ) : (
          <ConnectionTable
            connections={connections.items}
            connectors={connectors.data?.items ?? []}
            loading={connections.isPending}
          />
        )}
      </Panel>
      {creating && may && (
        <NewConnection
          connector={creating === 'choose' ? undefined : creating}
          onChoose={(connector) => setQuery({ new: connector ?? 'choose' })}
          onClose={() => setQuery({ new: undefined })}
        />
      )}
    </Page>
  );
}

interface ConnectionTableProps {
  readonly connections: readonly Connection[];
  readonly connectors: readonly ConnectorSummary[];
  readonly loading: boolean;
}

function ConnectionTable({ connections, connectors, loading }: ConnectionTableProps) {
  const t = useText(connectionsMessages);
  const local = useLocal();
  const language = useLanguage();
  const go = useGo();
  const connectorOf = (connection: Connection) => connectors.find((one) => one.name === connection.connector.name);
  const columns: TableColumnsType<Connection> = [
    {
      title: t('name'),
      key: 'name',
      render: (_, connection) => {
        const connector = connectorOf(connection);
        return (
          <div style={{ display: 'flex', gap: 12, alignItems: 'center', minWidth: 0 }}>
            <ConnectorTile
              name={connection.connector.name}
              title={local(connector?.title ?? connection.connector.name)}
              icon={connector?.icon ?? null}
              size={40}
            />
            <div style={{ minWidth: 0 }}>
              <GoTo to={paths.connection(connection.id)} className="j-row-link j-ellipsis" title={connection.name}>
                {connection.name}
              </GoTo>
              <span className="j-muted j-ellipsis">{local(connector?.title ?? connection.connector.name)}</span>
            </div>
          </div>
        );
      },
    },
    {
      title: t('health'),
      key: 'health',
      width: 340,
      render: (_, connection) => (
        <>
          <Badge tone={healthTones[connection.health]}>{t(connection.health)}</Badge>{' '}
          {connection.checkedAt !== null && (
            <span className="j-muted">
              <Ago at={connection.checkedAt} />
            </span>
          )}
          {connection.failure && (
            <span className="j-muted j-ellipsis" title={connection.failure.message[language]}>
              {connection.failure.message[language]}
            </span>
          )}
        </>
      ),
    },
    {
      title: t('usedBy'),
      key: 'usedBy',
      width: 160,
      render: (_, { usedBy }) =>
        usedBy.length === 0 ? (
          <span className="j-muted">{t('nobody')}</span>
        ) : (
          <span title={usedBy.map((one) => one.name).join('\n')}>{t('flowsN', { count: usedBy.length })}</span>
        ),
    },
  ];
  return (
    <Table<Connection>
      rowKey="id"
      columns={columns}
      dataSource={[...connections]}
      loading={loading}
      pagination={false}
      tableLayout="fixed"
      onRow={(connection) => ({ onClick: () => go(paths.connection(connection.id)), style: { cursor: 'pointer' } })}
    />
  );
}
