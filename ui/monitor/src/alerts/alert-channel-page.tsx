import { NotificationOutlined, PlusOutlined } from '@ant-design/icons';
import { useMay, usePages } from '@joinery/ui-api-client';
import type { AlertChannel } from '@joinery/contracts';
import { FailedState, LoadingState, Page, Panel, StateMessage, useText } from '@joinery/ui-kit';
import { Button } from 'antd';
import { useState } from 'react';
import '../monitor.css';
import { AlertChannelDialog } from './alert-channel-dialog.tsx';
import { AlertChannelRow } from './alert-channel-row.tsx';
import { alertChannelMessages } from './alert-channels.messages.ts';

/** Where alerts are sent, and how each channel fares. */
export function AlertChannelPage() {
  const t = useText(alertChannelMessages);
  const may = useMay('alerts.write');
  const channels = usePages('listAlertChannels', { query: { limit: 100 } }, { everyMs: 10_000 });
  const [editing, setEditing] = useState<AlertChannel | 'new'>();
  const add = (
    <Button type="primary" icon={<PlusOutlined />} disabled={!may} onClick={() => setEditing('new')}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('channels')} intro={t('channelsIntro')} actions={add}>
      <Panel>
        {channels.isPending && <LoadingState />}
        {channels.isError && <FailedState error={channels.error} onRetry={() => void channels.refetch()} />}
        {channels.isSuccess && channels.items.length === 0 && (
          <StateMessage icon={<NotificationOutlined />} title={t('noChannels')} actions={add}>
            {t('noChannelsText')}
          </StateMessage>
        )}
        {channels.items.map((channel) => (
          <AlertChannelRow key={channel.id} channel={channel} onEdit={() => setEditing(channel)} />
        ))}
      </Panel>
      {editing && (
        <AlertChannelDialog channel={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </Page>
  );
}
