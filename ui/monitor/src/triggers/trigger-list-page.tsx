import { ThunderboltOutlined } from '@ant-design/icons';
import type { Json, TriggerView } from '@joinery/contracts';
import { useChange, useMay, usePages } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  CopyButton,
  FailedState,
  GoTo,
  JsonControl,
  KindTile,
  Page,
  Panel,
  paths,
  ProblemAlert,
  StateMessage,
  useGo,
  useLanguage,
  useText,
  type Tone,
} from '@joinery/ui-kit';
import { Button, Modal, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import '../monitor.css';
import { monitorMessages } from '../monitor.messages.ts';

const tones = { active: 'success', paused: 'idle', late: 'warning', failing: 'error' } as const satisfies Record<
  TriggerView['state'],
  Tone
>;

/** What starts the published flows, and whether it still does. */
export function TriggerListPage() {
  const t = useText(monitorMessages);
  const triggers = usePages('listTriggers', { query: { limit: 100 } }, { everyMs: 30_000 });
  return (
    <Page title={t('triggers')} intro={t('triggersIntro')}>
      <Panel>
        {triggers.isError ? (
          <FailedState error={triggers.error} onRetry={() => void triggers.refetch()} />
        ) : triggers.isSuccess && triggers.items.length === 0 ? (
          <StateMessage icon={<ThunderboltOutlined />} title={t('noTriggers')}>
            {t('noTriggersText')}
          </StateMessage>
        ) : (
          <TriggerTable triggers={triggers.items} loading={triggers.isPending} />
        )}
      </Panel>
    </Page>
  );
}

function TriggerTable({ triggers, loading }: { readonly triggers: readonly TriggerView[]; readonly loading: boolean }) {
  const t = useText(monitorMessages);
  const language = useLanguage();
  const may = useMay('runs.start');
  const [firing, setFiring] = useState<TriggerView>();
  const columns: TableColumnsType<TriggerView> = [
    {
      title: t('flow'),
      key: 'flow',
      render: (_, trigger) => (
        <div style={{ display: 'flex', gap: 12, alignItems: 'center', minWidth: 0 }}>
          <KindTile kind={trigger.kind} size={36} />
          <div style={{ minWidth: 0 }}>
            <GoTo to={paths.flow(trigger.flow.id)} className="j-row-link j-ellipsis">
              {trigger.flow.name}
            </GoTo>
            <span className="j-muted j-ellipsis">
              {t(`k_${trigger.kind}`)}
              {trigger.name === null ? '' : ` · ${trigger.name}`}
              {trigger.delivery === 'polling' ? ` · ${t('polling')}` : ''}
            </span>
          </div>
        </div>
      ),
    },
    {
      title: t('hookUrl'),
      key: 'hook',
      width: 360,
      render: (_, trigger) =>
        trigger.hookUrl === null ? (
          <span className="j-muted">—</span>
        ) : (
          <span style={{ display: 'flex', gap: 4, alignItems: 'center' }}>
            <span className="j-mono j-ellipsis" title={trigger.hookUrl}>
              {trigger.hookUrl}
            </span>
            <CopyButton text={trigger.hookUrl} />
          </span>
        ),
    },
    {
      title: t('lastEvent'),
      key: 'last',
      width: 130,
      render: (_, { lastEventAt }) =>
        lastEventAt === null ? <span className="j-muted">{t('never')}</span> : <Ago at={lastEventAt} />,
    },
    {
      title: t('state'),
      key: 'state',
      width: 130,
      render: (_, trigger) => (
        <span title={trigger.failure?.message[language]}>
          <Badge tone={tones[trigger.state]}>{t(`t_${trigger.state}`)}</Badge>
        </span>
      ),
    },
    {
      key: 'fire',
      width: 120,
      align: 'right',
      render: (_, trigger) => (
        <Button size="small" disabled={!may || trigger.state === 'paused'} onClick={() => setFiring(trigger)}>
          {t('fire')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Table<TriggerView>
        rowKey="id"
        columns={columns}
        dataSource={[...triggers]}
        loading={loading}
        pagination={false}
        tableLayout="fixed"
      />
      {firing && <FireDialog trigger={firing} onClose={() => setFiring(undefined)} />}
    </>
  );
}

function FireDialog({ trigger, onClose }: { readonly trigger: TriggerView; readonly onClose: () => void }) {
  const t = useText(monitorMessages);
  const go = useGo();
  const [event, setEvent] = useState<Json>({});
  const fire = useChange('fireTrigger', ['listRuns']);
  const start = () =>
    fire.mutate(
      { params: { triggerId: trigger.id }, body: { event: event as never } },
      { onSuccess: ({ runId }) => go(paths.run(runId)) },
    );
  return (
    <Modal
      open
      title={t('fireTitle')}
      okText={t('fire')}
      cancelText={t('back')}
      onCancel={onClose}
      onOk={start}
      confirmLoading={fire.isPending}
      width={560}
    >
      <ProblemAlert error={fire.error} />
      <JsonControl id="fire-event" value={event} disabled={false} onChange={(value) => setEvent(value ?? {})} />
    </Modal>
  );
}
