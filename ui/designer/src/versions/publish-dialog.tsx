import type { FlowSummary, Validation } from '@joinery/contracts';
import { call, useApi, useChange, useMay } from '@joinery/ui-api-client';
import { LoadingState, ProblemAlert, useText } from '@joinery/ui-kit';
import { Alert, App, Button, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { useDraftActions, useDraftDocument, useDraftHandle } from '../draft/draft-context.tsx';
import { FindingList } from '../panel/findings-panel.tsx';
import { ChangeList } from './change-list.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { ReplaySection } from './replay-section.tsx';

interface PublishDialogProps {
  readonly flow: FlowSummary;
  readonly save: () => Promise<void>;
  readonly onClose: () => void;
}

/** What will be published, what stands against it, and the word that does it. */
export function PublishDialog({ flow, save, onClose }: PublishDialogProps) {
  const t = useText(designerMessages);
  const { message } = App.useApp();
  const { store } = useDraftHandle();
  const [note, setNote] = useState('');
  const { validation, error } = useSavedValidation(flow.id, save);
  const mayTest = useMay('flows.test');
  const publish = useChange('publishFlow', ['readFlow', 'listFlows', 'listFlowVersions', 'listTriggers']);
  const confirm = () =>
    publish.mutate(
      { params: { flowId: flow.id }, body: { revision: store.getState().base.revision, note } },
      {
        onSuccess: ({ version }) => {
          void message.success(t('publishDone', { version }));
          onClose();
        },
      },
    );
  const findings = validation?.findings ?? [];
  return (
    <Modal
      open
      width={760}
      title={t('publishTitle')}
      onCancel={onClose}
      okText={t('publish')}
      cancelText={t('cancel')}
      onOk={confirm}
      confirmLoading={publish.isPending}
      okButtonProps={{ disabled: !validation?.publishable }}
    >
      <p className="j-muted">{t('publishText')}</p>
      <ProblemAlert error={publish.error ?? error} />
      {!validation && !error && <LoadingState rows={3} />}
      {validation && !validation.publishable && (
        <Alert type="error" showIcon style={{ marginBottom: 12 }} title={t('mustFix')} />
      )}
      <div style={{ maxHeight: 180, overflow: 'auto' }}>
        <FindingList findings={findings} onOpen={onClose} />
      </div>
      {validation && <Changes flow={flow} />}
      {validation?.publishable && flow.version !== null && mayTest && <ReplaySection flowId={flow.id} />}
      {validation?.publishable && (
        <Input.TextArea
          style={{ marginTop: 16 }}
          value={note}
          maxLength={500}
          placeholder={t('publishNote')}
          aria-label={t('publishNote')}
          rows={2}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
    </Modal>
  );
}

/** Saves first, so that what is checked and what is published are the same. */
function useSavedValidation(flowId: string, save: () => Promise<void>) {
  const { found } = useDraftActions();
  const [validation, setValidation] = useState<Validation>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let here = true;
    const check = async () => {
      await save();
      const answer = await call('validateFlow', { params: { flowId }, body: {} });
      if (!here) return;
      setValidation(answer);
      found(answer.findings);
    };
    check().catch((reason: unknown) => here && setError(reason));
    return () => {
      here = false;
    };
    // Checked once when the dialogue opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [flowId]);
  return { validation, error };
}

function Changes({ flow }: { readonly flow: FlowSummary }) {
  const t = useText(designerMessages);
  const document = useDraftDocument();
  const before = useApi(
    'readFlowVersion',
    { params: { flowId: flow.id, version: flow.version ?? 0 } },
    { enabled: flow.version !== null },
  );
  const [onCanvas, setOnCanvas] = useState(false);
  if (flow.version === null) return <p className="j-muted">{t('firstVersion')}</p>;
  if (!before.data) return null;
  return (
    <>
      <div className="d-section-title" style={{ display: 'flex', justifyContent: 'space-between' }}>
        {t('changesSince', { version: flow.version })}
        <Button type="link" size="small" onClick={() => setOnCanvas(true)}>
          {t('showOnCanvas')}
        </Button>
      </div>
      <ChangeList before={before.data.document} after={document} />
      {onCanvas && <CompareDialog flow={flow} version={flow.version} onClose={() => setOnCanvas(false)} />}
    </>
  );
}
