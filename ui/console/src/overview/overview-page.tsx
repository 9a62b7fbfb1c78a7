import { CheckCircleFilled, ExclamationCircleFilled, NodeIndexOutlined } from '@ant-design/icons';
import type { Overview } from '@joinery/contracts';
import { useApi, useRunNews } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  FailedState,
  formatNumber,
  GoTo,
  LoadingState,
  Page,
  Panel,
  paths,
  StateMessage,
  useGo,
  useLanguage,
  useText,
  type Tone,
} from '@joinery/ui-kit';
import { ExampleButton } from '@joinery/ui-sandbox';
import { Button } from 'antd';
import { overviewMessages } from './overview.messages.ts';
import { TrafficChart } from './traffic-chart.tsx';

type Key = keyof typeof overviewMessages;

/** Is everything flowing, what is late, what failed, since when. */
export function OverviewPage() {
  const t = useText(overviewMessages);
  useRunNews({});
  const overview = useApi('readOverview', { query: { hours: 24 } }, { everyMs: 30_000 });
  if (overview.isError) return <FailedState error={overview.error} onRetry={() => void overview.refetch()} />;
  if (!overview.data) return <LoadingState />;
  const { data } = overview;
  return (
    <Page title={t('title')}>
      <Verdict overview={data} />
      <Figures overview={data} />
      <div className="c-overview-grid">
        <Panel
          title={t('traffic')}
          extra={
            <span className="j-muted" style={{ fontSize: 13, fontWeight: 400 }}>
              {t('last24')}
            </span>
          }
        >
          <TrafficChart series={data.series} />
        </Panel>
        <Panel title={t('flows')} extra={<GoTo to={paths.flows()}>{t('allFlows')}</GoTo>}>
          <FlowHealth flows={data.flows} />
        </Panel>
      </div>
    </Page>
  );
}

const troubles: readonly { readonly key: Key; readonly of: (now: Overview['now']) => number; readonly to: string }[] = [
  { key: 'openAlerts', of: (now) => now.openAlerts, to: `${paths.alerts()}?state=open` },
  { key: 'dead', of: (now) => now.deadLetters, to: paths.runs({ state: 'failed' }) },
  { key: 'held', of: (now) => now.heldAttempts, to: paths.runs({ state: 'active' }) },
  { key: 'late', of: (now) => now.lateTriggers, to: paths.triggers() },
  { key: 'failing', of: (now) => now.failingConnections, to: paths.connections() },
];

/** The answer first: all is well, or what is not and where to mend it. */
function Verdict({ overview }: { readonly overview: Overview }) {
  const t = useText(overviewMessages);
  const language = useLanguage();
  const present = troubles.filter(({ of }) => of(overview.now) > 0);
  const well = present.length === 0;
  return (
    <section className="j-panel c-verdict">
      <span
        className={`j-tile j-tone-${well ? 'success' : 'warning'}`}
        style={{ width: 48, height: 48, borderRadius: 14, fontSize: 24 }}
      >
        {well ? <CheckCircleFilled /> : <ExclamationCircleFilled />}
      </span>
      <div>
        <h2>{well ? t('allWell') : t('attention', { count: present.length })}</h2>
        {well ? (
          <p>{t('allWellText', { accepted: formatNumber(overview.runs.accepted, language) })}</p>
        ) : (
          <p style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 20px' }}>
            {present.map(({ key, of, to }) => (
              <GoTo key={key} to={to}>
                {t(key, { count: of(overview.now) })}
              </GoTo>
            ))}
          </p>
        )}
      </div>
    </section>
  );
}

function Figures({ overview: { runs, now } }: { readonly overview: Overview }) {
  const t = useText(overviewMessages);
  const language = useLanguage();
  const share = runs.accepted === 0 ? 0 : runs.failed / runs.accepted;
  const rate = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 2,
  }).format(share);
  return (
    <div className="c-figures">
      <Figure to={paths.runs()} name={t('accepted')} value={runs.accepted} note={t('last24')} />
      <Figure
        to={paths.runs({ state: 'failed' })}
        name={t('failed')}
        value={runs.failed}
        note={t('failedRate', { rate })}
        tone={runs.failed > 0 ? 'error' : undefined}
      />
      <Figure
        to={paths.runs({ state: 'active' })}
        name={t('underWay')}
        value={now.running}
        note={t('underWayText', { queued: now.queued, waiting: now.waiting })}
      />
      <Figure
        to={paths.runs({ state: 'failed' })}
        name={t('deadLetters')}
        value={now.deadLetters}
        note={t('deadLettersText')}
        tone={now.deadLetters > 0 ? 'error' : undefined}
      />
    </div>
  );
}

interface FigureProps {
  readonly to: string;
  readonly name: string;
  readonly value: number;
  readonly note: string;
  readonly tone?: Tone | undefined;
}

function Figure({ to, name, value, note, tone }: FigureProps) {
  const language = useLanguage();
  return (
    <GoTo to={to} className="j-panel c-figure">
      <dl style={{ margin: 0 }}>
        <dt>{name}</dt>
        <dd style={tone === undefined ? undefined : { color: `var(--j-${tone})` }}>{formatNumber(value, language)}</dd>
      </dl>
      <small>{note}</small>
    </GoTo>
  );
}

const healthViews = {
  flowing: { key: 'flowing', tone: 'success' },
  idle: { key: 'idle', tone: 'idle' },
  late: { key: 'lateFlow', tone: 'warning' },
  failing: { key: 'failingFlow', tone: 'error' },
} as const satisfies Record<Overview['flows'][number]['health'], { key: Key; tone: Tone }>;

function FlowHealth({ flows }: { readonly flows: Overview['flows'] }) {
  const t = useText(overviewMessages);
  const go = useGo();
  if (flows.length === 0) {
    const actions = (
      <>
        <Button onClick={() => go(paths.flows())}>{t('toFlows')}</Button>
        <ExampleButton />
      </>
    );
    return (
      <StateMessage icon={<NodeIndexOutlined />} title={t('noFlows')} actions={actions}>
        {t('noFlowsText')}
      </StateMessage>
    );
  }
  return (
    <div style={{ padding: '4px 0' }}>
      {flows.map((flow) => {
        const { key, tone } = healthViews[flow.health];
        return (
          <div key={flow.id} style={{ display: 'flex', gap: 12, alignItems: 'center', padding: '10px 20px' }}>
            <div style={{ flex: 1, minWidth: 0 }}>
              <GoTo to={paths.flow(flow.id)} className="j-row-link j-ellipsis" title={flow.name}>
                {flow.name}
              </GoTo>
              <span className="j-muted" style={{ fontSize: 12.5 }}>
                {flow.lastEventAt === null ? t('neverSeen') : <Ago at={flow.lastEventAt} />} ·{' '}
                {t('succeededN', { count: flow.succeeded })}
                {flow.failed > 0 && ` · ${t('failedN', { count: flow.failed })}`}
              </span>
            </div>
            <Badge tone={tone}>{t(key)}</Badge>
          </div>
        );
      })}
    </div>
  );
}
