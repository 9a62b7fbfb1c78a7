import type { FlowDraft } from '@joinery/contracts';
import { call, isProblem, outdate } from '@joinery/ui-api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useDraft, useDraftHandle } from './draft-context.tsx';

/** Quiet for so long before a draft is saved. */
const quietMs = 1_000;
const againMs = 5_000;

/** Saves the draft when the hand rests; gives a function that saves at once. */
export function useAutosave(flowId: string): () => Promise<void> {
  const { store, actions, editable } = useDraftHandle();
  const client = useQueryClient();
  const saving = useDraft((state) => state.saving);
  const document = useDraft((state) => state.history.present);

  const save = useCallback(async () => {
    const { history, base, saving: now } = store.getState();
    if (now === 'saving' || now === 'conflict' || now === 'saved') return;
    actions.savingStarted();
    try {
      const draft = await call('saveDraft', {
        params: { flowId },
        body: { revision: base.revision, document: history.present as never },
      });
      actions.savedAs(draft.revision, history.present);
      await outdate(client, ['readFlow', 'listFlows']);
    } catch (error) {
      if (isProblem(error, 'conflict.stale')) actions.conflicted(await currentDraft(error.problem.current, flowId));
      else actions.savingFailed();
    }
  }, [store, actions, client, flowId]);

  useEffect(() => {
    if (!editable || (saving !== 'unsaved' && saving !== 'failed')) return;
    const timer = setTimeout(() => void save(), saving === 'failed' ? againMs : quietMs);
    return () => clearTimeout(timer);
  }, [saving, document, save, editable]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (store.getState().saving !== 'saved') event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [store]);
  return save;
}

/** What is stored now comes with the refusal; a server that leaves it out is asked. */
async function currentDraft(current: unknown, flowId: string): Promise<FlowDraft> {
  const told = current as Partial<FlowDraft> | undefined;
  return told?.document && told.revision !== undefined && told.updatedBy
    ? (told as FlowDraft)
    : await call('readDraft', { params: { flowId } });
}
