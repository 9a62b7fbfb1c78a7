import type { Edge, Finding, FlowDocument, FlowDraft, StepId } from '@joinery/contracts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Place } from '../document/edits.ts';
import { endGesture, record, redo, startHistory, undo, type History } from '../document/history.ts';
import { findStep, type Scope } from '../document/scope.ts';

/** What the panel on the right is about. */
export type Panel = 'step' | 'trigger' | 'settings' | 'findings' | undefined;

export interface Selection {
  readonly steps: readonly StepId[];
  readonly edge: { readonly scope: Scope; readonly edge: Edge } | undefined;
}

export type Saving = 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict';

export interface DraftState {
  readonly history: History<FlowDocument>;
  /** What the server has, and what ours grew from. */
  readonly base: { readonly revision: number; readonly document: FlowDocument };
  readonly saving: Saving;
  readonly theirs: FlowDraft | undefined;
  readonly selection: Selection;
  readonly panel: Panel;
  readonly findings: readonly Finding[] | undefined;
  /** Where the step that is being chosen will go. */
  readonly picking: Place | undefined;
  readonly mapping: string | undefined;
}

export type DraftStore = StoreApi<DraftState>;

export const nothingSelected: Selection = { steps: [], edge: undefined };

export function createDraftStore(draft: FlowDraft): DraftStore {
  return createStore<DraftState>(() => ({
    history: startHistory(draft.document),
    base: { revision: draft.revision, document: draft.document },
    saving: 'saved',
    theirs: undefined,
    selection: nothingSelected,
    panel: undefined,
    findings: undefined,
    picking: undefined,
    mapping: undefined,
  }));
}

/** Everything that can be done to a draft; each is one line over the pure edits. */
export function draftActions(store: DraftStore) {
  const { getState: get, setState: set } = store;
  const settle = (history: History<FlowDocument>) => {
    if (history === get().history) return;
    const changed = history.present !== get().base.document;
    set((state) => ({
      history,
      saving: afterEdit(state.saving, changed),
      selection: stillThere(state.selection, history.present),
    }));
  };
  return {
    edit: (change: (document: FlowDocument) => FlowDocument, gesture?: string) =>
      settle(record(get().history, change(get().history.present), gesture)),
    undo: () => settle(undo(get().history)),
    redo: () => settle(redo(get().history)),
    endGesture: () => set((state) => ({ history: endGesture(state.history) })),
    select: (selection: Selection) => set({ selection, panel: panelFor(selection, get().panel) }),
    showStep: (id: StepId) => set({ selection: { steps: [id], edge: undefined }, panel: 'step' }),
    show: (panel: Panel) => set({ panel, ...(panel === 'step' ? {} : { selection: nothingSelected }) }),
    pick: (picking: Place | undefined) => set({ picking }),
    map: (mapping: string | undefined) => set({ mapping }),
    found: (findings: readonly Finding[] | undefined) => set({ findings }),
    savingStarted: () => set({ saving: 'saving' }),
    savingFailed: () => set({ saving: 'failed' }),
    savedAs: (revision: number, document: FlowDocument) =>
      set((state) => ({
        base: { revision, document },
        saving: state.history.present === document ? 'saved' : 'unsaved',
        theirs: undefined,
      })),
    conflicted: (theirs: FlowDraft) => set({ saving: 'conflict', theirs }),
    /** Goes on from what the server has now, with the document that was agreed on. */
    agreed: (document: FlowDocument) =>
      set((state) => {
        if (!state.theirs) return state;
        const { revision, document: stored } = state.theirs;
        return {
          base: { revision, document: stored },
          history: record(state.history, document),
          saving: document === stored ? 'saved' : 'unsaved',
          theirs: undefined,
        };
      }),
  };
}

export type DraftActions = ReturnType<typeof draftActions>;

function afterEdit(saving: Saving, changed: boolean): Saving {
  if (saving === 'conflict' || saving === 'saving') return saving;
  return changed ? 'unsaved' : 'saved';
}

function stillThere(selection: Selection, document: FlowDocument): Selection {
  const steps = selection.steps.filter((id) => findStep(document, id));
  return steps.length === selection.steps.length ? selection : { ...selection, steps };
}

function panelFor(selection: Selection, panel: Panel): Panel {
  if (selection.steps.length === 1) return 'step';
  return panel === 'step' ? undefined : panel;
}
