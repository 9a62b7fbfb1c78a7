import type { FlowReplay, ReplayCase, ReplayVerdict } from '@joinery/contracts';
import { useChange } from '@joinery/ui-api-client';
import { Ago, Badge, ProblemAlert, useText, type Tone } from '@joinery/ui-kit';
import { Button, Spin } from 'antd';
import { useEffect, useId, useState } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { findStep } from '../document/scope.ts';
import { useDraftDocument } from '../draft/draft-context.tsx';
import { ReplayedRunView } from './replayed-run-view.tsx';

const verdictTones = { same: 'success', changed: 'warning', fails: 'error', skipped: 'idle' } as const satisfies Record<
  ReplayVerdict,
  Tone
>;
const verdictTexts = {
  same: 'replaySame',
  changed: 'replayChanged',
  fails: 'replayFails',
  skipped: 'replaySkipped',
} as const;
const verdictCounts = {
  same: 'replaySameN',
  changed: 'replayChangedN',
  fails: 'replayFailsN',
  skipped: 'replaySkippedN',
} as const;
/** The worst stands first. */
const verdictOrder: readonly ReplayVerdict[] = ['fails', 'changed', 'skipped', 'same'];

/** The flow's last real events, played on the saved draft while the dialogue is open. */
export function ReplaySection({ flowId }: { readonly flowId: string }) {
  const t = useText(designerMessages);
  const replay = useChange('replayFlow');
  const { mutate } = replay;
  const play = () => mutate({ params: { flowId }, body: {} });
  // Played once when the dialogue opens; the draft does not change below it.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(play, [flowId]);
  return (
    <section aria-label={t('replayTitle')}>
      <div className="d-section-title">{t('replayTitle')}</div>
      {replay.isPending && (
        <p className="j-muted" role="status">
          <Spin size="small" /> {t('replayRunning')}
        </p>
      )}
      {replay.isError && (
        <>
          <ProblemAlert error={replay.error} />
          <Button size="small" onClick={play}>
            {t('replayAgain')}
          </Button>
        </>
      )}
      {replay.data && <ReplayResult flowId={flowId} result={replay.data} />}
    </section>
  );
}

function ReplayResult({ flowId, result }: { readonly flowId: string; readonly result: FlowReplay }) {
  const t = useText(designerMessages);
  const [all, setAll] = useState(false);
  const { counts, cases } = result;
  if (cases.length === 0) return <p className="j-muted">{t('replayNone')}</p>;
  const shown = verdictOrder
    .filter((verdict) => verdict !== 'same' || all)
    .flatMap((verdict) => cases.filter((one) => one.verdict === verdict));
  return (
    <>
      <div className="d-replay-counts" role="status">
        {(['same', 'changed', 'fails', 'skipped'] as const)
          .filter((verdict) => counts[verdict] > 0)
          .map((verdict) => (
            <Badge key={verdict} tone={verdictTones[verdict]}>
              {t(verdictCounts[verdict], { count: counts[verdict] })}
            </Badge>
          ))}
        {counts.same > 0 && (
          <Button type="link" size="small" onClick={() => setAll(!all)}>
            {t(all ? 'replayHideSame' : 'replayShowSame')}
          </Button>
        )}
      </div>
      {shown.length > 0 && (
        <div className="d-replay-cases">
          {shown.map((one) => (
            <CaseRow key={one.runId} flowId={flowId} one={one} />
          ))}
        </div>
      )}
    </>
  );
}

function CaseRow({ flowId, one }: { readonly flowId: string; readonly one: ReplayCase }) {
  const t = useText(designerMessages);
  const id = useId();
  const document = useDraftDocument();
  const [open, setOpen] = useState(false);
  const steps = [...new Set(one.differs.map((path) => path.slice(path.lastIndexOf('.') + 1)))];
  const names = steps.map((step) => findStep(document, step)?.step.label || step).join(t('listSeparator'));
  const skipped = {
    pages: 'replayPages',
    'too-many-calls': 'replayCalls',
    'out-of-time': 'replayTime',
    'too-large': 'replayLarge',
  } as const;
  return (
    <div className="d-replay-case">
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Badge tone={verdictTones[one.verdict]}>{t(verdictTexts[one.verdict])}</Badge>
        <span className="j-ellipsis" style={{ flex: 1 }} title={names}>
          {one.skipped ? t(skipped[one.skipped]) : names}
        </span>
        <span className="j-muted">
          <Ago at={one.at} />
        </span>
      </button>
      <div id={id}>{open && <ReplayedRunView flowId={flowId} runId={one.runId} />}</div>
    </div>
  );
}
