import { SafetyOutlined } from '@ant-design/icons';
import type { SyncSummary } from '@joinery/contracts';
import { useApi, useChange, useMay } from '@joinery/ui-api-client';
import { GoTo, Panel, paths, ProblemAlert, useText } from '@joinery/ui-kit';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { syncsMessages } from '../syncs.messages.ts';
import { touched } from '../model/touched.ts';

/** More would be removed than may be without asking: an administrator says whether it is meant. */
export function GuardPanel({ sync }: { readonly sync: SyncSummary }) {
  const t = useText(syncsMessages);
  const may = useMay('syncs.release');
  const [asking, setAsking] = useState(false);
  const count = sync.waiting['would-delete'] ?? 0;
  const draft = useApi('readSyncDraft', { params: { syncId: sync.id } }, { enabled: count > 0 });
  if (count === 0) return null;
  const policy = draft.data?.document.deletes.policy === 'delete' ? 'delete' : 'disable';
  return (
    <Panel
      className="y-guard-panel"
      title={
        <span className="y-bar">
          <SafetyOutlined style={{ color: 'var(--j-warning)' }} />
          {t('guardHolds', { count })}
        </span>
      }
      extra={
        <span className="y-bar">
          <GoTo to={paths.sync(sync.id, { tab: 'issues', outcome: 'would-delete' })}>{t('whichOnes')}</GoTo>
          <Button
            danger
            disabled={!may || sync.state !== 'published'}
            title={may ? undefined : t('needsRelease')}
            onClick={() => setAsking(true)}
          >
            {t('release')}
          </Button>
        </span>
      }
    >
      <p className="y-panel-text">
        {t(policy === 'delete' ? 'guardWouldDelete' : 'guardWouldDisable', { count })} {!may && t('needsRelease')}
      </p>
      {asking && <ReleaseDialog sync={sync} count={count} policy={policy} onClose={() => setAsking(false)} />}
    </Panel>
  );
}

interface ReleaseDialogProps {
  readonly sync: SyncSummary;
  readonly count: number;
  readonly policy: 'disable' | 'delete';
  readonly onClose: () => void;
}

function ReleaseDialog({ sync, count, policy, onClose }: ReleaseDialogProps) {
  const t = useText(syncsMessages);
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const release = useChange('releaseSyncGuard', touched);
  const confirm = () =>
    release.mutate(
      { params: { syncId: sync.id }, body: { count, note } },
      {
        onSuccess: () => {
          void message.success(t('released'));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t('releaseTitle')}
      okText={t(policy === 'delete' ? 'releaseDelete' : 'releaseDisable', { count })}
      okButtonProps={{ danger: true, disabled: note.trim() === '' }}
      cancelText={t('cancel')}
      confirmLoading={release.isPending}
      onOk={confirm}
      onCancel={onClose}
    >
      <p>{t(policy === 'delete' ? 'releaseDeleteText' : 'releaseDisableText', { count })}</p>
      <ProblemAlert error={release.error} />
      <Input.TextArea
        rows={2}
        maxLength={500}
        value={note}
        placeholder={t('releaseNote')}
        aria-label={t('releaseNote')}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
