import type { SyncDocument, SyncVersionPage } from '@joinery/contracts';
import { call, outdate, useApi, useMay, usePages } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  FailedState,
  LoadingState,
  Panel,
  paths,
  ProblemAlert,
  StateMessage,
  useGo,
  useText,
} from '@joinery/ui-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { fieldPairs } from '../model/pairs.ts';
import { DirectionSign, SidesLine } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import type { TabProps } from './sync-page.tsx';

type Version = SyncVersionPage['items'][number];

/** The published versions, each to look at and to go back to. */
export function VersionsTab({ sync, sides }: TabProps) {
  const t = useText(syncsMessages);
  const may = useMay('syncs.write') && sync.state !== 'archived';
  const [opened, setOpened] = useState<number>();
  const versions = usePages('listSyncVersions', { params: { syncId: sync.id }, query: { limit: 50 } });
  const columns: TableColumnsType<Version> = [
    {
      title: t('version'),
      key: 'version',
      width: 210,
      render: (_, { version, live }) => (
        <span className="y-bar">
          <b>v{version}</b>
          {live && <Badge tone="success">{t('live')}</Badge>}
          {!live && version === sync.version && <Badge tone="running">{t('health-awaiting-plan')}</Badge>}
        </span>
      ),
    },
    {
      title: t('note'),
      key: 'note',
      render: (_, { note }) => (note === '' ? <span className="j-muted">—</span> : note),
    },
    {
      title: t('published'),
      key: 'published',
      width: 220,
      render: (_, { publishedAt, publishedBy }) => (
        <span className="j-muted">
          {publishedBy.name} · <Ago at={publishedAt} />
        </span>
      ),
    },
    {
      title: '',
      key: 'acts',
      width: 220,
      align: 'right',
      render: (_, { version }) => (
        <span className="y-bar">
          <Button size="small" onClick={() => setOpened(version)}>
            {t('look')}
          </Button>
          {may && <TakeAsDraft sync={sync} version={version} />}
        </span>
      ),
    },
  ];
  return (
    <Panel>
      {versions.isError ? (
        <FailedState error={versions.error} onRetry={() => void versions.refetch()} />
      ) : versions.isSuccess && versions.items.length === 0 ? (
        <StateMessage title={t('noVersions')}>{t('notPublishedText')}</StateMessage>
      ) : (
        <Table<Version>
          rowKey="version"
          columns={columns}
          dataSource={[...versions.items]}
          loading={versions.isPending}
          pagination={false}
          tableLayout="fixed"
        />
      )}
      {opened !== undefined && (
        <Drawer open size={640} title={t('versionN', { version: opened })} onClose={() => setOpened(undefined)}>
          <VersionView syncId={sync.id} version={opened} sides={sides} />
        </Drawer>
      )}
    </Panel>
  );
}

/** Nothing runs on it before it is published again. */
function TakeAsDraft({ sync, version }: Pick<TabProps, 'sync'> & { readonly version: number }) {
  const t = useText(syncsMessages);
  const go = useGo();
  const client = useQueryClient();
  const { modal } = App.useApp();
  const params = { syncId: sync.id };
  const take = useMutation({
    mutationFn: async () => {
      const { document } = await call('readSyncVersion', { params: { ...params, version } });
      const { revision } = await call('readSyncDraft', { params });
      await call('saveSyncDraft', { params, body: { revision, document } });
      await outdate(client, ['readSync', 'readSyncDraft', 'listSyncs']);
    },
  });
  const ask = () =>
    void modal.confirm({
      title: t('asDraft'),
      content: t('asDraftText', { version }),
      okText: t('asDraft'),
      cancelText: t('back'),
      onOk: () =>
        take.mutateAsync().then(
          () => go(`${paths.editSync(sync.id)}?step=check`),
          (error: unknown) =>
            void modal.error({ title: t('notDone'), content: <ProblemAlert error={error} />, okText: t('understood') }),
        ),
    });
  return (
    <Button size="small" loading={take.isPending} onClick={ask}>
      {t('asDraft')}
    </Button>
  );
}

function VersionView({
  syncId,
  version,
  sides,
}: {
  readonly syncId: TabProps['sync']['id'];
  readonly version: number;
  readonly sides: TabProps['sides'];
}) {
  const answer = useApi('readSyncVersion', { params: { syncId, version } });
  if (answer.isError) return <FailedState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <LoadingState />;
  return <DocumentView document={answer.data.document} sides={sides} />;
}

/** A document to read: objects, fields with their owners, rules. */
function DocumentView({ document, sides }: { readonly document: SyncDocument; readonly sides: TabProps['sides'] }) {
  const t = useText(syncsMessages);
  const { match, deletes, schedule, fullCompare, direction, defaultOwner } = document;
  const ownerText = (owner: SyncDocument['defaultOwner']) =>
    owner === 'a' || owner === 'b' ? t('ownerSide', { side: sides[owner].name }) : t(`owner-${owner}`);
  return (
    <>
      <SidesLine sides={sides} direction={direction} />
      <h3 className="y-section">{t('fields')}</h3>
      <table className="y-table">
        <tbody>
          {fieldPairs(document).map((pair) => (
            <tr key={pair.key}>
              <td>{pair.a ? sides.a.titleOf(pair.a) : t('madeExpression')}</td>
              <td style={{ width: 40 }}>
                <DirectionSign direction={pair.way} />
              </td>
              <td>{pair.b ? sides.b.titleOf(pair.b) : t('madeExpression')}</td>
              {direction === 'both' && (
                <td className="j-muted">{pair.way === 'both' ? ownerText(pair.owner ?? defaultOwner) : ''}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className="y-section">{t('step-match')}</h3>
      <ol className="y-sentences">
        {match.map((rule, index) => (
          <li key={index}>
            {rule.parts
              .map(
                (part) =>
                  `${sides.a.titleOf(part.a.map(String))} = ${sides.b.titleOf(part.b.map(String))} (${t(`form-${part.as}`)})`,
              )
              .join(` ${t('and')} `)}
          </li>
        ))}
      </ol>
      {match.length === 0 && <p className="j-muted">{t('noMatch')}</p>}
      <h3 className="y-section">{t('step-rules')}</h3>
      <ul className="y-sentences">
        <li>{t(`delete-${deletes.policy}-text`)}</li>
        <li>
          {t('schedule')}:{' '}
          <span className="j-mono">{schedule ? `${schedule.cron} · ${schedule.zone}` : t('never')}</span>
        </li>
        <li>
          {t('fullCompare')}:{' '}
          <span className="j-mono">{fullCompare ? `${fullCompare.cron} · ${fullCompare.zone}` : t('never')}</span>
        </li>
      </ul>
    </>
  );
}
