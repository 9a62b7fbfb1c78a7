import type { FlowSummary, FlowVersionSummary } from '@joinery/contracts';
import { call, useChange, useMay, usePages } from '@joinery/ui-api-client';
import { Ago, Badge, FailedState, LoadingState, StateMessage, useText } from '@joinery/ui-kit';
import { App, Button, Drawer } from 'antd';
import { designerMessages } from '../designer.messages.ts';
import { useDraftActions, useEditable } from '../draft/draft-context.tsx';

/** The published versions, newest first, each to go back to. */
export function VersionsDrawer({ flow, onClose }: { readonly flow: FlowSummary; readonly onClose: () => void }) {
  const t = useText(designerMessages);
  const versions = usePages('listFlowVersions', { params: { flowId: flow.id }, query: { limit: 50 } });
  return (
    <Drawer open title={t('versions')} size={420} onClose={onClose}>
      {versions.isError && <FailedState error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isPending && <LoadingState />}
      {versions.isSuccess && versions.items.length === 0 && <StateMessage title={t('noVersions')} />}
      {versions.items.map((version) => (
        <VersionRow key={version.version} version={version} />
      ))}
      {versions.hasNextPage && (
        <Button block loading={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
    </Drawer>
  );
}

function VersionRow({ version }: { readonly version: FlowVersionSummary }) {
  const t = useText(designerMessages);
  const may = useMay('flows.publish') && useEditable();
  const { modal, message } = App.useApp();
  const { edit } = useDraftActions();
  const rollback = useChange('rollbackFlow', ['readFlow', 'listFlows', 'listFlowVersions', 'listTriggers']);
  const ask = () =>
    void modal.confirm({
      title: t('rollback'),
      content: t('rollbackText', { version: version.version }),
      okText: t('rollback'),
      cancelText: t('cancel'),
      onOk: async () => {
        await rollback.mutateAsync({ params: { flowId: version.flowId }, body: { version: version.version } });
        const { document } = await call('readFlowVersion', {
          params: { flowId: version.flowId, version: version.version },
        });
        edit(() => document);
        void message.success(t('rolledBack'));
      },
    });
  return (
    <div style={{ padding: '12px 0', borderBottom: '1px solid var(--j-line)' }}>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <b>{t('versionN', { version: version.version })}</b>
        {version.active && <Badge tone="success">{t('active')}</Badge>}
        <span style={{ flex: 1 }} />
        {may && !version.active && (
          <Button size="small" onClick={ask}>
            {t('rollback')}
          </Button>
        )}
      </div>
      <div className="j-muted" style={{ marginTop: 4 }}>
        {version.publishedBy.name} · <Ago at={version.publishedAt} />
      </div>
      {version.note && <div style={{ marginTop: 4 }}>{version.note}</div>}
    </div>
  );
}
