import { useText } from '@joinery/ui-kit';
import { Button, Steps } from 'antd';
import type { ReactNode } from 'react';
import type { Finding, SyncDocument } from '@joinery/contracts';
import { isChosen } from '../model/blank-document.ts';
import { fieldPairs } from '../model/pairs.ts';
import { useSides } from '../model/use-side.ts';
import { syncsMessages } from '../syncs.messages.ts';
import '../syncs.css';
import { CheckPart } from './check-part.tsx';
import { FieldsPart } from './fields-part.tsx';
import { MatchPart } from './match-part.tsx';
import { ObjectsPart } from './objects-part.tsx';
import { RulesPart } from './rules-part.tsx';

export const editorSteps = ['objects', 'fields', 'match', 'rules', 'check'] as const;
export type EditorStep = (typeof editorSteps)[number];

interface SyncEditorProps {
  readonly document: SyncDocument;
  readonly onChange: (document: SyncDocument) => void;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly description: string;
  readonly onDescription: (description: string) => void;
  readonly editable: boolean;
  readonly step: EditorStep;
  readonly onStep: (step: EditorStep) => void;
  readonly findings?: readonly Finding[] | undefined;
  /** What the last step ends with. */
  readonly finish: ReactNode;
  readonly problem?: ReactNode;
}

/** The document of a sync in a person's words, part by part. */
export function SyncEditor(props: SyncEditorProps) {
  const { document, onChange, editable, step, onStep, finish, problem } = props;
  const t = useText(syncsMessages);
  const sides = useSides(document);
  const at = editorSteps.indexOf(step);
  const chosen = isChosen(document.a) && isChosen(document.b) && !isSameObject(document);
  const drawn = fieldPairs(document).length > 0 || hasExpression(document);
  const reachable = (index: number): boolean => index === 0 || (chosen && (index === 1 || drawn));
  const part = { document, onChange, sides, editable };
  return (
    <div className="y-editor">
      <Steps
        className="y-steps"
        orientation="vertical"
        size="small"
        current={at}
        onChange={(index) => onStep(editorSteps[index] ?? 'objects')}
        items={editorSteps.map((one, index) => ({
          title: t(`step-${one}`),
          content: <span className="y-step-hint">{t(`step-${one}-hint`)}</span>,
          disabled: !reachable(index),
        }))}
      />
      <section className="j-panel y-editor-panel" aria-label={t(`step-${step}`)}>
        <h2>{t(`step-${step}`)}</h2>
        {problem}
        {step === 'objects' && <ObjectsPart {...part} />}
        {step === 'objects' && isChosen(document.a) && isSameObject(document) && (
          <p className="y-warning" role="alert">
            {t('sameObject')}
          </p>
        )}
        {step === 'fields' && <FieldsPart {...part} />}
        {step === 'match' && <MatchPart {...part} />}
        {step === 'rules' && <RulesPart {...part} />}
        {step === 'check' && (
          <CheckPart
            {...part}
            name={props.name}
            onName={props.onName}
            description={props.description}
            onDescription={props.onDescription}
            findings={props.findings}
          />
        )}
        <footer className="y-editor-foot">
          {at > 0 && <Button onClick={() => onStep(editorSteps[at - 1] ?? 'objects')}>{t('back')}</Button>}
          <span style={{ flex: 1 }} />
          {at < editorSteps.length - 1 ? (
            <Button type="primary" disabled={!reachable(at + 1)} onClick={() => onStep(editorSteps[at + 1] ?? 'check')}>
              {t('next')}
            </Button>
          ) : (
            finish
          )}
        </footer>
      </section>
    </div>
  );
}

function isSameObject({ a, b }: SyncDocument): boolean {
  return a.connectionId === b.connectionId && a.object === b.object;
}

function hasExpression({ mappings }: SyncDocument): boolean {
  return mappings.aToB?.kind === 'expression' || mappings.bToA?.kind === 'expression';
}
