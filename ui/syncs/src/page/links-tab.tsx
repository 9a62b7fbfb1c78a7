import { LinkOutlined, SearchOutlined } from '@ant-design/icons';
import { linkStates, type LinkState, type SyncLink } from '@joinery/contracts';
import { usePages } from '@joinery/ui-api-client';
import { Ago, FailedState, GoTo, Panel, paths, StateMessage, useGo, useQueryState, useText } from '@joinery/ui-kit';
import { Button, Input, Select, Table, type TableColumnsType } from 'antd';
import { LinkBadge, OutcomeBadge } from '../parts/badges.tsx';
import { SideName } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import type { TabProps } from './sync-page.tsx';

/** Which record is which, found by its id on either side. */
export function LinksTab({ sync, sides }: TabProps) {
  const t = useText(syncsMessages);
  const go = useGo();
  const [query, setQuery] = useQueryState();
  const state = linkStates.find((one) => one === query['outcome']);
  const links = usePages(
    'listSyncLinks',
    {
      params: { syncId: sync.id },
      query: { limit: 50, ...(state ? { state } : {}), ...(query['record'] ? { recordId: query['record'] } : {}) },
    },
    { keepPrevious: true, everyMs: 10_000 },
  );
  const filtered = Boolean(state || query['record']);
  const id = (link: SyncLink, side: 'a' | 'b') =>
    link[side] === null ? (
      <span className="j-muted">—</span>
    ) : (
      <GoTo to={paths.syncRecord(sync.id, link.id)} className="j-mono j-ellipsis" title={link[side]}>
        {link[side]}
      </GoTo>
    );
  const columns: TableColumnsType<SyncLink> = [
    { title: <SideName side={sides.a} />, key: 'a', render: (_, link) => id(link, 'a') },
    { title: <SideName side={sides.b} />, key: 'b', render: (_, link) => id(link, 'b') },
    { title: t('linkState'), key: 'state', width: 150, render: (_, link) => <LinkBadge state={link.state} /> },
    {
      title: t('lastOutcome'),
      key: 'outcome',
      width: 150,
      render: (_, link) =>
        link.outcome ? <OutcomeBadge outcome={link.outcome} /> : <span className="j-muted">—</span>,
    },
    { title: t('linkedAt'), key: 'linkedAt', width: 130, render: (_, link) => <Ago at={link.linkedAt} /> },
  ];
  return (
    <Panel>
      <div className="j-filters">
        <Input
          style={{ width: 280 }}
          allowClear
          prefix={<SearchOutlined />}
          placeholder={t('byRecordId')}
          aria-label={t('byRecordId')}
          defaultValue={query['record'] ?? ''}
          onPressEnter={(event) => setQuery({ record: event.currentTarget.value.trim() })}
          onClear={() => setQuery({ record: undefined })}
        />
        <Select
          style={{ width: 180 }}
          aria-label={t('linkState')}
          value={state ?? ''}
          onChange={(next: LinkState | '') => setQuery({ outcome: next })}
          options={[
            { value: '' as const, label: t('allStates') },
            ...linkStates.map((one) => ({ value: one, label: t(`link-${one}`) })),
          ]}
        />
      </div>
      {links.isError ? (
        <FailedState error={links.error} onRetry={() => void links.refetch()} />
      ) : links.isSuccess && links.items.length === 0 ? (
        <StateMessage icon={<LinkOutlined />} title={t(filtered ? 'nothingFound' : 'noLinks')}>
          {t(filtered ? 'noLinkFoundText' : 'noLinksText')}
        </StateMessage>
      ) : (
        <Table<SyncLink>
          rowKey="id"
          columns={columns}
          dataSource={[...links.items]}
          loading={links.isPending}
          pagination={false}
          tableLayout="fixed"
          onRow={(link) => ({ onClick: () => go(paths.syncRecord(sync.id, link.id)), style: { cursor: 'pointer' } })}
        />
      )}
      {links.hasNextPage && (
        <div style={{ padding: 16, textAlign: 'center' }}>
          <Button loading={links.isFetchingNextPage} onClick={() => void links.fetchNextPage()}>
            {t('loadMore')}
          </Button>
        </div>
      )}
    </Panel>
  );
}
