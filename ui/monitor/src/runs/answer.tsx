import type { RunDetail } from '@joinery/contracts';
import { useChange, useMay } from '@joinery/ui-api-client';
import { ProblemAlert, useText } from '@joinery/ui-kit';
import { Alert, Button, Input, Space } from 'antd';
import { useState } from 'react';
import { monitorMessages } from '../monitor.messages.ts';

/** Where a run waits for a person: the question and the answers. */
export function Answer({ run, path }: { readonly run: RunDetail; readonly path?: string }) {
  const waits = run.waits.filter(
    (wait) => (wait.reason === 'approval' || wait.reason === 'held') && (path === undefined || wait.path === path),
  );
  return waits.map((wait) =>
    wait.reason === 'approval' ? (
      <Approval key={wait.path} run={run} path={wait.path} question={wait.question} />
    ) : (
      <Held key={wait.path} run={run} path={wait.path} />
    ),
  );
}

function Approval({
  run,
  path,
  question,
}: {
  readonly run: RunDetail;
  readonly path: string;
  readonly question: unknown;
}) {
  const t = useText(monitorMessages);
  const may = useMay('waits.answer');
  const [comment, setComment] = useState('');
  const answer = useChange('answerWait', ['readRun', 'listWaits', 'listRuns']);
  const say = (verdict: 'approved' | 'rejected') => answer.mutate({ body: { runId: run.id, path, verdict, comment } });
  return (
    <Alert
      type="warning"
      style={{ marginBottom: 16 }}
      title={t('approvalTitle')}
      description={
        <>
          <p style={{ marginTop: 0 }}>{typeof question === 'string' ? question : JSON.stringify(question)}</p>
          <ProblemAlert error={answer.error} />
          <Input.TextArea
            value={comment}
            placeholder={t('comment')}
            aria-label={t('comment')}
            rows={2}
            disabled={!may}
            onChange={(event) => setComment(event.target.value)}
          />
          <Space style={{ marginTop: 12 }}>
            <Button type="primary" disabled={!may} loading={answer.isPending} onClick={() => say('approved')}>
              {t('approve')}
            </Button>
            <Button danger disabled={!may} onClick={() => say('rejected')}>
              {t('reject')}
            </Button>
          </Space>
        </>
      }
    />
  );
}

function Held({ run, path }: { readonly run: RunDetail; readonly path: string }) {
  const t = useText(monitorMessages);
  const may = useMay('runs.operate');
  const resolve = useChange('resolveAttempt', ['readRun', 'listWaits', 'listRuns']);
  const as = (word: 'accept' | 'retry' | 'fail') =>
    resolve.mutate({ params: { runId: run.id }, body: { path, as: word } });
  return (
    <Alert
      type="warning"
      style={{ marginBottom: 16 }}
      title={t('held')}
      description={
        <>
          <p style={{ marginTop: 0 }}>{t('heldText')}</p>
          <ProblemAlert error={resolve.error} />
          <Space>
            <Button disabled={!may} onClick={() => as('accept')}>
              {t('resolveAccept')}
            </Button>
            <Button disabled={!may} onClick={() => as('retry')}>
              {t('resolveRetry')}
            </Button>
            <Button danger disabled={!may} onClick={() => as('fail')}>
              {t('resolveFail')}
            </Button>
          </Space>
        </>
      }
    />
  );
}
