import { SyncOutlined } from '@ant-design/icons';
import type { Pass } from '@joinery/contracts';
import { useMay, usePages } from '@joinery/ui-api-client';
import {
  Ago,
  Duration,
  FailedState,
  FailureCard,
  GoTo,
  Panel,
  paths,
  StateMessage,
  useGo,
  useText,
} from '@joinery/ui-kit';
import { Alert, Button, Table, type TableColumnsType } from 'antd';
import { isUnderWay } from '../model/words.ts';
import { PassBadge } from '../parts/badges.tsx';
import { CountLine, CountTiles } from '../parts/counts.tsx';
import { PassProgress } from '../parts/pass-progress.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import { GuardPanel } from './guard-panel.tsx';
import { PassActions } from './pass-actions.tsx';
import type { TabProps } from './sync-page.tsx';

/** What is to be done first, the pass under way, and the passes before it. */
export function OverviewTab({ sync }: TabProps) {
  const t = useText(syncsMessages);
  const passes = usePages(
    'listPasses',
    { params: { syncId: sync.id }, query: { limit: 20 } },
    { everyMs: isUnderWay(sync.lastPass?.state) ? 1_500 : 5_000, keepPrevious: true },
  );
  const [latest] = passes.items;
  return (
    <div className="y-stack">
      <NextStep sync={sync} />
      <GuardPanel sync={sync} />
      {latest && (isUnderWay(latest.state) || latest.state === 'paused' || latest.state === 'failed') && (
        <Current pass={latest} />
      )}
      <Panel title={t('passes')}>
        {passes.isError ? (
          <FailedState error={passes.error} onRetry={() => void passes.refetch()} />
        ) : passes.isSuccess && passes.items.length === 0 ? (
          <StateMessage icon={<SyncOutlined />} title={t('noPasses')}>
            {t('noPassesText')}
          </StateMessage>
        ) : (
          <PassTable passes={passes.items} loading={passes.isPending} />
        )}
        {passes.hasNextPage && (
          <div style={{ padding: 16, textAlign: 'center' }}>
            <Button loading={passes.isFetchingNextPage} onClick={() => void passes.fetchNextPage()}>
              {t('loadMore')}
            </Button>
          </div>
        )}
      </Panel>
    </div>
  );
}

/** The one thing that stands between this sync and its work. */
function NextStep({ sync }: Pick<TabProps, 'sync'>) {
  const t = useText(syncsMessages);
  const go = useGo();
  const may = useMay('syncs.publish');
  if (sync.state === 'paused')
    return <Alert type="warning" showIcon title={t('isPaused')} description={t('isPausedText')} />;
  if (sync.state === 'archived') return <Alert type="info" showIcon title={t('isArchived')} />;
  if (sync.version === null)
    return (
      <Alert
        type="info"
        showIcon
        title={t('notPublished')}
        description={t('notPublishedText')}
        action={
          may && (
            <Button type="primary" onClick={() => go(`${paths.editSync(sync.id)}?step=check`)}>
              {t('toPublish')}
            </Button>
          )
        }
      />
    );
  if (sync.version !== sync.liveVersion)
    return (
      <Alert
        type="info"
        showIcon
        title={t('awaitsPlan', { version: sync.version })}
        description={t(sync.liveVersion === null ? 'awaitsFirstPlanText' : 'awaitsPlanText', {
          version: sync.liveVersion ?? 0,
        })}
        action={
          <Button type="primary" onClick={() => go(paths.sync(sync.id, { tab: 'plan' }))}>
            {t('toPlan')}
          </Button>
        }
      />
    );
  return null;
}

function Current({ pass }: { readonly pass: Pass }) {
  const t = useText(syncsMessages);
  return (
    <Panel
      title={
        <span className="y-bar">
          {t(pass.scope === 'plan' ? 'planN' : 'passN', { number: pass.number })}
          <PassBadge state={pass.state} />
        </span>
      }
      extra={<PassActions pass={pass} />}
    >
      <div className="y-panel-body">
        <PassProgress pass={pass} />
        {pass.failure && <FailureCard failure={pass.failure} />}
        <CountTiles counts={pass.counts} scope={pass.scope} />
      </div>
    </Panel>
  );
}

function PassTable({ passes, loading }: { readonly passes: readonly Pass[]; readonly loading: boolean }) {
  const t = useText(syncsMessages);
  const addressOf = (pass: Pass) =>
    paths.sync(pass.syncId, { tab: pass.scope === 'plan' ? 'plan' : 'outcomes', pass: pass.id });
  const columns: TableColumnsType<Pass> = [
    {
      title: t('pass'),
      key: 'pass',
      width: 170,
      render: (_, pass) => (
        <>
          <GoTo to={addressOf(pass)} className="j-row-link">
            #{pass.number} {t(pass.scope === 'plan' ? 'plan' : `kind-${pass.kind}`)}
          </GoTo>
          <span className="j-muted j-ellipsis">
            {pass.requestedBy ? pass.requestedBy.name : t('byItself')} · v{pass.version}
          </span>
        </>
      ),
    },
    { title: t('state'), key: 'state', width: 120, render: (_, pass) => <PassBadge state={pass.state} /> },
    {
      title: t('counts'),
      key: 'counts',
      render: (_, pass) =>
        pass.state === 'queued' ? (
          <span className="j-muted">{t('waitsForTurn')}</span>
        ) : (
          <CountLine counts={pass.counts} scope={pass.scope} />
        ),
    },
    {
      title: t('duration'),
      key: 'duration',
      width: 110,
      align: 'right',
      render: (_, { startedAt, endedAt }) =>
        startedAt && endedAt ? (
          <Duration ms={Math.max(0, Date.parse(endedAt) - Date.parse(startedAt))} />
        ) : (
          <span className="j-muted">—</span>
        ),
    },
    {
      title: t('when'),
      key: 'when',
      width: 120,
      render: (_, pass) => <Ago at={pass.endedAt ?? pass.startedAt ?? pass.createdAt} />,
    },
  ];
  return (
    <Table<Pass>
      rowKey="id"
      columns={columns}
      dataSource={[...passes]}
      loading={loading}
      pagination={false}
      tableLayout="fixed"
    />
  );
}
