import type { PassScope, SyncOutcomeView } from '@joinery/contracts';
import { Ago, FailureCard, GoTo, paths, useLanguage, useText } from '@joinery/ui-kit';
import { Table, type TableColumnsType } from 'antd';
import type { Sides } from '../model/use-side.ts';
import { OutcomeBadge } from '../parts/badges.tsx';
import { ConflictTable } from '../parts/conflict-table.tsx';
import { ChangeLine, ChangeTable } from '../parts/field-value.tsx';
import { recordName } from '../parts/record-name.ts';
import { SideName } from '../parts/side-name.tsx';
import { syncsMessages } from '../syncs.messages.ts';

interface OutcomeTableProps {
  readonly syncId: string;
  readonly outcomes: readonly SyncOutcomeView[];
  readonly sides: Sides;
  readonly scope: PassScope;
  readonly loading: boolean;
}

/** Records with what became of them; a row opens to its diff. */
export function OutcomeTable({ syncId, outcomes, sides, scope, loading }: OutcomeTableProps) {
  const t = useText(syncsMessages);
  const columns: TableColumnsType<SyncOutcomeView> = [
    {
      title: t('outcome'),
      key: 'outcome',
      width: 132,
      render: (_, one) => <OutcomeBadge outcome={one.outcome} scope={scope} />,
    },
    {
      title: t('record'),
      key: 'record',
      width: 260,
      render: (_, one) => <RecordCell syncId={syncId} outcome={one} sides={sides} scope={scope} />,
    },
    { title: t('whatChanges'), key: 'changes', render: (_, one) => <Summary outcome={one} sides={sides} /> },
    ...(scope === 'live'
      ? [
          {
            title: t('when'),
            key: 'when',
            width: 110,
            render: (_: unknown, one: SyncOutcomeView) => <Ago at={one.at} />,
          },
        ]
      : []),
  ];
  return (
    <Table<SyncOutcomeView>
      rowKey="id"
      columns={columns}
      dataSource={[...outcomes]}
      loading={loading}
      pagination={false}
      tableLayout="fixed"
      expandable={{
        expandRowByClick: true,
        rowExpandable: (one) => one.changes.length > 0 || one.failure !== null || one.conflict !== null,
        expandedRowRender: (one) => <OutcomeDetail outcome={one} sides={sides} />,
      }}
    />
  );
}

interface CellProps {
  readonly outcome: SyncOutcomeView;
  readonly sides: Sides;
}

function RecordCell({
  syncId,
  outcome,
  sides,
  scope,
}: CellProps & { readonly syncId: string; readonly scope: PassScope }) {
  const name = recordName(outcome);
  const { linkId, recordId, otherId, side } = outcome;
  const words = name ?? recordId;
  return (
    <>
      {linkId && scope === 'live' ? (
        <GoTo to={paths.syncRecord(syncId, linkId)} className="j-row-link j-ellipsis" title={words}>
          {words}
        </GoTo>
      ) : (
        <span className="j-ellipsis" style={{ fontWeight: 550 }} title={words}>
          {words}
        </span>
      )}
      <span className="j-muted y-ids">
        <SideName side={sides[side]} size={16} />
        <span className="j-mono j-ellipsis" title={otherId === null ? recordId : `${recordId} ⇄ ${otherId}`}>
          {recordId}
        </span>
      </span>
    </>
  );
}

function Summary({ outcome, sides }: CellProps) {
  const t = useText(syncsMessages);
  const language = useLanguage();
  const { failure, conflict, changes } = outcome;
  if (failure) return <span className="y-failure j-ellipsis">{failure.message[language]}</span>;
  if (conflict) return <span className="j-ellipsis">{t(`reason-${conflict.reason}`)}</span>;
  return <ChangeLine changes={changes} sides={sides} />;
}

/** Everything that is kept of one outcome. */
export function OutcomeDetail({ outcome, sides }: CellProps) {
  const { failure, conflict, changes } = outcome;
  return (
    <div className="y-detail">
      {failure && <FailureCard failure={failure} />}
      {conflict && <ConflictTable conflict={conflict} sides={sides} />}
      {changes.length > 0 && <ChangeTable changes={changes} sides={sides} />}
    </div>
  );
}
