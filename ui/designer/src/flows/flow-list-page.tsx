import { NodeIndexOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons';
import type { FlowState, FlowSummary } from '@joinery/contracts';
import { useMay, usePages } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  FailedState,
  GoTo,
  KindTile,
  Page,
  Panel,
  paths,
  StateBadge,
  StateMessage,
  useGo,
  useQueryState,
  useText,
} from '@joinery/ui-kit';
import { Button, Input, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { flowTones } from './flow-tones.ts';
import { NewFlowDialog } from './new-flow-dialog.tsx';

const states: readonly FlowState[] = ['draft', 'published', 'paused', 'archived'];

/** All flows, the last changed first. */
export function FlowListPage() {
  const t = useText(designerMessages);
  const may = useMay('flows.write');
  const [query, setQuery] = useQueryState();
  const [creating, setCreating] = useState(false);
  const flows = usePages(
    'listFlows',
    {
      query: {
        limit: 50,
        ...(query['text'] ? { text: query['text'] } : {}),
        ...(query['state'] ? { state: query['state'] as FlowSummary['state'] } : {}),
      },
    },
    { keepPrevious: true },
  );
  const filtered = Boolean(query['text'] || query['state']);
  const create = (
    <Button type="primary" icon={<PlusOutlined />} disabled={!may} onClick={() => setCreating(true)}>
      {t('newFlow')}
    </Button>
  );
  return (
    <Page title={t('flows')} intro={t('flowsIntro')} actions={create}>
      <Panel>
        <div className="j-filters">
          <Input
            style={{ width: 280 }}
            allowClear
            prefix={<SearchOutlined />}
            placeholder={t('searchFlows')}
            aria-label={t('searchFlows')}
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
              ...states.map((state) => ({ value: state as string, label: t(state) })),
            ]}
          />
        </div>
        {flows.isError ? (
          <FailedState error={flows.error} onRetry={() => void flows.refetch()} />
        ) : flows.isSuccess && flows.items.length === 0 ? (
          <StateMessage
            icon={<NodeIndexOutlined />}
            title={t(filtered ? 'nothingFound' : 'noFlows')}
            actions={filtered ? undefined : create}
          >
            {t(filtered ? 'nothingFoundText' : 'noFlowsText')}
          </StateMessage>
        ) : (
          <FlowTable flows={flows.items} loading={flows.isPending} />
        )}
        {flows.hasNextPage && (
          <div style={{ padding: 16, textAlign: 'center' }}>
            <Button loading={flows.isFetchingNextPage} onClick={() => void flows.fetchNextPage()}>
              {t('loadMore')}
            </Button>
          </div>
        )}
      </Panel>
      {creating && <NewFlowDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function FlowTable({ flows, loading }: { readonly flows: readonly FlowSummary[]; readonly loading: boolean }) {
  const t = useText(designerMessages);
  const go = useGo();
  const columns: TableColumnsType<FlowSummary> = [
    {
      title: t('name'),
      key: 'name',
      render: (_, flow) => (
        <div style={{ display: 'flex', gap: 12, alignItems: 'center', minWidth: 0 }}>
          <KindTile kind={flow.trigger.kind} size={36} />
          <div style={{ minWidth: 0 }}>
            <GoTo to={paths.flow(flow.id)} className="j-row-link j-ellipsis" title={flow.name}>
              {flow.name}
            </GoTo>
            {flow.description && <span className="j-muted j-ellipsis">{flow.description}</span>}
          </div>
        </div>
      ),
    },
    {
      title: t('state'),
      key: 'state',
      width: 230,
      render: (_, flow) => (
        <span style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
          <Badge tone={flowTones[flow.state]}>
            {flow.version === null ? t(flow.state) : `${t(flow.state)} · v${flow.version}`}
          </Badge>
          {flow.version !== null && flow.draftChanged && <Badge tone="running">{t('unpublishedChanges')}</Badge>}
        </span>
      ),
    },
    {
      title: t('lastRun'),
      key: 'lastRun',
      width: 200,
      render: (_, flow) =>
        flow.lastRun ? (
          <GoTo to={paths.run(flow.lastRun.id)}>
            <StateBadge state={flow.lastRun.state} />{' '}
            <span className="j-muted">
              <Ago at={flow.lastRun.at} />
            </span>
          </GoTo>
        ) : (
          <span className="j-muted">{t('neverRun')}</span>
        ),
    },
    {
      title: t('changed'),
      key: 'changed',
      width: 170,
      render: (_, flow) => (
        <span className="j-muted">
          <Ago at={flow.updatedAt} /> {t('by', { name: flow.updatedBy.name })}
        </span>
      ),
    },
  ];
  return (
    <Table<FlowSummary>
      rowKey="id"
      columns={columns}
      dataSource={[...flows]}
      loading={loading}
      pagination={false}
      tableLayout="fixed"
      onRow={(flow) => ({ onClick: () => go(paths.flow(flow.id)), style: { cursor: 'pointer' } })}
    />
  );
}
