import { AuditOutlined } from '@ant-design/icons';
import type { AuditEntry } from '@joinery/contracts';
import { usePages } from '@joinery/ui-api-client';
import { FailedState, JsonView, Moment, Page, Panel, StateMessage, useQueryState, useText } from '@joinery/ui-kit';
import { Button, Input, Table, type TableColumnsType } from 'antd';
import { adminMessages } from './admin.messages.ts';

export function AuditPage() {
  const t = useText(adminMessages);
  const [query, setQuery] = useQueryState();
  const audit = usePages(
    'listAudit',
    { query: { limit: 50, ...(query['action'] ? { action: query['action'] } : {}) } },
    { keepPrevious: true },
  );
  return (
    <Page title={t('audit')} intro={t('auditIntro')}>
      <Panel>
        <div className="j-filters">
          <Input
            style={{ width: 280 }}
            allowClear
            placeholder={t('actionFilter')}
            aria-label={t('actionFilter')}
            defaultValue={query['action'] ?? ''}
            onPressEnter={(event) => setQuery({ action: event.currentTarget.value })}
            onClear={() => setQuery({ action: undefined })}
          />
        </div>
        {audit.isError ? (
          <FailedState error={audit.error} onRetry={() => void audit.refetch()} />
        ) : audit.isSuccess && audit.items.length === 0 ? (
          <StateMessage icon={<AuditOutlined />} title={t('noAudit')} />
        ) : (
          <AuditTable entries={audit.items} loading={audit.isPending} />
        )}
        {audit.hasNextPage && (
          <div style={{ padding: 16, textAlign: 'center' }}>
            <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        )}
      </Panel>
    </Page>
  );
}

function AuditTable({ entries, loading }: { readonly entries: readonly AuditEntry[]; readonly loading: boolean }) {
  const t = useText(adminMessages);
  const columns: TableColumnsType<AuditEntry> = [
    { title: t('when'), key: 'at', width: 190, render: (_, entry) => <Moment at={entry.at} /> },
    {
      title: t('who'),
      key: 'who',
      width: 180,
      render: (_, entry) => <span className="j-ellipsis">{entry.actor.name}</span>,
    },
    { title: t('what'), key: 'what', width: 220, render: (_, entry) => <span className="j-mono">{entry.action}</span> },
    {
      title: t('object'),
      key: 'object',
      render: (_, entry) => <span className="j-ellipsis">{entry.object.name ?? entry.object.id}</span>,
    },
    {
      title: t('from'),
      key: 'from',
      width: 150,
      render: (_, entry) => <span className="j-mono j-muted">{entry.from.address ?? '—'}</span>,
    },
  ];
  return (
    <Table<AuditEntry>
      rowKey="id"
      columns={columns}
      dataSource={[...entries]}
      loading={loading}
      pagination={false}
      tableLayout="fixed"
      expandable={{
        rowExpandable: (entry) => entry.before !== undefined || entry.after !== undefined,
        expandedRowRender: (entry) => <Difference entry={entry} />,
      }}
    />
  );
}

function Difference({ entry }: { readonly entry: AuditEntry }) {
  const t = useText(adminMessages);
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 16 }}>
      <div>
        <div className="j-muted">{t('before')}</div>
        <JsonView value={entry.before ?? null} maxHeight={240} />
      </div>
      <div>
        <div className="j-muted">{t('after')}</div>
        <JsonView value={entry.after ?? null} maxHeight={240} />
      </div>
    </div>
  );
}
