import { ArrowLeftOutlined, SearchOutlined } from '@ant-design/icons';
import type { ConnectorDetail, ConnectorSummary } from '@joinery/contracts';
import { useApi, useChange } from '@joinery/ui-api-client';
import {
  ConnectorTile,
  FailedState,
  LoadingState,
  paths,
  ProblemAlert,
  useGo,
  useLocal,
  useText,
} from '@joinery/ui-kit';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { connectionsMessages } from './connections.messages.ts';
import { ConnectionForm, emptyForm, isComplete, TestResult, type FormValue } from './connection-form.tsx';
import './connections.css';

interface NewConnectionProps {
  /** Name of the connector when it is chosen already. */
  readonly connector: string | undefined;
  readonly onChoose: (connector: string | undefined) => void;
  readonly onClose: () => void;
}

/** First the system, then its form. */
export function NewConnection({ connector, onChoose, onClose }: NewConnectionProps) {
  const t = useText(connectionsMessages);
  return (
    <Drawer
      open
      size={560}
      title={
        connector ? (
          <Button type="text" size="small" icon={<ArrowLeftOutlined />} onClick={() => onChoose(undefined)}>
            {t('chooseConnector')}
          </Button>
        ) : (
          t('chooseConnector')
        )
      }
      onClose={onClose}
      destroyOnHidden
    >
      {connector ? (
        <NewForm key={connector} name={connector} onClose={onClose} />
      ) : (
        <ConnectorChoice onChoose={onChoose} />
      )}
    </Drawer>
  );
}

function ConnectorChoice({ onChoose }: { readonly onChoose: (connector: string) => void }) {
  const t = useText(connectionsMessages);
  const local = useLocal();
  const [query, setQuery] = useState('');
  const connectors = useApi('listConnectors', {});
  if (connectors.isError) return <FailedState error={connectors.error} onRetry={() => void connectors.refetch()} />;
  if (!connectors.data) return <LoadingState />;
  const shown = connectors.data.items.filter((one) => matches(one, query));
  return (
    <>
      <Input
        prefix={<SearchOutlined />}
        allowClear
        autoFocus
        placeholder={t('searchConnectors')}
        aria-label={t('searchConnectors')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className="n-grid">
        {shown.map((connector) => (
          <button type="button" key={connector.name} className="n-choice" onClick={() => onChoose(connector.name)}>
            <ConnectorTile name={connector.name} title={local(connector.title)} icon={connector.icon} size={40} />
            <span style={{ minWidth: 0 }}>
              <b className="j-ellipsis">{local(connector.title)}</b>
              <small>{local(connector.description)}</small>
            </span>
          </button>
        ))}
      </div>
      {shown.length === 0 && <p className="j-muted">{t('noConnector')}</p>}
    </>
  );
}

function matches({ name, title }: ConnectorSummary, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return [name, title.zh, title.en].some((text) => text.toLowerCase().includes(wanted));
}

function NewForm({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const connector = useApi('readConnector', { params: { name } });
  if (connector.isError) return <FailedState error={connector.error} onRetry={() => void connector.refetch()} />;
  if (!connector.data) return <LoadingState />;
  return <NewFormFor connector={connector.data} onClose={onClose} />;
}

const nothingStored = {};

function NewFormFor({ connector, onClose }: { readonly connector: ConnectorDetail; readonly onClose: () => void }) {
  const t = useText(connectionsMessages);
  const local = useLocal();
  const go = useGo();
  const [value, setValue] = useState<FormValue>(() => emptyForm(local(connector.title)));
  const test = useChange('testConnectionForm');
  const create = useChange('createConnection', ['listConnections', 'listConnectors']);
  const ref = { name: connector.name, version: connector.version };
  const secrets = Object.fromEntries(
    Object.entries(value.secrets).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  const complete = isComplete(connector, value, nothingStored);
  const change = (next: FormValue) => {
    setValue(next);
    test.reset();
  };
  return (
    <>
      <div className="n-head">
        <ConnectorTile name={connector.name} title={local(connector.title)} icon={connector.icon} size={48} />
        <div>
          <h2>{local(connector.title)}</h2>
          <p className="j-muted">{local(connector.description)}</p>
        </div>
      </div>
      <ConnectionForm connector={connector} value={value} onChange={change} stored={nothingStored} disabled={false} />
      <ProblemAlert error={create.error ?? test.error} />
      {test.data && <TestResult result={test.data} />}
      <div className="n-actions">
        {connector.connection.testable && (
          <Button
            disabled={!complete}
            loading={test.isPending}
            onClick={() => test.mutate({ body: { connector: ref, fields: value.fields as never, secrets } })}
          >
            {t('test')}
          </Button>
        )}
        <Button
          type="primary"
          disabled={!complete}
          loading={create.isPending}
          onClick={() =>
            create.mutate(
              { body: { name: value.name, connector: ref, fields: value.fields as never, secrets } },
              {
                onSuccess: (made) => {
                  onClose();
                  go(paths.connection(made.id));
                },
              },
            )
          }
        >
          {t('create')}
        </Button>
      </div>
    </>
  );
}
