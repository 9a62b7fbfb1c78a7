import type { Json, ReplayedRun, ReplayStep } from '@joinery/contracts';
import { useChange } from '@joinery/ui-api-client';
import { FailureCard, GoTo, JsonView, LoadingState, paths, ProblemAlert, StateBadge, useText } from '@joinery/ui-kit';
import { useEffect } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { findStep } from '../document/scope.ts';
import { useDraftDocument } from '../draft/draft-context.tsx';
import { fieldDifferences, type FieldDifference } from './field-differences.ts';

interface ReplayedRunViewProps {
  readonly flowId: string;
  readonly runId: string;
}

/** One run played on the draft: each step that differs, then and now beside each other. */
export function ReplayedRunView({ flowId, runId }: ReplayedRunViewProps) {
  const t = useText(designerMessages);
  const { mutate, data, error } = useChange('replayRun');
  useEffect(() => mutate({ params: { flowId, runId } }), [mutate, flowId, runId]);
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <LoadingState rows={3} />;
  return (
    <div className="d-replay-run">
      {data.verdict !== 'skipped' && data.steps.length === 0 && data.end.aspects.length === 0 && (
        <p className="j-muted">{t('replayNothing')}</p>
      )}
      {data.steps.map((step) => (
        <StepComparison key={step.path} step={step} />
      ))}
      {data.end.aspects.length > 0 && <EndComparison run={data} />}
      <GoTo to={paths.run(runId)}>{t('replayOpenRun')}</GoTo>
    </div>
  );
}

function StepComparison({ step }: { readonly step: ReplayedRun['steps'][number] }) {
  const t = useText(designerMessages);
  const document = useDraftDocument();
  const { before, after, aspects } = step;
  const label = findStep(document, step.stepId)?.step.label || step.stepId;
  const what = aspects.includes('output') && !aspects.includes('input') ? 'output' : 'input';
  const values = before && after && [valueOf(before, what), valueOf(after, what)];
  const comparable = values?.every((value) => value !== undefined) && aspects.includes(what);
  return (
    <section className="d-replay-step" aria-label={label}>
      <div className="d-replay-step-head">
        <b>{label}</b>
        {step.path !== step.stepId && <span className="j-mono j-muted">{step.path}</span>}
        <span className="j-muted">{aspects.map((aspect) => t(aspectTexts[aspect])).join(' · ')}</span>
      </div>
      {values && comparable && <FieldList differences={fieldDifferences(values[0], values[1])} />}
      <div className="d-replay-sides">
        <Side title={t('replayThen')} side={before} what={what} />
        <Side title={t('replayNow')} side={after} what={what} />
      </div>
    </section>
  );
}

const aspectTexts = {
  added: 'aspectAdded',
  'left-out': 'aspectLeftOut',
  state: 'aspectState',
  port: 'aspectPort',
  failure: 'aspectFailure',
  input: 'aspectInput',
  output: 'aspectOutput',
} as const;

const valueOf = (side: ReplayStep, what: 'input' | 'output') => side[what] as Json | undefined;

interface SideProps {
  readonly title: string;
  readonly side: ReplayStep | null;
  readonly what: 'input' | 'output';
}

function Side({ title, side, what }: SideProps) {
  const t = useText(designerMessages);
  const sources = { record: 'answeredRecord', live: 'answeredLive', sample: 'answeredSample' } as const;
  return (
    <div className="d-replay-side">
      <div className="d-replay-side-head">
        <span className="j-muted">{title}</span>
        {side && <StateBadge state={side.state} />}
        {side?.port && side.port !== 'out' && <span className="j-mono j-muted">→ {side.port}</span>}
      </div>
      {side === null && <p className="j-muted">{t('replayNotReached')}</p>}
      {side?.failure && <FailureCard failure={side.failure} />}
      {side?.cut && <p className="j-muted">{t('replayCut')}</p>}
      {side && valueOf(side, what) !== undefined && (
        <>
          <div className="j-muted">{t(what)}</div>
          <JsonView value={valueOf(side, what)} maxHeight={220} />
        </>
      )}
      {side?.answeredBy && <p className="j-muted d-replay-source">{t(sources[side.answeredBy])}</p>}
    </div>
  );
}

const mostFields = 8;

function FieldList({ differences }: { readonly differences: readonly FieldDifference[] }) {
  const t = useText(designerMessages);
  if (differences.length === 0) return <p className="j-muted">{t('replayMaskedOnly')}</p>;
  const rest = differences.length - mostFields;
  return (
    <ul className="d-replay-fields">
      {differences.slice(0, mostFields).map(({ path, before, after }) => (
        <li key={path}>
          <span className="j-mono">{path || t('wholeResult')}</span>
          <del className="j-mono">{short(before, t('missingValue'))}</del>
          <ins className="j-mono">{short(after, t('missingValue'))}</ins>
        </li>
      ))}
      {rest > 0 && <li className="j-muted">{t('replayMoreFields', { count: rest })}</li>}
    </ul>
  );
}

function short(value: Json | undefined, missing: string): string {
  if (value === undefined) return missing;
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function EndComparison({ run }: { readonly run: ReplayedRun }) {
  const t = useText(designerMessages);
  const sides = [
    { title: t('replayThen'), state: run.before, end: run.end.before },
    { title: t('replayNow'), state: run.after ?? run.before, end: run.end.after },
  ];
  return (
    <section className="d-replay-step" aria-label={t('replayEnd')}>
      <div className="d-replay-step-head">
        <b>{t('replayEnd')}</b>
      </div>
      <div className="d-replay-sides">
        {sides.map(({ title, state, end }) => (
          <div className="d-replay-side" key={title}>
            <div className="d-replay-side-head">
              <span className="j-muted">{title}</span>
              <StateBadge state={state} />
            </div>
            {end.failure && <FailureCard failure={end.failure} />}
            {end.output !== undefined && <JsonView value={end.output as Json} maxHeight={160} />}
          </div>
        ))}
      </div>
    </section>
  );
}
