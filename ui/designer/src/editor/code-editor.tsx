import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderText, tooltips } from '@codemirror/view';
import { styleNonce } from '@joinery/ui-kit';
import { useEffect, useRef } from 'react';
import type { FieldNode } from '../mapper/field-tree.ts';
import { completionSource, type FunctionHelp } from './completion.ts';
import './editor.css';
import { jsonataColours, jsonataLanguage } from './jsonata-language.ts';

export interface ExpressionEditorProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly roots: readonly FieldNode[];
  readonly functions?: readonly FunctionHelp[];
  readonly placeholder?: string;
  readonly rows?: number;
  readonly disabled?: boolean;
  /** What is wrong with the text, where it stands. */
  readonly problem?: { readonly message: string; readonly position?: number } | undefined;
}

const noFunctions: readonly FunctionHelp[] = [];

export function CodeEditor({
  value,
  onChange,
  label,
  roots,
  functions = noFunctions,
  placeholder = '',
  rows = 1,
  disabled = false,
  problem,
}: ExpressionEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const changed = useRef(onChange);
  const completion = useRef(new Compartment());
  changed.current = onChange;

  useEffect(() => {
    const nonce = styleNonce();
    const editor = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: value,
        extensions: [
          history(),
          jsonataLanguage,
          jsonataColours,
          bracketMatching(),
          closeBrackets(),
          EditorView.lineWrapping,
          EditorState.readOnly.of(disabled),
          EditorView.editable.of(!disabled),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          placeholderText(placeholder),
          tooltips({ parent: document.body }),
          lintGutter(),
          completion.current.of([]),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.updateListener.of((update) => update.docChanged && changed.current(update.state.doc.toString())),
          ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
    // The editor lives as long as its place on the page; what changes later is handed to it below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [disabled, label, placeholder]);

  useEffect(() => {
    const editor = view.current;
    if (editor && editor.state.doc.toString() !== value)
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    view.current?.dispatch({
      effects: completion.current.reconfigure(
        autocompletion({ override: [completionSource(roots, functions)], icons: false }),
      ),
    });
  }, [roots, functions]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const end = editor.state.doc.length;
    const at = Math.min(problem?.position ?? 0, end);
    editor.dispatch(
      setDiagnostics(
        editor.state,
        problem
          ? [
              {
                from: Math.max(0, at - 1),
                to: Math.max(at, 1) > end ? end : Math.max(at, 1),
                severity: 'error',
                message: problem.message,
              },
            ]
          : [],
      ),
    );
  }, [problem, value]);

  return <div ref={host} className="d-editor" style={{ '--rows': rows } as React.CSSProperties} />;
}
