import { CheckCircleOutlined } from '@ant-design/icons';
import type { SyncIssue } from '@joinery/contracts';
import { usePages } from '@joinery/ui-api-client';
import { FailedState, LoadingState, Panel, StateMessage, useQueryState, useText } from '@joinery/ui-kit';
import { Button, Checkbox, Segmented } from 'antd';
import { useState } from 'react';
import { issueOutcomes, type IssueOutcome } from '../model/words.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { BulkBar } from './bulk-bar.tsx';
import { GuardPanel } from './guard-panel.tsx';
import { IssueCard } from './issue-card.tsx';
import type { TabProps } from './sync-page.tsx';

/** Everything that waits for a person's word, by what it is. */
export function IssuesTab({ sync, sides }: TabProps) {
  const t = useText(syncsMessages);
  const [query, setQuery] = useQueryState();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const named = issueOutcomes.find((one) => one === query['outcome']);
  const outcome = named ?? issueOutcomes.find((one) => (sync.waiting[one] ?? 0) > 0) ?? 'conflict';
  const issues = usePages(
    'listSyncIssues',
    { params: { syncId: sync.id }, query: { limit: 50, outcome } },
    { everyMs: 3_000, keepPrevious: true },
  );
  const shown = issues.items.filter((one) => one.outcome === outcome);
  const picked = shown.filter((one) => chosen.has(one.id) && !decided.has(one.id));
  const selectable = outcome !== 'would-delete' && outcome !== 'parked';
  const note = (ids: readonly string[]) => {
    setDecided((now) => new Set([...now, ...ids]));
    setChosen(new Set());
  };
  const pick = (ids: readonly string[], on: boolean) =>
    setChosen((now) => {
      const next = new Set(now);
      for (const id of ids)
        if (on) next.add(id);
        else next.delete(id);
      return next;
    });
  const open = shown.filter((one) => !decided.has(one.id));
  return (
    <div className="y-stack">
      <Segmented<IssueOutcome>
        aria-label={t('tab-issues')}
        value={outcome}
        onChange={(next) => {
          setQuery({ outcome: next });
          setChosen(new Set());
        }}
        options={issueOutcomes.map((one) => ({
          value: one,
          label: `${t(`outcome-${one}`)} ${sync.waiting[one] ?? 0}`,
        }))}
      />
      <p className="j-muted y-issue-lead">{t(`issue-${outcome}-text`)}</p>
      {outcome === 'would-delete' && <GuardPanel sync={sync} />}
      {issues.isError && <FailedState error={issues.error} onRetry={() => void issues.refetch()} />}
      {issues.isPending && <LoadingState />}
      {issues.isSuccess && shown.length === 0 && (
        <Panel>
          <StateMessage icon={<CheckCircleOutlined />} title={t('noIssues')}>
            {t('noIssuesText')}
          </StateMessage>
        </Panel>
      )}
      {selectable && shown.length > 0 && (
        <div className="y-issue-bar">
          <Checkbox
            checked={open.length > 0 && open.every((one) => chosen.has(one.id))}
            indeterminate={picked.length > 0 && picked.length < open.length}
            onChange={(event) =>
              pick(
                open.map((one) => one.id),
                event.target.checked,
              )
            }
          >
            {picked.length > 0 ? t('pickedN', { count: picked.length }) : t('pickAll')}
          </Checkbox>
          <BulkBar sync={sync} sides={sides} outcome={outcome} picked={picked} onDone={note} />
        </div>
      )}
      {shown.map((issue: SyncIssue) => (
        <IssueCard
          key={issue.id}
          sync={sync}
          sides={sides}
          issue={issue}
          decided={decided.has(issue.id)}
          onDecided={() => note([issue.id])}
          {...(selectable ? { picked: chosen.has(issue.id), onPick: (on: boolean) => pick([issue.id], on) } : {})}
        />
      ))}
      {issues.hasNextPage && (
        <Button block loading={issues.isFetchingNextPage} onClick={() => void issues.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
    </div>
  );
}
