import { call, isProblem, outdate, useMay } from '@joinery/ui-api-client';
import { ForbiddenState, Page, paths, ProblemAlert, useGo, useText } from '@joinery/ui-kit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { blankDocument, finished, ownZone } from '../model/blank-document.ts';
import { syncsMessages } from '../syncs.messages.ts';
import { SyncEditor, type EditorStep } from './sync-editor.tsx';

/** From two connections to a plan, step by step. */
export function NewSyncPage() {
  const t = useText(syncsMessages);
  const may = useMay('syncs.write');
  const mayPublish = useMay('syncs.publish') && useMay('syncs.operate');
  const go = useGo();
  const client = useQueryClient();
  const [document, setDocument] = useState(() => blankDocument(ownZone()));
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [step, setStep] = useState<EditorStep>('objects');
  const create = useMutation({
    mutationFn: async (andPlan: boolean) => {
      const made = await call('createSync', { body: { name, description, document: finished(document) } });
      await outdate(client, ['listSyncs', 'listConnections']);
      if (!andPlan) return paths.sync(made.id);
      const { publishable } = await call('validateSync', { params: { syncId: made.id }, body: {} });
      if (!publishable) return `${paths.editSync(made.id)}?step=check`;
      await call('publishSync', { params: { syncId: made.id }, body: { revision: made.draftRevision } });
      await call('planSync', { params: { syncId: made.id }, body: {} });
      return paths.sync(made.id, { tab: 'plan' });
    },
    onSuccess: (next) => go(next),
  });
  if (!may) return <ForbiddenState permission="syncs.write" />;
  const named = name.trim() !== '';
  return (
    <Page title={t('newSync')} intro={t('newSyncIntro')}>
      <SyncEditor
        document={document}
        onChange={setDocument}
        name={name}
        onName={setName}
        description={description}
        onDescription={setDescription}
        editable
        step={step}
        onStep={setStep}
        problem={create.error && <CreateProblem error={create.error} />}
        finish={
          <>
            <Button
              disabled={!named}
              loading={create.isPending && !create.variables}
              onClick={() => create.mutate(false)}
            >
              {t('saveDraft')}
            </Button>
            {mayPublish && (
              <Button
                type="primary"
                disabled={!named}
                loading={create.isPending && create.variables}
                onClick={() => create.mutate(true)}
              >
                {t('createAndPlan')}
              </Button>
            )}
          </>
        }
      />
    </Page>
  );
}

function CreateProblem({ error }: { readonly error: unknown }) {
  const t = useText(syncsMessages);
  if (isProblem(error, 'conflict.exists')) return <p className="y-warning">{t('nameTaken')}</p>;
  return <ProblemAlert error={error} />;
}
