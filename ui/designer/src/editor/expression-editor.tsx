import { LoadingOutlined } from '@ant-design/icons';
import { lazy, Suspense } from 'react';
import type { ExpressionEditorProps } from './code-editor.tsx';

const CodeEditor = lazy(() => import('./code-editor.tsx').then((module) => ({ default: module.CodeEditor })));

/** Where expressions are typed; the editor itself is loaded when the first one is shown. */
export function ExpressionEditor(props: ExpressionEditorProps) {
  return (
    <Suspense fallback={<LoadingOutlined />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
