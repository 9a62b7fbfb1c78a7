import { ArrowLeftOutlined } from '@ant-design/icons';
import type { FlowDocument, RunDetail } from '@joinery/contracts';
import { useApi, useRunNews } from '@joinery/ui-api-client';
import { CanvasProvider, CatalogueContext, FlowCanvas, useLoadedCatalogue } from '@joinery/ui-designer/run-canvas';
import {
  Ago,
  Badge,
  FailedState,
  FailureCard,
  GoTo,
  LoadingState,
  paths,
  StateBadge,
  useGo,
  useParam,
  useText,
} from '@joinery/ui-kit';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import '../monitor.css';
import { monitorMessages } from '../monitor.messages.ts';
import { RunActions } from './run-actions.tsx';
import { RunDuration } from './run-list-page.tsx';
import { RunSide } from './run-side.tsx';
import { stepRuns } from './step-runs.ts';
import { waitText } from './wait-text.ts';

const ended = new Set(['succeeded', 'failed', 'cancelled']);

/** One run on its flow's canvas, live while it is under way. */
export function RunPage() {
  const runId = useParam('runId');
  useRunNews({ runId });
  const run = useApi('readRun', { params: { runId } });
  const everyMs = run.data && !ended.has(run.data.state) ? 4_000 : undefined;
  useApi('readRun', { params: { runId } }, everyMs === undefined ? {} : { everyMs });
  const document = useRunDocument(run.data);
  const catalogue = useLoadedCatalogue();
  if (run.isError) return <FailedState error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data || !catalogue || document.isPending) return <LoadingState />;
  return (
    <CatalogueContext value={catalogue}>
      <CanvasProvider>
        <RunView run={run.data} document={document.data} />
      </CanvasProvider>
    </CatalogueContext>
  );
}

/** The version a run is pinned to; a test run has the draft. */
function useRunDocument(run: RunDetail | undefined): {
  readonly data: FlowDocument | undefined;
  readonly isPending: boolean;
} {
  const flowId = run?.flow.id ?? '';
  const published = run !== undefined && run.flow.version > 0;
  const version = useApi(
    'readFlowVersion',
    { params: { flowId, version: run?.flow.version ?? 0 } },
    { enabled: published },
  );
  const draft = useApi(
    'readDraft',
    { params: { flowId } },
    { enabled: run !== undefined && (!published || version.isError) },
  );
  if (published && !version.isError) return { data: version.data?.document, isPending: version.isPending };
  return { data: draft.data?.document, isPending: draft.isPending && !draft.isError };
}

function RunView({ run, document }: { readonly run: RunDetail; readonly document: FlowDocument | undefined }) {
  const [stepId, setStepId] = useState<string | undefined>(
    () => run.steps.find((step) => step.state === 'failed' || step.state === 'outcome-unknown')?.stepId,
  );
  const runs = useMemo(() => stepRuns(run.steps), [run.steps]);
  const selected = useMemo(() => new Set(stepId === undefined ? [] : [stepId]), [stepId]);
  return (
    <div className="r-page">
      <RunHead run={run} />
      <div className="r-work">
        <div className="r-canvas">
          <div>
            {run.failure && (
              <div className="r-failure">
                <FailureCard failure={run.failure} runId={run.id} />
              </div>
            )}
          </div>
          {document ? (
            <FlowCanvas document={document} selected={selected} runs={runs} onSelect={(ids) => setStepId(ids[0])} />
          ) : (
            <div className="d-canvas" />
          )}
        </div>
        <RunSide run={run} document={document} stepId={stepId} onStep={setStepId} />
      </div>
    </div>
  );
}

function RunHead({ run }: { readonly run: RunDetail }) {
  const t = useText(monitorMessages);
  const go = useGo();
  return (
    <header className="r-head">
      <Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('back')} onClick={() => go(paths.runs())} />
      <div className="r-head-text">
        <h1>
          <span className="j-ellipsis" title={run.flow.name}>
            {run.flow.name}
          </span>
          <StateBadge state={run.state} />
          {run.mode === 'test' && <Badge tone="running">{t('testRun')}</Badge>}
        </h1>
        <p>
          <GoTo to={paths.flow(run.flow.id)}>{t('version', { version: run.flow.version })}</GoTo>
          <span>
            <Ago at={run.acceptedAt} />
          </span>
          <RunDuration run={run} />
          {run.waitingFor && <span>{t('waitingFor', { reason: t(waitText[run.waitingFor]) })}</span>}
        </p>
      </div>
      <RunActions run={run} />
    </header>
  );
}
