import type { Backfill, Side, SyncSummary } from '@joinery/contracts';
import { useChange } from '@joinery/ui-api-client';
import { ProblemAlert, useText } from '@joinery/ui-kit';
import { App, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { Labelled } from '../editor/labelled.tsx';
import { useSides } from '../model/use-side.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { touched } from '../model/touched.ts';

type By = Backfill['by'];

interface Form {
  readonly side: Side;
  readonly by: By;
  readonly from: string;
  readonly to: string;
  readonly filter: string;
  readonly ids: string;
}

const empty: Form = { side: 'a', by: 'time', from: '', to: '', filter: '', ids: '' };

/** Reads a slice of one side again: a span of time, what a condition holds for, or named records. */
export function BackfillDialog({ sync, onClose }: { readonly sync: SyncSummary; readonly onClose: () => void }) {
  const t = useText(syncsMessages);
  const { message } = App.useApp();
  const sides = useSides(sync);
  const run = useChange('runPass', touched);
  const [form, setForm] = useState(empty);
  const put = (part: Partial<Form>) => setForm({ ...form, ...part });
  const backfill = backfillOf(form);
  const start = () =>
    backfill &&
    run.mutate(
      { params: { syncId: sync.id }, body: { kind: 'backfill', backfill } },
      {
        onSuccess: () => {
          void message.success(t('requested'));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={t('runBackfill')}
      okText={t('runNow')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !backfill }}
      confirmLoading={run.isPending}
      onOk={start}
      onCancel={onClose}
    >
      <p className="j-muted">{t('backfillText')}</p>
      <ProblemAlert error={run.error} />
      <Labelled label={t('readFrom')}>
        {() => (
          <Segmented<Side>
            value={form.side}
            options={(['a', 'b'] as const).map((side) => ({
              value: side,
              label: `${sides[side].name} · ${sides[side].objectTitle}`,
            }))}
            onChange={(side) => put({ side })}
          />
        )}
      </Labelled>
      <Labelled label={t('which')}>
        {() => (
          <Segmented<By>
            value={form.by}
            options={(['time', 'filter', 'ids'] as const).map((by) => ({ value: by, label: t(`by-${by}`) }))}
            onChange={(by) => put({ by })}
          />
        )}
      </Labelled>
      {form.by === 'time' && (
        <div className="y-rule-part two">
          {(['from', 'to'] as const).map((end) => (
            <Labelled key={end} label={t(`time-${end}`)} required>
              {(id) => (
                <Input
                  id={id}
                  type="datetime-local"
                  value={form[end]}
                  onChange={(event) => put({ [end]: event.target.value })}
                />
              )}
            </Labelled>
          ))}
        </div>
      )}
      {form.by === 'filter' && (
        <Labelled label={t('filter')} help={t('filterHelp')} required>
          {(id) => (
            <Input.TextArea
              id={id}
              className="j-mono"
              rows={2}
              value={form.filter}
              onChange={(event) => put({ filter: event.target.value })}
            />
          )}
        </Labelled>
      )}
      {form.by === 'ids' && (
        <Labelled label={t('recordIds')} help={t('recordIdsHelp')} required>
          {(id) => (
            <Input.TextArea
              id={id}
              className="j-mono"
              rows={4}
              value={form.ids}
              onChange={(event) => put({ ids: event.target.value })}
            />
          )}
        </Labelled>
      )}
    </Modal>
  );
}

function backfillOf({ side, by, from, to, filter, ids }: Form): Backfill | undefined {
  switch (by) {
    case 'time': {
      const [start, end] = [Date.parse(from), Date.parse(to)];
      return start < end ? { by, side, from: start, to: end } : undefined;
    }
    case 'filter':
      return filter.trim() === '' ? undefined : { by, side, filter: filter.trim() };
    case 'ids': {
      const named = ids.split(/[\s,，]+/).filter(Boolean);
      return named.length === 0 ? undefined : { by, side, ids: named };
    }
  }
}
