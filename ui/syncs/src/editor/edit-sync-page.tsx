import type { Finding, SyncDocument, SyncDraft, SyncSummary } from '@joinery/contracts';
import { call, isProblem, outdate, useApi, useMay } from '@joinery/ui-api-client';
import {
  FailedState,
  LoadingState,
  Page,
  paths,
  ProblemAlert,
  useGo,
  useParam,
  useQueryState,
  useText,
} from '@joinery/ui-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { finished } from '../model/blank-document.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { editorSteps, SyncEditor, type EditorStep } from './sync-editor.tsx';

/** The draft of a sync, to change and to publish. */
export function EditSyncPage() {
  const syncId = useParam('syncId');
  const sync = useApi('readSync', { params: { syncId: syncId as never } });
  const draft = useApi('readSyncDraft', { params: { syncId: syncId as never } });
  const failed = sync.error ?? draft.error;
  if (failed) return <FailedState error={failed} onRetry={() => void Promise.all([sync.refetch(), draft.refetch()])} />;
  if (!sync.data || !draft.data) return <LoadingState />;
  return <Editing key={sync.data.id} sync={sync.data} draft={draft.data} />;
}

/** What was stored last, as this page knows it. A colleague's save meanwhile is told when one saves. */
interface Base {
  readonly revision: number;
  readonly document: SyncDocument;
  readonly name: string;
  readonly description: string;
}

const baseOf = ({ name, description }: SyncSummary, { revision, document }: SyncDraft): Base => ({
  revision,
  document,
  name,
  description,
});

const stale = ['readSync', 'readSyncDraft', 'listSyncs', 'listSyncVersions', 'listPasses'] as const;

function Editing({ sync, draft }: { readonly sync: SyncSummary; readonly draft: SyncDraft }) {
  const t = useText(syncsMessages);
  const go = useGo();
  const client = useQueryClient();
  const { message } = App.useApp();
  const editable = useMay('syncs.write') && sync.state !== 'archived';
  const mayPublish = useMay('syncs.publish') && editable;
  const [query, setQuery] = useQueryState();
  const [base, setBase] = useState<Base>(() => baseOf(sync, draft));
  const [document, setDocument] = useState<SyncDocument>(base.document);
  const [name, setName] = useState(base.name);
  const [description, setDescription] = useState(base.description);
  const [publishing, setPublishing] = useState<number>();
  const step = editorSteps.find((one) => one === query['step']) ?? 'objects';
  const isRenamed = name !== base.name || description !== base.description;
  const isDirty = document !== base.document || isRenamed;
  const findings = useFindings(sync.id, document, step === 'check');
  const params = { syncId: sync.id };
  const save = useMutation({
    mutationFn: async (): Promise<Base> => {
      if (isRenamed) await call('updateSync', { params, body: { name, description } });
      const body = { revision: base.revision, document: finished(document) };
      const changed = document !== base.document;
      const { revision } = changed ? await call('saveSyncDraft', { params, body }) : base;
      return { revision, document, name, description };
    },
    onSuccess: (saved) => {
      setBase(saved);
      return outdate(client, stale);
    },
  });
  const saveOnly = () => save.mutate(undefined, { onSuccess: () => void message.success(t('saved')) });
  const takeTheirs = async () => {
    const theirs = baseOf(await call('readSync', { params }), await call('readSyncDraft', { params }));
    setBase(theirs);
    setDocument(theirs.document);
    setName(theirs.name);
    setDescription(theirs.description);
    save.reset();
  };
  return (
    <Page
      title={t('editTitle', { name: sync.name })}
      intro={t(isDirty ? 'unsaved' : 'editIntro')}
      actions={
        <>
          <Button onClick={() => go(paths.sync(sync.id))}>{t('toSync')}</Button>
          <Button disabled={!editable || !isDirty} loading={save.isPending} onClick={saveOnly}>
            {t('save')}
          </Button>
        </>
      }
    >
      <SyncEditor
        document={document}
        onChange={setDocument}
        name={name}
        onName={setName}
        description={description}
        onDescription={setDescription}
        editable={editable}
        step={step}
        onStep={(next: EditorStep) => setQuery({ step: next })}
        findings={findings}
        problem={save.error && <SaveProblem error={save.error} onReload={() => void takeTheirs()} />}
        finish={
          mayPublish && (
            <Button
              type="primary"
              disabled={name.trim() === '' || findings === undefined || findings.length > 0}
              loading={save.isPending}
              onClick={() => save.mutate(undefined, { onSuccess: ({ revision }) => setPublishing(revision) })}
            >
              {t('publish')}
            </Button>
          )
        }
      />
      {publishing !== undefined && (
        <PublishDialog sync={sync} revision={publishing} onClose={() => setPublishing(undefined)} />
      )}
    </Page>
  );
}

/** What stands against the document, asked when it is looked at. */
function useFindings(
  syncId: SyncSummary['id'],
  document: SyncDocument,
  enabled: boolean,
): readonly Finding[] | undefined {
  const answer = useApi('validateSync', { params: { syncId }, body: { document: finished(document) } }, { enabled });
  return answer.data?.findings;
}

function SaveProblem({ error, onReload }: { readonly error: unknown; readonly onReload: () => void }) {
  const t = useText(syncsMessages);
  return (
    <>
      <ProblemAlert error={error} />
      {isProblem(error, 'conflict.stale') && (
        <Button size="small" style={{ marginBottom: 16 }} onClick={onReload}>
          {t('takeTheirs')}
        </Button>
      )}
    </>
  );
}

interface PublishDialogProps {
  readonly sync: SyncSummary;
  readonly revision: number;
  readonly onClose: () => void;
}

/** What decides otherwise about records is planned first. */
function PublishDialog({ sync, revision, onClose }: PublishDialogProps) {
  const t = useText(syncsMessages);
  const go = useGo();
  const client = useQueryClient();
  const { message } = App.useApp();
  const mayPlan = useMay('syncs.operate');
  const [note, setNote] = useState('');
  const params = { syncId: sync.id };
  const publish = useMutation({
    mutationFn: async () => {
      const version = await call('publishSync', { params, body: { revision, note } });
      if (!version.live && mayPlan && sync.state !== 'paused') await call('planSync', { params, body: {} });
      return version;
    },
    onSuccess: async ({ version, live }) => {
      await outdate(client, stale);
      void message.success(t(live ? 'publishedLive' : 'publishedPlan', { version }));
      go(paths.sync(sync.id, live ? {} : { tab: 'plan' }));
    },
  });
  return (
    <Modal
      open
      title={t('publishTitle', { name: sync.name })}
      okText={t('publish')}
      cancelText={t('cancel')}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate()}
      onCancel={onClose}
    >
      <p className="j-muted">{t('publishText')}</p>
      <ProblemAlert error={publish.error} />
      <Input.TextArea
        rows={2}
        maxLength={500}
        value={note}
        placeholder={t('publishNote')}
        aria-label={t('publishNote')}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
