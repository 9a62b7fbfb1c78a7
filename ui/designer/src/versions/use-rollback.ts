import { call, useChange } from '@joinery/ui-api-client';
import { useText } from '@joinery/ui-kit';
import { App } from 'antd';
import { designerMessages } from '../designer.messages.ts';
import { useDraftActions } from '../draft/draft-context.tsx';

/** Asks, publishes an earlier version again and takes it over as the draft. */
export function useRollback(flowId: string): (version: number) => void {
  const t = useText(designerMessages);
  const { modal, message } = App.useApp();
  const { edit } = useDraftActions();
  const rollback = useChange('rollbackFlow', ['readFlow', 'listFlows', 'listFlowVersions', 'listTriggers']);
  return (version) =>
    void modal.confirm({
      title: t('rollback'),
      content: t('rollbackText', { version }),
      okText: t('rollback'),
      cancelText: t('cancel'),
      onOk: async () => {
        await rollback.mutateAsync({ params: { flowId }, body: { version } });
        const { document } = await call('readFlowVersion', { params: { flowId, version } });
        edit(() => document);
        void message.success(t('rolledBack'));
      },
    });
}
