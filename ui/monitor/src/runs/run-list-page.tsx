import { SearchOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { RunSummary } from '@joinery/contracts';
import { useApi, useChange, useMay, usePages, useRunNews, type InputFor } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  Duration,
  FailedState,
  GoTo,
  Page,
  Panel,
  paths,
  StateBadge,
  StateMessage,
  useGo,
  useLanguage,
  useNow,
  useQueryState,
  useText,
} from '@joinery/ui-kit';
import { App, Button, Input, Segmented, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import '../monitor.css';
import { monitorMessages } from '../monitor.messages.ts';
import { waitText } from './wait-text.ts';

const stateGroups = {
  all: undefined,
  active: 'queued,running,waiting',
  failed: 'failed',
  succeeded: 'succeeded',
  cancelled: 'cancelled',
} as const;
type StateGroup = keyof typeof stateGroups;
const hoursBack = { hour: 1, day: 24, week: 168 } as const;

/** All runs, newest first, by what one looks for. */
export function RunListPage() {
  const t = useText(monitorMessages);
  const [query, setQuery] = useQueryState();
  const live = useRunNews({});
  const filters = useRunFilters(query);
  const runs = usePages('listRuns', { query: { limit: 50, ...filters } }, { keepPrevious: true });
  const filtered = Object.keys(filters).length > 0;
  return (
    <Page
      title={t('runs')}
      intro={t('runsIntro')}
      actions={<span className={live ? 'r-live on' : 'r-live'}>{t(live ? 'live' : 'offline')}</span>}
    >
      <Panel>
        <RunFilters query={query} onChange={setQuery} />
        {runs.isError ? (
          <FailedState error={runs.error} onRetry={() => void runs.refetch()} />
        ) : runs.isSuccess && runs.items.length === 0 ? (
          <StateMessage icon={<UnorderedListOutlined />} title={t(filtered ? 'nothingFound' : 'noRuns')}>
            {t(filtered ? 'nothingFoundText' : 'noRunsText')}
          </StateMessage>
        ) : (
          <RunTable runs={runs.items} loading={runs.isPending} />
        )}
        {runs.hasNextPage && (
          <div style={{ padding: 16, textAlign: 'center' }}>
            <Button loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
              {t('loadMore')}
            </Button>
          </div>
        )}
      </Panel>
    </Page>
  );
}

type Filters = NonNullable<InputFor<'listRuns'>['query']>;
type Query = Readonly<Record<string, string>>;

function useRunFilters(query: Query): Filters {
  const [openedAt] = useState(() => Date.now());
  const state = stateGroups[(query['state'] ?? 'all') as StateGroup] ?? query['state'];
  const hours = hoursBack[query['since'] as keyof typeof hoursBack];
  return {
    ...(state ? { state } : {}),
    ...(query['flowId'] ? { flowId: query['flowId'] } : {}),
    ...(query['key'] ? { key: query['key'] } : {}),
    ...(query['text'] ? { text: query['text'] } : {}),
    ...(hours ? { from: new Date(openedAt - hours * 3_600_000).toISOString() } : {}),
  };
}

function RunFilters({
  query,
  onChange,
}: {
  readonly query: Query;
  readonly onChange: (part: Readonly<Record<string, string | undefined>>) => void;
}) {
  const t = useText(monitorMessages);
  const flows = useApi('listFlows', { query: { limit: 200 } });
  const groups: { value: StateGroup; label: string }[] = [
    { value: 'all', label: t('allStates') },
    { value: 'active', label: t('active') },
    { value: 'failed', label: t('failed') },
    { value: 'succeeded', label: t('succeeded') },
    { value: 'cancelled', label: t('cancelled') },
  ];
  return (
    <div className="j-filters">
      <Segmented<StateGroup>
        options={groups}
        value={(query['state'] ?? 'all') as StateGroup}
        onChange={(state) => onChange({ state: state === 'all' ? undefined : state })}
      />
      <Select
        style={{ width: 210 }}
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('flow')}
        value={query['flowId'] ?? ''}
        onChange={(flowId: string) => onChange({ flowId })}
        options={[
          { value: '', label: t('allFlows') },
          ...(flows.data?.items ?? []).map((flow) => ({ value: flow.id as string, label: flow.name })),
        ]}
      />
      <Select
        style={{ width: 140 }}
        aria-label={t('since')}
        value={query['since'] ?? ''}
        onChange={(since: string) => onChange({ since })}
        options={[
          { value: '', label: t('anyTime') },
          { value: 'hour', label: t('lastHour') },
          { value: 'day', label: t('lastDay') },
          { value: 'week', label: t('lastWeek') },
        ]}
      />
      <Input
        style={{ width: 200 }}
        allowClear
        prefix={<SearchOutlined />}
        placeholder={t('errorText')}
        aria-label={t('errorText')}
        defaultValue={query['text'] ?? ''}
        onPressEnter={(event) => onChange({ text: event.currentTarget.value })}
        onClear={() => onChange({ text: undefined })}
      />
      <Input
        style={{ width: 160 }}
        allowClear
        placeholder={t('keyExact')}
        aria-label={t('keyExact')}
        defaultValue={query['key'] ?? ''}
        onPressEnter={(event) => onChange({ key: event.currentTarget.value })}
        onClear={() => onChange({ key: undefined })}
      />
    </div>
  );
}

