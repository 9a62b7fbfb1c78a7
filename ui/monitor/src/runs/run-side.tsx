import type { FlowDocument, RunDetail, RunStep } from '@joinery/contracts';
import { findStep, StepTile } from '@joinery/ui-designer/run-canvas';
import {
  CopyButton,
  Duration,
  FailureCard,
  JsonView,
  Moment,
  StateBadge,
  stateTones,
  ToneSign,
  useText,
} from '@joinery/ui-kit';
import { Button, Select, Tabs } from 'antd';
import { CloseOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { monitorMessages } from '../monitor.messages.ts';
import { Answer } from './answer.tsx';
import { Journal } from './journal.tsx';
import { Reveal, useRevealed } from './reveal.tsx';

interface RunSideProps {
  readonly run: RunDetail;
  readonly document: FlowDocument | undefined;
  readonly stepId: string | undefined;
  readonly onStep: (stepId: string | undefined) => void;
}

/** Beside the canvas: the run as a whole, or the step that was clicked. */
export function RunSide({ run, document, stepId, onStep }: RunSideProps) {
  if (stepId !== undefined && stepId !== 'trigger') {
    return (
      <aside className="r-side">
        <StepDetail key={stepId} run={run} document={document} stepId={stepId} onClose={() => onStep(undefined)} />
      </aside>
    );
  }
  return (
    <aside className="r-side">
      <RunTabs run={run} document={document} onStep={onStep} />
    </aside>
  );
}

function RunTabs({ run, document, onStep }: Omit<RunSideProps, 'stepId'>) {
  const t = useText(monitorMessages);
  const items = [
    { key: 'summary', label: t('summary'), children: <Summary run={run} document={document} onStep={onStep} /> },
    { key: 'event', label: t('event'), children: <EventTab run={run} /> },
    { key: 'journal', label: t('journal'), children: <Journal runId={run.id} live={run.endedAt === null} /> },
  ];
  return <Tabs size="small" items={items} />;
}

function Summary({ run, document, onStep }: Omit<RunSideProps, 'stepId'>) {
  const t = useText(monitorMessages);
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t('runId'), <Id key="id" text={run.id} />],
    ...(run.key === null
      ? []
      : [
          [
            t('key'),
            <span className="j-mono" key="key">
              {run.key}
            </span>,
          ] as const,
        ]),
    ...(run.orderingKey === null
      ? []
      : [
          [
            t('orderingKey'),
            <span className="j-mono" key="ordering">
              {run.orderingKey}
            </span>,
          ] as const,
        ]),
    [t('acceptedAt'), <Moment key="accepted" at={run.acceptedAt} />],
    ...(run.startedAt === null ? [] : [[t('startedAt'), <Moment key="started" at={run.startedAt} />] as const]),
    ...(run.endedAt === null ? [] : [[t('endedAt'), <Moment key="ended" at={run.endedAt} />] as const]),
    ...(run.crashes === 0 ? [] : [[t('crashes'), run.crashes] as const]),
  ];
  return (
    <>
      <dl className="r-facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      <Answer run={run} />
      <div className="r-section">{t('steps')}</div>
      {run.steps.map((step) => (
        <StepRow key={step.path} step={step} document={document} onStep={onStep} />
      ))}
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Id({ text }: { readonly text: string }) {
  return (
    <span className="j-mono">
      {text} <CopyButton text={text} />
    </span>
  );
}

function StepRow({
  step,
  document,
  onStep,
}: {
  readonly step: RunStep;
  readonly document: FlowDocument | undefined;
  readonly onStep: RunSideProps['onStep'];
}) {
  return (
    <button type="button" className="r-step-row" onClick={() => onStep(step.stepId)}>
      <span className={`r-sign j-tone-${stateTones[step.state]}`}>
        <ToneSign tone={stateTones[step.state]} spinning={step.state === 'running'} />
      </span>
      <span className="j-ellipsis" style={{ flex: 1 }}>
        {labelOf(document, step.stepId)}{' '}
        {step.path !== step.stepId && <span className="j-mono j-muted">{step.path}</span>}
      </span>
      <span className="j-muted">
        <StepTime step={step} />
      </span>
    </button>
  );
}

function StepTime({ step }: { readonly step: RunStep }) {
  return step.startedAt !== null && step.endedAt !== null ? (
    <Duration ms={Math.max(0, Date.parse(step.endedAt) - Date.parse(step.startedAt))} />
  ) : null;
}

function labelOf(document: FlowDocument | undefined, stepId: string): string {
  return (document && findStep(document, stepId)?.step.label) || stepId;
}

function EventTab({ run }: { readonly run: RunDetail }) {
  const t = useText(monitorMessages);
  const { revealed, reveal } = useRevealed(run.id, undefined);
  return (
    <>
      <JsonView value={revealed?.input ?? run.event} maxHeight={560} />
      {run.masked && <Reveal onReveal={reveal} />}
      {run.output !== undefined && run.output !== null && (
        <>
          <div className="r-section">{t('output')}</div>
          <JsonView value={revealed?.output ?? run.output} />
        </>
      )}
    </>
  );
}

interface StepDetailProps {
  readonly run: RunDetail;
  readonly document: FlowDocument | undefined;
  readonly stepId: string;
  readonly onClose: () => void;
}

function StepDetail({ run, document, stepId, onClose }: StepDetailProps) {
  const t = useText(monitorMessages);
  const seen = run.steps.filter((step) => step.stepId === stepId);
  const [path, setPath] = useState<string>();
  const step = seen.find((one) => one.path === path) ?? seen.find((one) => one.state === 'failed') ?? seen[0];
  const found = document && findStep(document, stepId)?.step;
  return (
    <>
      <div className="r-step-title">
        {found && <StepTile step={found} size={36} />}
        <h2 className="j-ellipsis" title={labelOf(document, stepId)}>
          {labelOf(document, stepId)}
        </h2>
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('close')} onClick={onClose} />
      </div>
      {seen.length > 1 && (
        <Select
          style={{ width: '100%', marginBottom: 12 }}
          aria-label={t('steps')}
          value={step?.path ?? null}
          options={seen.map((one) => ({ value: one.path, label: one.path }))}
          onChange={setPath}
        />
      )}
      {step ? <StepFacts run={run} step={step} /> : <p className="j-muted">{t('stepNotReached')}</p>}
    </>
  );
}

function StepFacts({ run, step }: { readonly run: RunDetail; readonly step: RunStep }) {
  const t = useText(monitorMessages);
  const { revealed, reveal } = useRevealed(run.id, step.path);
  return (
    <>
      <div style={{ display: 'flex', gap: 12, alignItems: 'center', marginBottom: 16 }}>
        <StateBadge state={step.state} />
        <span className="j-muted">
          <StepTime step={step} />
        </span>
        {step.attempts > 1 && (
          <span className="j-muted">
            {t('attempts')}: {step.attempts}
          </span>
        )}
        {step.loop && <span className="j-muted">{t('iterations', step.loop)}</span>}
      </div>
      <Answer run={run} path={step.path} />
      {step.failure && <FailureCard failure={step.failure} runId={run.id} />}
      <div className="r-section">{t('input')}</div>
      <JsonView value={revealed?.input ?? step.input} maxHeight={300} />
      {(step.state !== 'failed' || step.output !== undefined) && (
        <>
          <div className="r-section">{t('output')}</div>
          <JsonView value={revealed?.output ?? step.output} maxHeight={300} />
        </>
      )}
      {run.masked && <Reveal onReveal={reveal} />}
    </>
  );
}
