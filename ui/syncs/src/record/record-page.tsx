import type { JsonObject, Side, SyncRecord, SyncSummary } from '@joinery/contracts';
import { useApi, useMay } from '@joinery/ui-api-client';
import {
  Ago,
  Badge,
  FailedState,
  GoTo,
  LoadingState,
  Page,
  Panel,
  paths,
  ProblemAlert,
  StateMessage,
  useParam,
  useText,
} from '@joinery/ui-kit';
import { Button } from 'antd';
import { ReloadOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { keyOfPath, valueAt } from '../model/field-titles.ts';
import { fieldPairs, type FieldPair } from '../model/pairs.ts';
import { useSides, type Sides } from '../model/use-side.ts';
import { IssueCard } from '../page/issue-card.tsx';
import { OutcomeDetail } from '../page/outcome-table.tsx';
import { LinkBadge, OutcomeBadge } from '../parts/badges.tsx';
import { FieldValue } from '../parts/field-value.tsx';
import { DirectionSign, SideName } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import '../syncs.css';

/** Which record of one system is which of the other, what both last agreed on, who won, and when. */
export function RecordPage() {
  const syncId = useParam('syncId') as SyncSummary['id'];
  const linkId = useParam('linkId') as SyncRecord['id'];
  const sync = useApi('readSync', { params: { syncId } });
  const record = useApi('readSyncLink', { params: { syncId, linkId } }, { everyMs: 4_000 });
  const failed = sync.error ?? (record.data ? null : record.error);
  if (failed)
    return <FailedState error={failed} onRetry={() => void Promise.all([sync.refetch(), record.refetch()])} />;
  if (!sync.data || !record.data) return <LoadingState />;
  return <Shown sync={sync.data} record={record.data} />;
}

function Shown({ sync, record }: { readonly sync: SyncSummary; readonly record: SyncRecord }) {
  const t = useText(syncsMessages);
  const sides = useSides(sync);
  const may = useMay('syncs.operate');
  const params = { syncId: sync.id, linkId: record.id };
  const now = useApi('readSyncSides', { params }, { enabled: may });
  const draft = useApi('readSyncDraft', { params: { syncId: sync.id } });
  const pairs = draft.data ? fieldPairs(draft.data.document) : [];
  return (
    <Page
      title={
        <span className="y-title">
          <span className="j-ellipsis">{nameOf(pairs, now.data, record) ?? record.a ?? record.b}</span>
          <LinkBadge state={record.state} />
        </span>
      }
      intro={
        <>
          <GoTo to={paths.sync(sync.id, { tab: 'links' })}>{sync.name}</GoTo> · {t('linkedAt')}{' '}
          <Ago at={record.linkedAt} />
        </>
      }
      actions={
        may && (
          <Button icon={<ReloadOutlined />} loading={now.isFetching} onClick={() => void now.refetch()}>
            {t('readNow')}
          </Button>
        )
      }
    >
      <div className="y-stack">
        <Issues sync={sync} sides={sides} record={record} />
        <Panel title={t('bothSides')}>
          <ProblemAlert error={now.error} />
          <SideTable sides={sides} record={record} pairs={pairs} now={now.data} />
        </Panel>
        <History sync={sync} sides={sides} record={record} />
      </div>
    </Page>
  );
}

type Now = { readonly a: JsonObject | null; readonly b: JsonObject | null };

function nameOf(pairs: readonly FieldPair[], now: Now | undefined, { agreed }: SyncRecord): string | undefined {
  const pair = pairs.find(
    ({ a, b }) => /^(name|subject|title)$/i.test(a?.at(-1) ?? '') || /^(name|subject|title)$/i.test(b?.at(-1) ?? ''),
  );
  if (!pair) return undefined;
  const values = [
    pair.a && (valueAt(now?.a, pair.a) ?? agreed.a?.[keyOfPath(pair.a)]),
    pair.b && (valueAt(now?.b, pair.b) ?? agreed.b?.[keyOfPath(pair.b)]),
  ];
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

interface SideTableProps {
  readonly sides: Sides;
  readonly record: SyncRecord;
  readonly pairs: readonly FieldPair[];
  readonly now: Now | undefined;
}

/** Field by field: as it is on each side now, and what both last agreed on. */
function SideTable({ sides, record, pairs, now }: SideTableProps) {
  const t = useText(syncsMessages);
  const cell = (side: Side, path: readonly string[] | undefined) => {
    if (!path) return <span className="j-muted">{t('madeExpression')}</span>;
    if (now && now[side] === null) return <span className="j-muted">{t('noRecordThere')}</span>;
    const value = now ? valueAt(now[side], path) : record.agreed[side]?.[keyOfPath(path)];
    return <FieldValue value={value} side={sides[side]} field={keyOfPath(path)} />;
  };
  return (
    <table className="y-table padded">
      <thead>
        <tr>
          <th style={{ width: '20%' }}>{t('field')}</th>
          {(['a', 'b'] as const).map((side) => (
            <th key={side}>
              <SideName side={sides[side]} />
              <span className="j-mono j-ellipsis y-id">{record[side] ?? '—'}</span>
            </th>
          ))}
          <th style={{ width: '24%' }}>{t('agreedLast')}</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map((pair) => (
          <tr key={pair.key}>
            <td>
              <span className="y-bar">
                {pair.a ? sides.a.titleOf(pair.a) : sides.b.titleOf(pair.b ?? [])}{' '}
                <DirectionSign direction={pair.way} />
              </span>
            </td>
            <td>{cell('a', pair.a)}</td>
            <td>{cell('b', pair.b)}</td>
            <td className="j-muted">
              <FieldValue
                value={
                  pair.b
                    ? (record.agreed.b?.[keyOfPath(pair.b)] ?? (pair.a && record.agreed.a?.[keyOfPath(pair.a)]))
                    : pair.a && record.agreed.a?.[keyOfPath(pair.a)]
                }
                side={pair.b ? sides.b : sides.a}
                field={keyOfPath(pair.b ?? pair.a ?? [])}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PartProps {
  readonly sync: SyncSummary;
  readonly sides: Sides;
  readonly record: SyncRecord;
}

function Issues({ sync, sides, record }: PartProps) {
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const issues = useApi(
    'listSyncIssues',
    { params: { syncId: sync.id }, query: { linkId: record.id, limit: 10 } },
    { everyMs: 4_000 },
  );
  return (issues.data?.items ?? []).map((issue) => (
    <IssueCard
      key={issue.id}
      sync={sync}
      sides={sides}
      issue={issue}
      decided={decided.has(issue.id)}
      onDecided={() => setDecided(new Set([...decided, issue.id]))}
    />
  ));
}

/** What became of it, newest first; edits that had to give way are marked and kept. */
function History({ sync, sides, record }: PartProps) {
  const t = useText(syncsMessages);
  return (
    <Panel title={t('history')}>
      {record.history.length === 0 ? (
        <StateMessage title={t('noHistory')}>{t('noHistoryText')}</StateMessage>
      ) : (
        <ol className="y-history">
          {record.history.map((one) => (
            <li key={one.id}>
              <div className="y-bar">
                <OutcomeBadge outcome={one.outcome} />
                {one.changes.some((change) => change.lost) && <Badge tone="warning">{t('lostSome')}</Badge>}
                <span style={{ flex: 1 }} />
                {one.passId && (
                  <GoTo to={paths.sync(sync.id, { tab: 'outcomes', pass: one.passId })}>{t('ofPass')}</GoTo>
                )}
                <span className="j-muted">
                  <Ago at={one.at} />
                </span>
              </div>
              <OutcomeDetail outcome={one} sides={sides} />
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
