import { DownOutlined, MoreOutlined, SyncOutlined } from '@ant-design/icons';
import type { SyncSummary } from '@joinery/contracts';
import { useChange, useMay } from '@joinery/ui-api-client';
import { ProblemAlert, useText } from '@joinery/ui-kit';
import { App, Button, Dropdown, Space, type MenuProps } from 'antd';
import { useState } from 'react';
import { touched } from '../model/touched.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { BackfillDialog } from './backfill-dialog.tsx';

/** Run it now in one of the three ways; pause it, go on, put it away. */
export function SyncActions({ sync }: { readonly sync: SyncSummary }) {
  const t = useText(syncsMessages);
  const { message, modal } = App.useApp();
  const mayOperate = useMay('syncs.operate');
  const mayPublish = useMay('syncs.publish');
  const [filling, setFilling] = useState(false);
  const run = useChange('runPass', touched);
  const pause = useChange('pauseSync', touched);
  const activate = useChange('activateSync', touched);
  const archive = useChange('archiveSync', touched);
  const params = { syncId: sync.id };
  const isLive = sync.state === 'published' && sync.liveVersion !== null;
  const failed = (error: unknown) =>
    void modal.error({ title: t('notDone'), content: <ProblemAlert error={error} />, okText: t('understood') });
  const start = (kind: 'changes' | 'full') =>
    run.mutate({ params, body: { kind } }, { onSuccess: () => void message.success(t('requested')), onError: failed });
  const ways: MenuProps['items'] = [
    { key: 'full', label: t('runFull'), onClick: () => start('full') },
    { key: 'backfill', label: t('runBackfill'), onClick: () => setFilling(true) },
  ];
  const ask = (title: string, text: string, work: () => Promise<unknown>, danger = false) =>
    void modal.confirm({
      title,
      content: text,
      okText: title,
      cancelText: t('back'),
      okButtonProps: { danger },
      onOk: () => work().catch(failed),
    });
  const more: MenuProps['items'] = [
    ...(sync.state === 'published'
      ? [
          {
            key: 'pause',
            label: t('pauseSync'),
            onClick: () => ask(t('pauseSync'), t('pauseSyncText'), () => pause.mutateAsync({ params })),
          },
        ]
      : []),
    ...(sync.state === 'archived'
      ? []
      : [
          {
            key: 'archive',
            danger: true,
            label: t('archiveSync'),
            onClick: () => ask(t('archiveSync'), t('archiveSyncText'), () => archive.mutateAsync({ params }), true),
          },
        ]),
  ];
  return (
    <>
      {sync.state === 'paused' ? (
        <Button
          type="primary"
          disabled={!mayPublish}
          loading={activate.isPending}
          onClick={() => activate.mutate({ params }, { onError: failed })}
        >
          {t('activateSync')}
        </Button>
      ) : (
        <Space.Compact>
          <Button
            type="primary"
            icon={<SyncOutlined />}
            disabled={!mayOperate || !isLive}
            title={isLive ? undefined : t('planFirst')}
            loading={run.isPending}
            onClick={() => start('changes')}
          >
            {t('runNow')}
          </Button>
          <Dropdown
            menu={{ items: ways }}
            trigger={['click']}
            disabled={!mayOperate || !isLive}
            placement="bottomRight"
          >
            <Button
              type="primary"
              icon={<DownOutlined />}
              aria-label={t('runOther')}
              disabled={!mayOperate || !isLive}
            />
          </Dropdown>
        </Space.Compact>
      )}
      {mayPublish && more.length > 0 && (
        <Dropdown menu={{ items: more }} trigger={['click']} placement="bottomRight">
          <Button icon={<MoreOutlined />} aria-label={t('more')} />
        </Dropdown>
      )}
      {filling && <BackfillDialog sync={sync} onClose={() => setFilling(false)} />}
    </>
  );
}
