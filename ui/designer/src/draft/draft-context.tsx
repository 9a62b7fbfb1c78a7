import type { FlowDocument } from '@joinery/contracts';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { DraftActions, DraftState, DraftStore } from './draft-store.ts';

interface DraftHandle {
  readonly store: DraftStore;
  readonly actions: DraftActions;
  readonly editable: boolean;
}

export const DraftContext = createContext<DraftHandle | undefined>(undefined);

export function useDraftHandle(): DraftHandle {
  const handle = useContext(DraftContext);
  if (!handle) throw new Error('This part of the designer needs a draft around it');
  return handle;
}

export function useDraft<T>(select: (state: DraftState) => T): T {
  return useStore(useDraftHandle().store, select);
}

export function useDraftDocument(): FlowDocument {
  return useDraft((state) => state.history.present);
}

export function useDraftActions(): DraftActions {
  return useDraftHandle().actions;
}

export function useEditable(): boolean {
  return useDraftHandle().editable;
}
