import { SearchOutlined } from '@ant-design/icons';
import type { SyncOutcome } from '@joinery/contracts';
import { useApi } from '@joinery/ui-api-client';
import { Panel, useQueryState, useText } from '@joinery/ui-kit';
import { Input, Select, Tag } from 'antd';
import { outcomeOrder } from '../model/words.ts';
import { CountTiles } from '../parts/counts.tsx';
import { syncsMessages } from '../syncs.messages.ts';
import { OutcomeList } from './outcome-list.tsx';
import type { TabProps } from './sync-page.tsx';

/** What became of records, of all passes or of one. */
export function OutcomesTab({ sync, sides }: TabProps) {
  const t = useText(syncsMessages);
  const [query, setQuery] = useQueryState();
  const passId = query['pass'];
  const outcome = outcomeOrder.find((one) => one === query['outcome']);
  const pass = useApi(
    'readPass',
    { params: { syncId: sync.id, passId: (passId ?? '') as never } },
    { enabled: passId !== undefined },
  );
  return (
    <Panel>
      <div className="j-filters">
        {passId && (
          <Tag closable onClose={() => setQuery({ pass: undefined })} style={{ fontSize: 13, padding: '4px 10px' }}>
            {t('passN', { number: pass.data?.number ?? '…' })}
          </Tag>
        )}
        <Select
          style={{ width: 170 }}
          aria-label={t('outcome')}
          value={outcome ?? ''}
          onChange={(next: string) => setQuery({ outcome: next })}
          options={[
            { value: '', label: t('allOutcomes') },
            ...outcomeOrder.map((one) => ({ value: one as string, label: t(`outcome-${one}`) })),
          ]}
        />
        <Input
          style={{ width: 240 }}
          allowClear
          prefix={<SearchOutlined />}
          placeholder={t('byRecordId')}
          aria-label={t('byRecordId')}
          defaultValue={query['record'] ?? ''}
          onPressEnter={(event) => setQuery({ record: event.currentTarget.value.trim() })}
          onClear={() => setQuery({ record: undefined })}
        />
        <Input
          style={{ width: 200 }}
          allowClear
          placeholder={t('byCode')}
          aria-label={t('byCode')}
          defaultValue={query['code'] ?? ''}
          onPressEnter={(event) => setQuery({ code: event.currentTarget.value.trim() })}
          onClear={() => setQuery({ code: undefined })}
        />
      </div>
      {pass.data && (
        <div className="y-panel-body">
          <CountTiles
            counts={pass.data.counts}
            scope={pass.data.scope}
            chosen={outcome as SyncOutcome | undefined}
            onChoose={(next) => setQuery({ outcome: next })}
          />
        </div>
      )}
      <OutcomeList
        syncId={sync.id}
        sides={sides}
        scope="live"
        query={{
          ...(passId ? { passId: passId as never } : {}),
          ...(outcome ? { outcome } : {}),
          ...(query['record'] ? { recordId: query['record'] } : {}),
          ...(query['code'] ? { code: query['code'] } : {}),
        }}
        everyMs={5_000}
        emptyText={t('noOutcomesText')}
      />
    </Panel>
  );
}
