import { PlayCircleOutlined } from '@ant-design/icons';
import type { Step, StepTest as StepTestResult } from '@joinery/contracts';
import { useChange, useMay } from '@joinery/ui-api-client';
import { Duration, FailureCard, JsonView, ProblemAlert, StateBadge, useText } from '@joinery/ui-kit';
import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { actionOf } from '../catalogue/catalogue.ts';
import { useCatalogue } from '../catalogue/use-catalogue.ts';
import { useSamples, useStepData } from '../catalogue/use-design-data.ts';
import { designerMessages } from '../designer.messages.ts';
import { useDraftDocument } from '../draft/draft-context.tsx';
import { SampleSelect } from './sample-select.tsx';

/** Runs one step on a sample and shows what went in and what came out. */
export function StepTest({ step, flowId }: { readonly step: Step; readonly flowId: string }) {
  const t = useText(designerMessages);
  const document = useDraftDocument();
  const catalogue = useCatalogue();
  const { data } = useStepData(step.id);
  const { noteTested } = useSamples();
  const test = useChange('testStep');
  const may = useMay('flows.test');
  const [allowEffects, setAllowEffects] = useState(false);
  const action = step.kind === 'action' ? actionOf(catalogue, step) : undefined;
  const run = () =>
    test.mutate(
      {
        params: { flowId },
        body: { document: document as never, stepId: step.id, data: withoutMissing(data) as never, allowEffects },
      },
      { onSuccess: (result) => result.output !== undefined && noteTested(step.id, result.output) },
    );
  return (
    <>
      <p className="j-schema-hint" style={{ marginTop: 0 }}>
        {t('testIntro')}
      </p>
      <SampleSelect />
      {action && !action.safeToTest && action.effect !== 'read' && (
        <Checkbox
          style={{ marginBottom: 12 }}
          checked={allowEffects}
          onChange={(event) => setAllowEffects(event.target.checked)}
        >
          {t('testEffects')}
        </Checkbox>
      )}
      <Button block icon={<PlayCircleOutlined />} type="primary" disabled={!may} loading={test.isPending} onClick={run}>
        {t('runStepTest')}
      </Button>
      <div style={{ height: 16 }} />
      <ProblemAlert error={test.error} />
      {test.data && <TestResult result={test.data} />}
    </>
  );
}

function TestResult({ result }: { readonly result: StepTestResult }) {
  const t = useText(designerMessages);
  if (result.state === 'refused') return <Alert type="info" showIcon title={t('testRefused')} />;
  return (
    <>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center', marginBottom: 12 }}>
        <StateBadge state={result.state} />
        <span className="j-muted">
          <Duration ms={result.durationMs} />
        </span>
        {result.port !== undefined && result.port !== 'out' && <span className="j-mono j-muted">→ {result.port}</span>}
      </div>
      {result.failure && <FailureCard failure={result.failure} />}
      {result.output !== undefined && (
        <>
          <div className="d-section-title">{t('output')}</div>
          <JsonView value={result.output} maxHeight={280} />
        </>
      )}
      {result.input !== undefined && (
        <>
          <div className="d-section-title">{t('input')}</div>
          <JsonView value={result.input} maxHeight={280} />
        </>
      )}
    </>
  );
}

/** Absent is not the same as null: what there is no sample of is left out. */
function withoutMissing<T extends object>(data: T): Partial<T> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Partial<T>;
}
