import { PlusOutlined, SearchOutlined, SyncOutlined } from '@ant-design/icons';
import type { FlowState, SyncSummary } from '@joinery/contracts';
import { useMay, usePages } from '@joinery/ui-api-client';
import {
  Ago,
  FailedState,
  GoTo,
  Page,
  Panel,
  paths,
  StateMessage,
  useGo,
  useQueryState,
  useText,
} from '@joinery/ui-kit';
import { Button, Input, Select, Table, type TableColumnsType } from 'antd';
import { isUnderWay } from '../model/words.ts';
import { useSides } from '../model/use-side.ts';
import { HealthBadge, PassBadge, SyncBadge } from '../parts/badges.tsx';
import { CountLine } from '../parts/counts.tsx';
import { SidesLine } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import '../syncs.css';

const states: readonly FlowState[] = ['draft', 'published', 'paused', 'archived'];

/** All syncs: what they join, how they are, what they did last. */
export function SyncListPage() {
  const t = useText(syncsMessages);
  const go = useGo();
  const may = useMay('syncs.write');
  const [query, setQuery] = useQueryState();
  const syncs = usePages(
    'listSyncs',
    {
      query: {
        limit: 50,
        ...(query['text'] ? { text: query['text'] } : {}),
        ...(query['state'] ? { state: query['state'] as FlowState } : {}),
      },
    },
    { keepPrevious: true, everyMs: 10_000 },
  );
  const filtered = Boolean(query['text'] || query['state']);
  const create = (
    <Button type="primary" icon={<PlusOutlined />} disabled={!may} onClick={() => go(paths.newSync())}>
      {t('newSync')}
    </Button>
  );
  return (
    <Page title={t('syncs')} intro={t('syncsIntro')} actions={create}>
      <Panel>
        <div className="j-filters">
          <Input
            style={{ width: 280 }}
            allowClear
            prefix={<SearchOutlined />}
            placeholder={t('searchSyncs')}
            aria-label={t('searchSyncs')}
            defaultValue={query['text'] ?? ''}
            onChange={(event) => setQuery({ text: event.target.value })}
          />
          <Select
            style={{ width: 150 }}
            aria-label={t('state')}
            value={query['state'] ?? ''}
            onChange={(state: string) => setQuery({ state })}
            options={[
              { value: '', label: t('allStates') },
              ...states.map((state) => ({ value: state as string, label: t(`state-${state}`) })),
            ]}
          />
        </div>
        {syncs.isError ? (
          <FailedState error={syncs.error} onRetry={() => void syncs.refetch()} />
        ) : syncs.isSuccess && syncs.items.length === 0 ? (
          <StateMessage
            icon={<SyncOutlined />}
            title={t(filtered ? 'nothingFound' : 'noSyncs')}
            actions={filtered ? undefined : create}
          >
            {t(filtered ? 'nothingFoundText' : 'noSyncsText')}
          </StateMessage>
        ) : (
          <SyncTable syncs={syncs.items} loading={syncs.isPending} />
        )}
        {syncs.hasNextPage && (
          <div style={{ padding: 16, textAlign: 'center' }}>
            <Button loading={syncs.isFetchingNextPage} onClick={() => void syncs.fetchNextPage()}>
              {t('loadMore')}
            </Button>
          </div>
        )}
      </Panel>
    </Page>
  );
}

function SyncTable({ syncs, loading }: { readonly syncs: readonly SyncSummary[]; readonly loading: boolean }) {
  const t = useText(syncsMessages);
  const go = useGo();
  const columns: TableColumnsType<SyncSummary> = [
    {
      title: t('name'),
      key: 'name',
      render: (_, sync) => (
        <div style={{ minWidth: 0 }}>
          <GoTo to={paths.sync(sync.id)} className="j-row-link j-ellipsis" title={sync.name}>
            {sync.name}
          </GoTo>
          <SyncSides sync={sync} />
        </div>
      ),
    },
    { title: t('state'), key: 'state', width: 134, render: (_, sync) => <SyncBadge sync={sync} /> },
    { title: t('health'), key: 'health', width: 138, render: (_, sync) => <HealthBadge sync={sync} /> },
    {
      title: t('lastPass'),
      key: 'lastPass',
      width: 330,
      render: (_, { lastPass }) =>
        lastPass === null ? <span className="j-muted">{t('neverRun')}</span> : <LastPass pass={lastPass} />,
    },
  ];
  return (
    <Table<SyncSummary>
      rowKey="id"
      columns={columns}
      dataSource={[...syncs]}
      loading={loading}
      pagination={false}
      tableLayout="fixed"
      onRow={(sync) => ({ onClick: () => go(paths.sync(sync.id)), style: { cursor: 'pointer' } })}
    />
  );
}

function SyncSides({ sync }: { readonly sync: SyncSummary }) {
  return <SidesLine sides={useSides(sync)} direction={sync.direction} />;
}

function LastPass({ pass }: { readonly pass: NonNullable<SyncSummary['lastPass']> }) {
  const t = useText(syncsMessages);
  return (
    <div>
      <PassBadge state={pass.state} />{' '}
      <span className="j-muted">
        {t(pass.scope === 'plan' ? 'plan' : `kind-${pass.kind}`)} · <Ago at={pass.at} />
      </span>
      {!isUnderWay(pass.state) && (
        <div className="j-ellipsis" style={{ marginTop: 4 }}>
          <CountLine counts={pass.counts} scope={pass.scope} />
        </div>
      )}
    </div>
  );
}
