import type { FlowSummary, FlowVersionSummary } from '@joinery/contracts';
import { useMay, usePages } from '@joinery/ui-api-client';
import { Ago, Badge, FailedState, LoadingState, StateMessage, useText } from '@joinery/ui-kit';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { useEditable } from '../draft/draft-context.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { useRollback } from './use-rollback.ts';

/** The published versions, newest first, each to go back to. */
export function VersionsDrawer({ flow, onClose }: { readonly flow: FlowSummary; readonly onClose: () => void }) {
  const t = useText(designerMessages);
  const [comparing, setComparing] = useState<number>();
  const versions = usePages('listFlowVersions', { params: { flowId: flow.id }, query: { limit: 50 } });
  return (
    <Drawer open title={t('versions')} size={420} onClose={onClose}>
      {versions.isError && <FailedState error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isPending && <LoadingState />}
      {versions.isSuccess && versions.items.length === 0 && <StateMessage title={t('noVersions')} />}
      {versions.items.map((version) => (
        <VersionRow key={version.version} version={version} onCompare={setComparing} />
      ))}
      {versions.hasNextPage && (
        <Button block loading={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
      {comparing !== undefined && (
        <CompareDialog flow={flow} version={comparing} onClose={() => setComparing(undefined)} />
      )}
    </Drawer>
  );
}

interface VersionRowProps {
  readonly version: FlowVersionSummary;
  readonly onCompare: (version: number) => void;
}

function VersionRow({ version, onCompare }: VersionRowProps) {
  const t = useText(designerMessages);
  const may = useMay('flows.publish') && useEditable();
  const rollback = useRollback(version.flowId);
  return (
    <div style={{ padding: '12px 0', borderBottom: '1px solid var(--j-line)' }}>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <b>{t('versionN', { version: version.version })}</b>
        {version.active && <Badge tone="success">{t('active')}</Badge>}
        <span style={{ flex: 1 }} />
        <Button
          size="small"
          aria-label={t('compareVersion', { version: version.version })}
          onClick={() => onCompare(version.version)}
        >
          {t('compare')}
        </Button>
        {may && !version.active && (
          <Button size="small" onClick={() => rollback(version.version)}>
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
