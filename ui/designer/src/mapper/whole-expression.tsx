import type { MappingSource } from '@joinery/contracts';
import { JsonView, useLanguage, useText } from '@joinery/ui-kit';
import { useMemo, useState } from 'react';
import { designerMessages } from '../designer.messages.ts';
import { ExpressionEditor } from '../editor/expression-editor.tsx';
import { functionHelp } from '../editor/function-help.ts';
import { useMapperScope } from './mapper-scope.ts';
import { evaluateExpression } from './evaluate.ts';

interface WholeExpressionProps {
  readonly mapping: Extract<MappingSource, { kind: 'expression' }>;
  readonly onChange: (mapping: MappingSource, gesture?: string) => void;
}

/** A mapping that is one expression: the text on the left, what it gives on the right. */
export function WholeExpression({ mapping, onChange }: WholeExpressionProps) {
  const t = useText(designerMessages);
  const language = useLanguage();
  const { roots, sample, editable } = useMapperScope();
  const [nowMs] = useState(() => Date.now());
  const outcome = useMemo(
    () => evaluateExpression(mapping.expression, sample, nowMs),
    [mapping.expression, sample, nowMs],
  );
  const problem = outcome.kind === 'problem' ? outcome.problem : undefined;
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1.3fr 1fr', gap: 20, padding: 20, overflow: 'auto' }}>
      <div>
        <p className="j-muted" style={{ marginTop: 0 }}>
          {t('byHand')}
        </p>
        <ExpressionEditor
          label={t('asExpression')}
          value={mapping.expression}
          onChange={(expression) => onChange({ kind: 'expression', expression }, 'expression')}
          roots={roots}
          functions={functionHelp(language)}
          rows={16}
          disabled={!editable}
          problem={problem}
        />
      </div>
      <div>
        <p className="j-muted" style={{ marginTop: 0 }}>
          {t('wholeResult')}
        </p>
        {outcome.kind === 'value' ? (
          <JsonView value={outcome.value ?? null} />
        ) : (
          <p style={{ color: 'var(--j-error)' }}>{outcome.problem.message}</p>
        )}
      </div>
    </div>
  );
}
