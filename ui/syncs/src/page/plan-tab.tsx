import { FileSearchOutlined } from '@ant-design/icons';
import type { Pass, SyncOutcome } from '@joinery/contracts';
import { call, outdate, useApi, useChange, useMay } from '@joinery/ui-api-client';
import {
  Ago,
  FailedState,
  FailureCard,
  LoadingState,
  Panel,
  ProblemAlert,
  StateMessage,
  useQueryState,
  useText,
} from '@joinery/ui-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button } from 'antd';
import { isUnderWay } from '../model/words.ts';
import { PassBadge } from '../parts/badges.tsx';
import { CountTiles } from '../parts/counts.tsx';
import { PassProgress } from '../parts/pass-progress.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import { OutcomeList } from './outcome-list.tsx';
import { PassActions } from './pass-actions.tsx';
import { touched } from '../model/touched.ts';
import type { TabProps } from './sync-page.tsx';

/** What the next full pass would do, record by record, before anything is written. */
export function PlanTab(props: TabProps) {
  const { sync } = props;
  const t = useText(syncsMessages);
  const [query] = useQueryState();
  const named = query['pass'];
  const plans = useApi(
    'listPasses',
    { params: { syncId: sync.id }, query: { scope: 'plan', limit: 1 } },
    { everyMs: 2_000, enabled: named === undefined },
  );
  const one = useApi(
    'readPass',
    { params: { syncId: sync.id, passId: (named ?? '') as never } },
    { everyMs: 2_000, enabled: named !== undefined },
  );
  const answer = named === undefined ? plans : one;
  if (answer.isError) return <FailedState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <LoadingState />;
  const plan = named === undefined ? plans.data?.items[0] : one.data;
  if (plan) return <Plan {...props} plan={plan} />;
  return (
    <Panel>
      <StateMessage icon={<FileSearchOutlined />} title={t('noPlan')} actions={<PlanButton sync={sync} primary />}>
        {t(sync.version === null ? 'publishFirst' : 'noPlanText')}
      </StateMessage>
    </Panel>
  );
}

function PlanButton({ sync, primary = false }: Pick<TabProps, 'sync'> & { readonly primary?: boolean }) {
  const t = useText(syncsMessages);
  const { modal } = App.useApp();
  const may = useMay('syncs.operate');
  const plan = useChange('planSync', touched);
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      disabled={!may || sync.version === null || sync.state !== 'published'}
      loading={plan.isPending}
      onClick={() =>
        plan.mutate(
          { params: { syncId: sync.id }, body: {} },
          {
            onError: (error) =>
              void modal.error({
                title: t('notDone'),
                content: <ProblemAlert error={error} />,
                okText: t('understood'),
              }),
          },
        )
      }
    >
      {t(primary ? 'makePlan' : 'planAgain')}
    </Button>
  );
}

const always: readonly SyncOutcome[] = ['created', 'updated', 'unchanged', 'conflict', 'would-delete'];

function Plan({ sync, sides, plan }: TabProps & { readonly plan: Pass }) {
  const t = useText(syncsMessages);
  const [query, setQuery] = useQueryState();
  const outcome = query['outcome'] as SyncOutcome | undefined;
  const moving = isUnderWay(plan.state) || plan.state === 'paused';
  return (
    <div className="y-stack">
      <Panel
        title={
          <span className="y-bar">
            {t('planOf', { version: plan.version })}
            <PassBadge state={plan.state} />
            <small className="j-muted">
              <Ago at={plan.endedAt ?? plan.startedAt ?? plan.createdAt} />
            </small>
          </span>
        }
        extra={
          <span className="y-bar">
            {moving ? <PassActions pass={plan} /> : <PlanButton sync={sync} />}
            {plan.state === 'done' && <GoLive sync={sync} sides={sides} plan={plan} />}
          </span>
        }
      >
        <div className="y-panel-body">
          <p className="j-muted y-panel-lead">{t('planText')}</p>
          {moving && <PassProgress pass={plan} />}
          {plan.failure && <FailureCard failure={plan.failure} />}
          <PlanAge sync={sync} plan={plan} />
          <CountTiles
            counts={plan.counts}
            scope="plan"
            always={always}
            chosen={outcome}
            onChoose={(next) => setQuery({ outcome: next })}
          />
        </div>
      </Panel>
      {plan.state !== 'queued' && (
        <Panel title={t('planRecords')}>
          <OutcomeList
            syncId={sync.id}
            sides={sides}
            scope="plan"
            query={{ passId: plan.id, ...(outcome ? { outcome } : {}) }}
            everyMs={moving ? 2_000 : undefined}
            emptyText={t('planRecordsNone')}
          />
        </Panel>
      )}
    </div>
  );
}

/** A plan of another version tells nothing about this one. */
function PlanAge({ sync, plan }: Pick<TabProps, 'sync'> & { readonly plan: Pass }) {
  const t = useText(syncsMessages);
  if (plan.state !== 'done') return null;
  if (plan.version !== sync.version)
    return (
      <Alert type="warning" showIcon title={t('planOutdated', { version: plan.version, now: sync.version ?? 0 })} />
    );
  if (sync.liveVersion === plan.version) return <Alert type="success" showIcon title={t('planAccepted')} />;
  return null;
}

/** Accepts the plan: its version goes live, and what was planned is done. */
function GoLive({ sync, plan }: TabProps & { readonly plan: Pass }) {
  const t = useText(syncsMessages);
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const [, setQuery] = useQueryState();
  const mayPublish = useMay('syncs.publish');
  const mayOperate = useMay('syncs.operate');
  const accept = useMutation({
    mutationFn: async () => {
      const params = { syncId: sync.id };
      await call('goLive', { params, body: { planId: plan.id } });
      if (mayOperate) await call('runPass', { params, body: { kind: 'full' } });
      await outdate(client, touched);
    },
  });
  if (plan.version !== sync.version || sync.liveVersion === plan.version || plan.kind !== 'full') return null;
  const count = (outcome: SyncOutcome) => plan.counts[outcome] ?? 0;
  const ask = () =>
    void modal.confirm({
      title: t('goLiveTitle'),
      width: 520,
      content: (
        <>
          <p>
            {t('goLiveText', {
              created: count('created'),
              updated: count('updated'),
              unchanged: count('unchanged'),
            })}
          </p>
          <p className="j-muted">
            {t('goLiveRest', { waiting: count('conflict') + count('invalid') + count('failed') })}
          </p>
        </>
      ),
      okText: t('goLive'),
      cancelText: t('back'),
      onOk: () =>
        accept.mutateAsync().then(
          () => {
            void message.success(t('wentLive'));
            setQuery({ tab: undefined, outcome: undefined, pass: undefined });
          },
          (error: unknown) =>
            void modal.error({ title: t('notDone'), content: <ProblemAlert error={error} />, okText: t('understood') }),
        ),
    });
  return (
    <Button
      type="primary"
      disabled={!mayPublish || sync.state !== 'published'}
      loading={accept.isPending}
      onClick={ask}
    >
      {t('goLive')}
    </Button>
  );
}
