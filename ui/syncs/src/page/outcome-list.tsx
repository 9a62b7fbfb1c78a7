import { FileDoneOutlined } from '@ant-design/icons';
import type { PassScope, SyncId } from '@joinery/contracts';
import { usePages, type InputFor } from '@joinery/ui-api-client';
import { FailedState, StateMessage, useText } from '@joinery/ui-kit';
import { Button } from 'antd';
import type { Sides } from '../model/use-side.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { OutcomeTable } from './outcome-table.tsx';

type Query = Omit<NonNullable<InputFor<'listSyncOutcomes'>['query']>, 'limit' | 'cursor' | 'scope'>;

interface OutcomeListProps {
  readonly syncId: SyncId;
  readonly sides: Sides;
  readonly scope: PassScope;
  readonly query: Query;
  readonly everyMs?: number | undefined;
  readonly emptyText: string;
}

/** Outcomes page by page, newest first. */
export function OutcomeList({ syncId, sides, scope, query, everyMs, emptyText }: OutcomeListProps) {
  const t = useText(syncsMessages);
  const outcomes = usePages(
    'listSyncOutcomes',
    { params: { syncId }, query: { scope, limit: 50, ...query } },
    { keepPrevious: true, ...(everyMs === undefined ? {} : { everyMs }) },
  );
  if (outcomes.isError) return <FailedState error={outcomes.error} onRetry={() => void outcomes.refetch()} />;
  if (outcomes.isSuccess && outcomes.items.length === 0)
    return (
      <StateMessage icon={<FileDoneOutlined />} title={t('noOutcomes')}>
        {emptyText}
      </StateMessage>
    );
  return (
    <>
      <OutcomeTable
        syncId={syncId}
        outcomes={outcomes.items}
        sides={sides}
        scope={scope}
        loading={outcomes.isPending}
      />
      {outcomes.hasNextPage && (
        <div style={{ padding: 16, textAlign: 'center' }}>
          <Button loading={outcomes.isFetchingNextPage} onClick={() => void outcomes.fetchNextPage()}>
            {t('loadMore')}
          </Button>
        </div>
      )}
    </>
  );
}