function RunTable({ runs, loading }: { readonly runs: readonly RunSummary[]; readonly loading: boolean }) {
  const t = useText(monitorMessages);
  const language = useLanguage();
  const go = useGo();
  const may = useMay('runs.operate');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const columns: TableColumnsType<RunSummary> = [
    { title: t('state'), key: 'state', width: 124, render: (_, run) => <StateBadge state={run.state} /> },
    {
      title: t('flow'),
      key: 'flow',
      render: (_, run) => (
        <div style={{ minWidth: 0 }}>
          <GoTo to={paths.run(run.id)} className="j-row-link j-ellipsis" title={run.flow.name}>
            {run.flow.name}
          </GoTo>
          <span className="j-muted j-ellipsis" title={run.failure?.message[language]}>
            {run.failure
              ? run.failure.message[language]
              : run.waitingFor
                ? t('waitingFor', { reason: t(waitText[run.waitingFor]) })
                : ''}
          </span>
        </div>
      ),
    },
    {
      title: t('key'),
      key: 'key',
      width: 200,
      render: (_, run) => (
        <span className="j-mono j-ellipsis" title={run.key ?? undefined}>
          {run.mode === 'test' && <Badge tone="running">{t('testRun')}</Badge>} {run.key ?? ''}
        </span>
      ),
    },
    { title: t('accepted'), key: 'accepted', width: 130, render: (_, run) => <Ago at={run.acceptedAt} /> },
    {
      title: t('duration'),
      key: 'duration',
      width: 110,
      align: 'right',
      render: (_, run) => <RunDuration run={run} />,
    },
  ];
  return (
    <>
      {chosen.length > 0 && <BulkBar runIds={chosen} onDone={() => setChosen([])} />}
      <Table<RunSummary>
        rowKey="id"
        columns={columns}
        dataSource={[...runs]}
        loading={loading}
        pagination={false}
        tableLayout="fixed"
        {...(may
          ? {
              rowSelection: {
                selectedRowKeys: [...chosen],
                onChange: (keys) => setChosen(keys as string[]),
                getCheckboxProps: (run) => ({ disabled: run.state !== 'failed' }),
              },
            }
          : {})}
        onRow={(run) => ({ onClick: () => go(paths.run(run.id)), style: { cursor: 'pointer' } })}
      />
    </>
  );
}

export function RunDuration({ run }: { readonly run: Pick<RunSummary, 'startedAt' | 'endedAt' | 'acceptedAt'> }) {
  const now = useNow();
  if (run.startedAt === null) return <span className="j-muted">—</span>;
  const end = run.endedAt === null ? now : Date.parse(run.endedAt);
  return <Duration ms={Math.max(0, end - Date.parse(run.startedAt))} />;
}

function BulkBar({ runIds, onDone }: { readonly runIds: readonly string[]; readonly onDone: () => void }) {
  const t = useText(monitorMessages);
  const { modal, message } = App.useApp();
  const redrive = useChange('redriveRuns', ['listRuns', 'readOverview']);
  const ask = () =>
    void modal.confirm({
      title: t('redriveMany', { count: runIds.length }),
      content: t('redriveText'),
      okText: t('redrive'),
      cancelText: t('back'),
      onOk: async () => {
        const { redriven, skipped } = await redrive.mutateAsync({ body: { runIds: [...runIds] } });
        void message.success(
          t('redriven', { count: redriven }) +
            (skipped.length > 0 ? ` · ${t('skippedSome', { count: skipped.length })}` : ''),
        );
        onDone();
      },
    });
  return (
    <div className="r-bulk">
      <b>{t('selected', { count: runIds.length })}</b>
      <Button size="small" type="primary" onClick={ask}>
        {t('redriveSelected')}
      </Button>
    </div>
  );
}
