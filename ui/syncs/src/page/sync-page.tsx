import { EditOutlined } from '@ant-design/icons';
import type { SyncSummary } from '@joinery/contracts';
import { useApi } from '@joinery/ui-api-client';
import { FailedState, LoadingState, Page, paths, useGo, useParam, useQueryState, useText } from '@joinery/ui-kit';
import { Badge as Count, Button, Tabs } from 'antd';
import { isUnderWay } from '../model/words.ts';
import { useSides, type Sides } from '../model/use-side.ts';
import { HealthBadge, SyncBadge } from '../parts/badges.tsx';
import { SidesLine } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import '../syncs.css';
import { IssuesTab } from './issues-tab.tsx';
import { LinksTab } from './links-tab.tsx';
import { OutcomesTab } from './outcomes-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { PlanTab } from './plan-tab.tsx';
import { SyncActions } from './sync-actions.tsx';
import { VersionsTab } from './versions-tab.tsx';

const tabs = ['overview', 'plan', 'issues', 'links', 'outcomes', 'versions'] as const;
type Tab = (typeof tabs)[number];

/** What every tab is given. */
export interface TabProps {
  readonly sync: SyncSummary;
  readonly sides: Sides;
}

/** One sync: how it is, what it would do, what it does, and what waits for a person. */
export function SyncPage() {
  const syncId = useParam('syncId');
  const sync = useApi('readSync', { params: { syncId: syncId as never } }, { everyMs: 4_000 });
  if (sync.isError && !sync.data) return <FailedState error={sync.error} onRetry={() => void sync.refetch()} />;
  if (!sync.data) return <LoadingState />;
  return <Shown sync={sync.data} />;
}

function Shown({ sync }: { readonly sync: SyncSummary }) {
  const t = useText(syncsMessages);
  const go = useGo();
  const sides = useSides(sync);
  const [query, setQuery] = useQueryState();
  const tab: Tab = tabs.find((one) => one === query['tab']) ?? 'overview';
  const given = { sync, sides };
  const choose = (key: string) =>
    setQuery({
      tab: key === 'overview' ? undefined : key,
      pass: undefined,
      outcome: undefined,
      record: undefined,
      code: undefined,
    });
  return (
    <Page
      title={
        <span className="y-title">
          <span className="j-ellipsis" title={sync.name}>
            {sync.name}
          </span>
          <SyncBadge sync={sync} />
          <HealthBadge sync={sync} />
        </span>
      }
      intro={
        <>
          <SidesLine sides={sides} direction={sync.direction} />
          {sync.description !== '' && <span className="y-description">{sync.description}</span>}
        </>
      }
      actions={
        <>
          <Button icon={<EditOutlined />} onClick={() => go(paths.editSync(sync.id))}>
            {t('edit')}
          </Button>
          <SyncActions sync={sync} />
        </>
      }
    >
      <Tabs
        activeKey={tab}
        onChange={choose}
        destroyOnHidden
        items={[
          { key: 'overview', label: t('tab-overview'), children: <OverviewTab {...given} /> },
          {
            key: 'plan',
            label: (
              <Count dot={awaitsPlan(sync)} offset={[6, 2]}>
                {t('tab-plan')}
              </Count>
            ),
            children: <PlanTab {...given} />,
          },
          {
            key: 'issues',
            label: (
              <span>
                {t('tab-issues')} {sync.issues > 0 && <Count count={sync.issues} overflowCount={9_999} size="small" />}
              </span>
            ),
            children: <IssuesTab {...given} />,
          },
          { key: 'links', label: t('tab-links'), children: <LinksTab {...given} /> },
          { key: 'outcomes', label: t('tab-outcomes'), children: <OutcomesTab {...given} /> },
          { key: 'versions', label: t('tab-versions'), children: <VersionsTab {...given} /> },
        ]}
      />
    </Page>
  );
}

/** A published version that has not been planned and accepted yet, with nothing under way for it. */
function awaitsPlan({ version, liveVersion, lastPass }: SyncSummary): boolean {
  return version !== null && version !== liveVersion && !isUnderWay(lastPass?.state);
}
