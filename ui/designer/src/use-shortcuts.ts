import { useEffect, useRef } from 'react';
import { copySteps, pasteSteps, type Clip } from './document/clipboard.ts';
import { disconnect, removeSteps } from './document/edits.ts';
import { findStep, type Scope } from './document/scope.ts';
import { useDraftHandle } from './draft/draft-context.tsx';

const offset = { x: 48, y: 48 };

/** The keyboard of the canvas; while one types in a field, keys belong to the field. */
export function useShortcuts(save: () => Promise<void>): void {
  const { store, actions, editable } = useDraftHandle();
  const clip = useRef<Clip>(undefined);
  useEffect(() => {
    const state = () => store.getState();
    const scopeNow = (): Scope => findStep(state().history.present, state().selection.steps[0] ?? '')?.scope ?? [];
    const copy = () => {
      const { steps } = state().selection;
      if (steps.length > 0) clip.current = copySteps(state().history.present, scopeNow(), new Set(steps));
    };
    const paste = () => {
      if (!clip.current) return;
      const { document, ids } = pasteSteps(state().history.present, scopeNow(), clip.current, offset);
      actions.edit(() => document);
      actions.select({ steps: ids, edge: undefined });
    };
    const remove = () => {
      const { steps, edge } = state().selection;
      if (edge) actions.edit((document) => disconnect(document, edge.scope, [edge.edge]));
      else if (steps.length > 0) actions.edit((document) => removeSteps(document, new Set(steps)));
    };
    const selectAll = () =>
      actions.select({ steps: state().history.present.steps.map((step) => step.id), edge: undefined });
    const onKey = (event: KeyboardEvent) => {
      const command = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (command && key === 's') return act(event, () => void save());
      if (state().mapping !== undefined || isTyping(event.target)) return;
      if (event.key === 'Escape') return actions.show(undefined);
      if (!editable) return;
      if (command && key === 'z') return act(event, event.shiftKey ? actions.redo : actions.undo);
      if (command && key === 'y') return act(event, actions.redo);
      if (command && key === 'a') return act(event, selectAll);
      if (command && key === 'c' && !window.getSelection()?.toString()) return act(event, copy);
      if (command && key === 'v') return act(event, paste);
      if (command && key === 'd')
        return act(event, () => {
          copy();
          paste();
        });
      if (event.key === 'Delete' || event.key === 'Backspace') act(event, remove);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [store, actions, editable, save]);
}

function act(event: KeyboardEvent, then: () => void): void {
  event.preventDefault();
  then();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"], .cm-editor, .ant-modal, .ant-drawer') !== null
  );
}
