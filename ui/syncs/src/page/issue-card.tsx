import type { Side, SyncIssue, SyncSummary } from '@joinery/contracts';
import { useChange, useMay } from '@joinery/ui-api-client';
import { Ago, Badge, GoTo, paths, ProblemAlert, useText } from '@joinery/ui-kit';
import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { Sides } from '../model/use-side.ts';
import { OutcomeBadge } from '../parts/badges.tsx';
import { recordName } from '../parts/record-name.ts';
import { SideName } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { EditStoredDialog } from './edit-stored-dialog.tsx';
import { MatchActs } from './match-acts.tsx';
import { OutcomeDetail } from './outcome-table.tsx';
import { touched } from '../model/touched.ts';

interface IssueCardProps {
  readonly sync: SyncSummary;
  readonly sides: Sides;
  readonly issue: SyncIssue;
  /** A person has spoken; the next pass does it. */
  readonly decided: boolean;
  readonly onDecided: () => void;
  readonly picked?: boolean;
  readonly onPick?: (on: boolean) => void;
}

/** One record that waits: what it is, what is the matter, and the words that settle it. */
export function IssueCard(props: IssueCardProps) {
  const { sync, sides, issue, decided, picked, onPick } = props;
  const t = useText(syncsMessages);
  const name = recordName(issue) ?? issue.recordId;
  return (
    <article className={decided ? 'j-panel y-issue decided' : 'j-panel y-issue'} aria-label={name}>
      <header className="y-issue-head">
        {onPick && (
          <Checkbox
            checked={picked ?? false}
            disabled={decided}
            aria-label={t('pick', { name })}
            onChange={(event) => onPick(event.target.checked)}
          />
        )}
        <div style={{ flex: 1, minWidth: 0 }}>
          {issue.linkId ? (
            <GoTo to={paths.syncRecord(sync.id, issue.linkId)} className="j-row-link j-ellipsis" title={name}>
              {name}
            </GoTo>
          ) : (
            <b className="j-ellipsis" title={name}>
              {name}
            </b>
          )}
          <span className="j-muted y-ids">
            <SideName side={sides[issue.side]} size={16} />
            <span className="j-mono j-ellipsis">{issue.recordId}</span>
            <Ago at={issue.at} />
          </span>
        </div>
        {issue.edited && <Badge tone="running">{t('edited')}</Badge>}
        {decided ? <Badge tone="running">{t('decided')}</Badge> : <OutcomeBadge outcome={issue.outcome} />}
      </header>
      <OutcomeDetail outcome={{ ...issue, passId: null }} sides={sides} />
      {!decided && <IssueActs {...props} />}
    </article>
  );
}

function IssueActs(props: IssueCardProps) {
  const may = useMay('syncs.operate');
  if (!may) return null;
  const { outcome, conflict, linkId } = props.issue;
  switch (outcome) {
    case 'conflict':
      return conflict?.reason === 'unsure-match' ? <MatchActs {...props} /> : <ConflictActs {...props} />;
    case 'invalid':
    case 'failed':
      return props.issue.failure?.code === 'sync.outcome-unknown' ? <MatchActs {...props} /> : <RetryActs {...props} />;
    case 'parked':
      return linkId ? <ReleaseAct {...props} linkId={linkId} /> : null;
    default:
      return null;
  }
}

function useTold({ onDecided }: IssueCardProps) {
  const t = useText(syncsMessages);
  const { modal, message } = App.useApp();
  return {
    onSuccess: () => {
      void message.success(t('toldIt'));
      onDecided();
    },
    onError: (error: unknown) =>
      void modal.error({ title: t('notDone'), content: <ProblemAlert error={error} />, okText: t('understood') }),
  };
}

const otherOf = (side: Side): Side => (side === 'a' ? 'b' : 'a');

function ConflictActs(props: IssueCardProps) {
  const { sync, sides, issue } = props;
  const t = useText(syncsMessages);
  const told = useTold(props);
  const { modal } = App.useApp();
  const [deciding, setDeciding] = useState(false);
  const decide = useChange('decideSyncConflicts', touched);
  const params = { syncId: sync.id };
  const keep = (side: Side) =>
    decide.mutate({ params, body: { choice: { ids: [issue.id] }, verdict: { kind: 'keep', side } } }, told);
  if (issue.conflict?.reason === 'deleted-and-changed') {
    const [gone, living] = [issue.side, otherOf(issue.side)];
    const ask = () =>
      void modal.confirm({
        title: t('alsoRemove', { side: sides[living].name }),
        content: t('alsoRemoveText', { side: sides[living].name }),
        okText: t('alsoRemove', { side: sides[living].name }),
        okButtonProps: { danger: true },
        cancelText: t('back'),
        onOk: () => keep(gone),
      });
    return (
      <footer className="y-issue-foot">
        <Button type="primary" loading={decide.isPending} onClick={() => keep(living)}>
          {t('makeAgain', { side: sides[gone].name })}
        </Button>
        <Button danger loading={decide.isPending} onClick={ask}>
          {t('alsoRemove', { side: sides[living].name })}
        </Button>
      </footer>
    );
  }
  return (
    <footer className="y-issue-foot">
      {(['a', 'b'] as const).map((side) => (
        <Button
          key={side}
          loading={decide.isPending}
          title={t('keepSideText', { side: sides[side].name, other: sides[otherOf(side)].name })}
          onClick={() => keep(side)}
        >
          {t('keepSide', { side: sides[side].name })}
        </Button>
      ))}
      <Button type="link" onClick={() => setDeciding(true)}>
        {t('decideFields')}
      </Button>
      {deciding && issue.conflict && (
        <DecideDialog
          sync={sync}
          sides={sides}
          issueId={issue.id}
          conflict={issue.conflict}
          onDone={props.onDecided}
          onClose={() => setDeciding(false)}
        />
      )}
    </footer>
  );
}

function RetryActs(props: IssueCardProps) {
  const { sync, sides, issue } = props;
  const t = useText(syncsMessages);
  const told = useTold(props);
  const [editing, setEditing] = useState(false);
  const retry = useChange('retrySyncIssues', touched);
  const params = { syncId: sync.id };
  const start = (way: 'read-again' | 'send-stored') => retry.mutate({ params, body: { way, ids: [issue.id] } }, told);
  return (
    <footer className="y-issue-foot">
      <Button loading={retry.isPending} title={t('read-again-text')} onClick={() => start('read-again')}>
        {t('read-again')}
      </Button>
      {issue.stored && (
        <>
          <Button loading={retry.isPending} title={t('send-stored-text')} onClick={() => start('send-stored')}>
            {t('send-stored')}
          </Button>
          <Button type="link" onClick={() => setEditing(true)}>
            {t('correct')}
          </Button>
        </>
      )}
      {editing && issue.stored && (
        <EditStoredDialog
          sync={sync}
          side={sides[issue.stored.side]}
          issue={issue}
          onDone={props.onDecided}
          onClose={() => setEditing(false)}
        />
      )}
    </footer>
  );
}

function ReleaseAct(props: IssueCardProps & { readonly linkId: NonNullable<SyncIssue['linkId']> }) {
  const { sync, linkId } = props;
  const t = useText(syncsMessages);
  const told = useTold(props);
  const release = useChange('releaseSyncLink', touched);
  return (
    <footer className="y-issue-foot">
      <Button
        type="primary"
        loading={release.isPending}
        onClick={() => release.mutate({ params: { syncId: sync.id, linkId } }, told)}
      >
        {t('releaseRecord')}
      </Button>
      <span className="j-muted">{t('releaseRecordText')}</span>
    </footer>
  );
}
