import { DeleteOutlined } from '@ant-design/icons';
import type { Connection, ConnectorDetail } from '@joinery/contracts';
import { useApi, useChange, useMay } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  FailedState,
  FailureCard,
  GoTo,
  LoadingState,
  Page,
  Panel,
  paths,
  problemOf,
  problemSentence,
  ProblemAlert,
  useGo,
  useLanguage,
  useLocal,
  useParam,
  useText,
} from '@joinery/ui-kit';
import { App, Button } from 'antd';
import { useState } from 'react';
import { ConnectionForm, isComplete, TestResult, type FormValue } from './connection-form.tsx';
import { healthTones } from './connection-list-page.tsx';
import { connectionsMessages } from './connections.messages.ts';
import './connections.css';

/** One connection: its form, whether it works, who uses it. */
export function ConnectionPage() {
  const connectionId = useParam('connectionId');
  const connection = useApi('readConnection', { params: { connectionId } });
  const name = connection.data?.connector.name ?? '';
  const connector = useApi('readConnector', { params: { name } }, { enabled: name !== '' });
  const failed = [connection, connector].find((one) => one.isError);
  if (failed) return <FailedState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!connection.data || !connector.data) return <LoadingState />;
  return (
    <ConnectionView
      key={`${connection.data.id}/${connection.data.revision}`}
      connection={connection.data}
      connector={connector.data}
    />
  );
}

interface ConnectionViewProps {
  readonly connection: Connection;
  readonly connector: ConnectorDetail;
}

function ConnectionView({ connection, connector }: ConnectionViewProps) {
  const t = useText(connectionsMessages);
  const local = useLocal();
  const { message } = App.useApp();
  const mayWrite = useMay('connections.write');
  const mayTest = useMay('connections.test');
  const [value, setValue] = useState<FormValue>({ name: connection.name, fields: connection.fields, secrets: {} });
  const params = { connectionId: connection.id };
  const changed =
    value.name !== connection.name || value.fields !== connection.fields || Object.keys(value.secrets).length > 0;
  const test = useChange('testConnection', ['readConnection', 'listConnections']);
  const testForm = useChange('testConnectionForm');
  const update = useChange('updateConnection', ['readConnection', 'listConnections']);
  const complete = isComplete(connector, value, connection.secrets);
  const secrets = Object.fromEntries(
    Object.entries(value.secrets).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  const runTest = () =>
    changed
      ? testForm.mutate({
          body: {
            connector: connection.connector,
            fields: value.fields as never,
            secrets,
            connectionId: connection.id,
          },
        })
      : test.mutate({ params });
  const save = () =>
    update.mutate(
      {
        params,
        body: {
          revision: connection.revision,
          name: value.name,
          fields: value.fields as never,
          secrets: { ...value.secrets },
        },
      },
      { onSuccess: () => void message.success(t('saved')) },
    );
  const result = changed ? testForm.data : test.data;
  return (
    <Page
      title={connection.name}
      intro={`${local(connector.title)} · ${t('versionText', connection.connector)}`}
      actions={mayWrite && <RemoveButton connection={connection} />}
    >
      <div className="n-detail">
        <Panel title={t('form')}>
          <div className="n-body">
            <ConnectionForm
              connector={connector}
              value={value}
              onChange={setValue}
              stored={connection.secrets}
              disabled={!mayWrite}
            />
            <ProblemAlert error={update.error ?? test.error ?? testForm.error} />
            {result && <TestResult result={result} />}
            <div className="n-actions">
              <Button
                type="primary"
                disabled={!mayWrite || !changed || !complete}
                loading={update.isPending}
                onClick={save}
              >
                {t('save')}
              </Button>
              {connector.connection.testable && (
                <Button
                  disabled={!mayTest || !complete}
                  loading={test.isPending || testForm.isPending}
                  onClick={runTest}
                >
                  {t('test')}
                </Button>
              )}
            </div>
          </div>
        </Panel>
        <div style={{ display: 'grid', gap: 16 }}>
          <Panel
            title={t('health')}
            extra={<Badge tone={healthTones[connection.health]}>{t(connection.health)}</Badge>}
          >
            <div className="n-body">
              {connection.failure ? <FailureCard failure={connection.failure} /> : null}
              {connection.checkedAt !== null && (
                <p className="j-muted" style={{ margin: connection.failure ? '12px 0 0' : 0 }}>
                  {t('checked')} <Ago at={connection.checkedAt} />
                </p>
              )}
              {connection.checkedAt === null && <span className="j-muted">{t('unknown')}</span>}
            </div>
          </Panel>
          <Panel title={t('usedBy')}>
            <div className="n-body">
              {connection.usedBy.length === 0 && <span className="j-muted">{t('nobody')}</span>}
              {connection.usedBy.map((flow) => (
                <div key={flow.flowId} style={{ padding: '4px 0' }}>
                  <GoTo to={paths.flow(flow.flowId)}>{flow.name}</GoTo>
                </div>
              ))}
            </div>
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function RemoveButton({ connection }: { readonly connection: Connection }) {
  const t = useText(connectionsMessages);
  const language = useLanguage();
  const go = useGo();
  const { modal, message } = App.useApp();
  const remove = useChange('deleteConnection', ['listConnections', 'listConnectors']);
  const told = (error: unknown) => {
    const problem = problemOf(error);
    void message.error(problem ? problemSentence(problem, language) : String(error));
  };
  const ask = () =>
    void modal.confirm({
      title: t('removeTitle', { name: connection.name }),
      content: t('removeText'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () =>
        remove.mutateAsync({ params: { connectionId: connection.id } }).then(() => {
          void message.success(t('removed'));
          go(paths.connections());
        }, told),
    });
  return (
    <Button danger icon={<DeleteOutlined />} onClick={ask}>
      {t('remove')}
    </Button>
  );
}
