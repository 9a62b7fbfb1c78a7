import { CheckCircleOutlined } from '@ant-design/icons';
import type { Alert } from '@joinery/contracts';
import { useChange, useMay, usePages } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  FailedState,
  GoTo,
  LoadingState,
  Page,
  Panel,
  paths,
  StateMessage,
  useLanguage,
  useQueryState,
  useText,
  type Tone,
} from '@joinery/ui-kit';
import { Button, Segmented } from 'antd';
import '../monitor.css';
import { monitorMessages } from '../monitor.messages.ts';

const tones = { open: 'error', acknowledged: 'warning', resolved: 'success' } as const satisfies Record<
  Alert['state'],
  Tone
>;
type Filter = Alert['state'] | 'all';

/** What needs a person, the latest first. */
export function AlertListPage() {
  const t = useText(monitorMessages);
  const [query, setQuery] = useQueryState();
  const state = (query['state'] ?? 'all') as Filter;
  const alerts = usePages(
    'listAlerts',
    { query: { limit: 50, ...(state === 'all' ? {} : { state }) } },
    { everyMs: 20_000, keepPrevious: true },
  );
  const filters: { value: Filter; label: string }[] = [
    { value: 'all', label: t('allStates') },
    { value: 'open', label: t('open') },
    { value: 'acknowledged', label: t('acknowledged') },
    { value: 'resolved', label: t('resolved') },
  ];
  return (
    <Page
      title={t('alerts')}
      intro={t('alertsIntro')}
      actions={<GoTo to={paths.alertChannels()}>{t('alertChannels')}</GoTo>}
    >
      <Panel>
        <div className="j-filters">
          <Segmented<Filter>
            options={filters}
            value={state}
            onChange={(next) => setQuery({ state: next === 'all' ? undefined : next })}
          />
        </div>
        {alerts.isPending && <LoadingState />}
        {alerts.isError && <FailedState error={alerts.error} onRetry={() => void alerts.refetch()} />}
        {alerts.isSuccess && alerts.items.length === 0 && (
          <StateMessage icon={<CheckCircleOutlined />} title={t('noAlerts')}>
            {t('noAlertsText')}
          </StateMessage>
        )}
        {alerts.items.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
        {alerts.hasNextPage && (
          <div style={{ padding: 16, textAlign: 'center' }}>
            <Button loading={alerts.isFetchingNextPage} onClick={() => void alerts.fetchNextPage()}>
              {t('loadMore')}
            </Button>
          </div>
        )}
      </Panel>
    </Page>
  );
}

function AlertRow({ alert }: { readonly alert: Alert }) {
  const t = useText(monitorMessages);
  const language = useLanguage();
  const may = useMay('alerts.acknowledge');
  const acknowledge = useChange('acknowledgeAlert', ['listAlerts', 'readOverview']);
  return (
    <article className="r-alert">
      <Badge tone={tones[alert.state]}>{t(alert.state)}</Badge>
      <div style={{ minWidth: 0 }}>
        <b>
          {t(`a_${alert.kind}`)}
          {alert.flow && (
            <>
              {' · '}
              <GoTo to={paths.flow(alert.flow.id)}>{alert.flow.name}</GoTo>
            </>
          )}
        </b>
        <p>{alert.message[language]}</p>
        <small>
          <span>{t('times', { count: alert.count })}</span>
          <span>
            {t('firstSeen')} <Ago at={alert.firstAt} />
          </span>
          <span>
            {t('lastSeen')} <Ago at={alert.lastAt} />
          </span>
          <span className="j-mono">{alert.code}</span>
          {alert.acknowledgedBy && <span>{t('byWhom', { name: alert.acknowledgedBy.name })}</span>}
          {alert.runId !== null && <GoTo to={paths.run(alert.runId)}>{t('openRun')}</GoTo>}
          {alert.connectionId !== null && <GoTo to={paths.connection(alert.connectionId)}>{t('openConnection')}</GoTo>}
        </small>
      </div>
      {alert.state === 'open' && (
        <Button
          disabled={!may}
          loading={acknowledge.isPending}
          onClick={() => acknowledge.mutate({ params: { alertId: alert.id } })}
        >
          {t('acknowledge')}
        </Button>
      )}
    </article>
  );
}
