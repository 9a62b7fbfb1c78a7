import type { Pass } from '@joinery/contracts';
import { useChange, useMay } from '@joinery/ui-api-client';
import { ProblemAlert, useText } from '@joinery/ui-kit';
import { App, Button } from 'antd';
import { syncsMessages } from '../syncs.messages.ts';
import { touched } from '../model/touched.ts';

/** What a person may do to a pass, as its state allows. */
export function PassActions({ pass, size = 'middle' }: { readonly pass: Pass; readonly size?: 'small' | 'middle' }) {
  const t = useText(syncsMessages);
  const { modal } = App.useApp();
  const may = useMay('syncs.operate');
  const outdates = [...touched, 'readPass'] as const;
  const pause = useChange('pausePass', outdates);
  const resume = useChange('resumePass', outdates);
  const cancel = useChange('cancelPass', outdates);
  if (!may) return null;
  const input = { params: { syncId: pass.syncId, passId: pass.id } };
  const failed = (error: unknown) =>
    void modal.error({ title: t('notDone'), content: <ProblemAlert error={error} />, okText: t('understood') });
  const { state, scope } = pass;
  const ask = () =>
    void modal.confirm({
      title: t('cancelPass'),
      content: t(scope === 'plan' ? 'cancelPlanText' : 'cancelPassText'),
      okText: t('cancelPass'),
      cancelText: t('back'),
      okButtonProps: { danger: true },
      onOk: () => cancel.mutateAsync(input).catch(failed),
    });
  return (
    <span className="y-bar">
      {(state === 'queued' || state === 'running') && (
        <Button size={size} loading={pause.isPending} onClick={() => pause.mutate(input, { onError: failed })}>
          {t('pausePass')}
        </Button>
      )}
      {(state === 'paused' || (state === 'failed' && scope === 'live')) && (
        <Button
          size={size}
          type="primary"
          loading={resume.isPending}
          onClick={() => resume.mutate(input, { onError: failed })}
        >
          {t('resumePass')}
        </Button>
      )}
      {(state === 'queued' || state === 'running' || state === 'paused') && (
        <Button size={size} danger loading={cancel.isPending} onClick={ask}>
          {t('cancelPass')}
        </Button>
      )}
    </span>
  );
}
