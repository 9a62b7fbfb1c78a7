import type { Side, SyncIssue, SyncSummary } from '@joinery/contracts';
import { useChange, useMay } from '@joinery/ui-api-client';
import { ProblemAlert, useText } from '@joinery/ui-kit';
import { App, Button, Dropdown } from 'antd';
import { DownOutlined } from '@ant-design/icons';
import type { Sides } from '../model/use-side.ts';
import type { IssueOutcome } from '../model/words.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { touched } from '../model/touched.ts';

interface BulkBarProps {
  readonly sync: SyncSummary;
  readonly sides: Sides;
  readonly outcome: IssueOutcome;
  readonly picked: readonly SyncIssue[];
  readonly onDone: (ids: readonly string[]) => void;
}

/** What can be said of many at once: of those that are picked, or of all by a rule. */
export function BulkBar(props: BulkBarProps) {
  const may = useMay('syncs.operate');
  if (!may) return null;
  return props.outcome === 'conflict' ? <DecideMany {...props} /> : <RetryMany {...props} />;
}

function useConfirm() {
  const t = useText(syncsMessages);
  const { modal, message } = App.useApp();
  return (ask: { readonly title: string; readonly text: string; readonly work: () => Promise<string> }) =>
    void modal.confirm({
      title: ask.title,
      content: ask.text,
      okText: ask.title,
      cancelText: t('back'),
      onOk: () =>
        ask.work().then(
          (said) => void message.success(said),
          (error: unknown) =>
            void modal.error({ title: t('notDone'), content: <ProblemAlert error={error} />, okText: t('understood') }),
        ),
    });
}

function DecideMany({ sync, sides, picked, onDone }: BulkBarProps) {
  const t = useText(syncsMessages);
  const confirm = useConfirm();
  const decide = useChange('decideSyncConflicts', touched);
  // Two records that may be the same are no matter of sides: they are answered one by one.
  const disputed = picked.filter((one) => one.conflict?.reason === 'both-changed');
  const work = async (side: Side, ids: readonly string[] | undefined) => {
    const choice = ids ? { ids: [...ids] } : { filter: { reason: 'both-changed' as const } };
    const { decided } = await decide.mutateAsync({
      params: { syncId: sync.id },
      body: { choice, verdict: { kind: 'keep', side } },
    });
    onDone(ids ?? []);
    return t('decidedN', { count: decided });
  };
  return (
    <span className="y-bar">
      {(['a', 'b'] as const).map((side) => (
        <Button
          key={side}
          size="small"
          disabled={disputed.length === 0}
          onClick={() =>
            confirm({
              title: t('keepSide', { side: sides[side].name }),
              text: t('keepSideManyText', {
                count: disputed.length,
                side: sides[side].name,
                other: sides[side === 'a' ? 'b' : 'a'].name,
              }),
              work: () =>
                work(
                  side,
                  disputed.map((one) => one.id),
                ),
            })
          }
        >
          {t('keepSide', { side: sides[side].name })}
        </Button>
      ))}
      <Dropdown
        trigger={['click']}
        menu={{
          items: (['a', 'b'] as const).map((side) => ({
            key: side,
            label: t('keepSide', { side: sides[side].name }),
            onClick: () =>
              confirm({
                title: t('keepSide', { side: sides[side].name }),
                text: t('keepSideAllText', { side: sides[side].name, other: sides[side === 'a' ? 'b' : 'a'].name }),
                work: () => work(side, undefined),
              }),
          })),
        }}
      >
        <Button size="small">
          {t('decideAll')} <DownOutlined />
        </Button>
      </Dropdown>
    </span>
  );
}

function RetryMany({ sync, outcome, picked, onDone }: BulkBarProps) {
  const t = useText(syncsMessages);
  const confirm = useConfirm();
  const retry = useChange('retrySyncIssues', touched);
  if (outcome !== 'failed' && outcome !== 'invalid') return null;
  const start = async (way: 'send-stored' | 'read-again', ids: readonly string[] | undefined) => {
    await retry.mutateAsync({ params: { syncId: sync.id }, body: { way, ...(ids ? { ids: [...ids] } : { outcome }) } });
    onDone(ids ?? []);
    return t('requested');
  };
  const ids = picked.length > 0 ? picked.map((one) => one.id) : undefined;
  return (
    <span className="y-bar">
      {(['read-again', 'send-stored'] as const).map((way) => (
        <Button
          key={way}
          size="small"
          onClick={() =>
            confirm({
              title: t(way),
              text: `${t(`${way}-text`)} ${ids ? t('forPicked', { count: ids.length }) : t('forAll')}`,
              work: () => start(way, ids),
            })
          }
        >
          {ids ? t(way) : t(`${way}-all`)}
        </Button>
      ))}
    </span>
  );
}
