import type { AlertChannel, AlertChannelTest } from '@joinery/contracts';
import { useChange, useMay } from '@joinery/ui-api-client';
import { Ago, Badge, FailureCard, GoTo, paths, ProblemAlert, useLanguage, useText, type Tone } from '@joinery/ui-kit';
import { Alert, App, Button } from 'antd';
import { alertChannelMessages } from './alert-channels.messages.ts';

const tones = { paused: 'idle', unknown: 'idle', healthy: 'success', failing: 'error' } as const satisfies Record<
  AlertChannel['health'] | 'paused',
  Tone
>;

const outdated = ['listAlertChannels'] as const;

/** One channel: whether it works, what is wrong in words, and what can be done about it. */
export function AlertChannelRow({ channel, onEdit }: { readonly channel: AlertChannel; readonly onEdit: () => void }) {
  const t = useText(alertChannelMessages);
  const may = useMay('alerts.write');
  const { modal } = App.useApp();
  const params = { channelId: channel.id };
  const test = useChange('testAlertChannel', outdated);
  const update = useChange('updateAlertChannel', outdated);
  const remove = useChange('deleteAlertChannel', outdated);
  const state = channel.state === 'paused' ? 'paused' : channel.health;
  const next = channel.state === 'paused' ? 'active' : 'paused';
  const ask = () =>
    void modal.confirm({
      title: `${t('remove')}: ${channel.name}`,
      content: t('removeText'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: () => remove.mutateAsync({ params }),
    });
  return (
    <article className="r-alert">
      <Badge tone={tones[state]}>{t(state)}</Badge>
      <div style={{ minWidth: 0 }}>
        <b>{channel.name}</b>
        <small style={{ marginTop: 4 }}>
          <GoTo to={paths.connection(channel.connection.id)}>{channel.connection.name}</GoTo>
          {channel.recipients.length > 0 && <span>{channel.recipients.join(', ')}</span>}
          {channel.lastSentAt !== null && (
            <span>
              {t('lastSent')} <Ago at={channel.lastSentAt} />
            </span>
          )}
          {channel.failedAt !== null && (
            <span>
              {t('failedAt')} <Ago at={channel.failedAt} />
            </span>
          )}
          {channel.waiting > 0 && <span>{t('waiting', { count: channel.waiting })}</span>}
          {channel.givenUp > 0 && <span>{t('givenUp', { count: channel.givenUp })}</span>}
        </small>
        <div style={{ display: 'grid', gap: 8, marginTop: 8 }}>
          <ProblemAlert error={test.error ?? update.error ?? remove.error} />
          {test.data ? (
            <TestOutcome outcome={test.data} />
          ) : (
            channel.failure && <FailureCard failure={channel.failure} />
          )}
        </div>
      </div>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', justifyContent: 'end' }}>
        <Button size="small" disabled={!may} loading={test.isPending} onClick={() => test.mutate({ params })}>
          {t('test')}
        </Button>
        <Button size="small" disabled={!may} onClick={onEdit}>
          {t('edit')}
        </Button>
        <Button
          size="small"
          disabled={!may}
          loading={update.isPending}
          onClick={() => update.mutate({ params, body: { revision: channel.revision, state: next } })}
        >
          {t(next === 'paused' ? 'pause' : 'activate')}
        </Button>
        <Button size="small" danger disabled={!may} onClick={ask}>
          {t('remove')}
        </Button>
      </div>
    </article>
  );
}

function TestOutcome({ outcome }: { readonly outcome: AlertChannelTest }) {
  const language = useLanguage();
  if (outcome.failure) return <FailureCard failure={outcome.failure} />;
  return <Alert type="success" showIcon title={outcome.message[language]} />;
}
