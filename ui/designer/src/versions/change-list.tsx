import type { FlowDocument } from '@joinery/contracts';
import { diffFlow, type FlowChange } from '@joinery/flow';
import { useText } from '@joinery/ui-kit';
import { designerMessages } from '../designer.messages.ts';
import { findStep } from '../document/scope.ts';

type Say = ReturnType<typeof useText<typeof designerMessages>>;

interface ChangeListProps {
  readonly before: FlowDocument;
  readonly after: FlowDocument;
  /** Where whoever shows it scrolls. */
  readonly tall?: boolean;
}

/** What changed between two documents, one sentence each. */
export function ChangeList({ before, after, tall = false }: ChangeListProps) {
  const t = useText(designerMessages);
  const changes = diffFlow(before, after);
  if (changes.length === 0) return <p className="j-muted">{t('noChanges')}</p>;
  const labelOf = (id: string) =>
    findStep(after, id)?.step.label ?? findStep(before, id)?.step.label ?? (id === 'trigger' ? t('trigger') : id);
  return (
    <div style={{ display: 'grid', gap: 4, ...(tall ? {} : { maxHeight: 260, overflow: 'auto' }) }}>
      {changes.map((change, index) => (
        <div key={index} className={`d-change ${toneOf(change)}`}>
          {sentence(change, t, labelOf)}
        </div>
      ))}
    </div>
  );
}

function toneOf({ kind }: FlowChange): string {
  return kind.slice(kind.indexOf('-') + 1);
}

function sentence(change: FlowChange, t: Say, labelOf: (id: string) => string): string {
  switch (change.kind) {
    case 'step-added':
      return t('stepAdded', { label: change.label });
    case 'step-removed':
      return t('stepRemoved', { label: change.label });
    case 'step-changed':
      return t('stepChanged', { label: change.label, fields: change.fields.join(', ') });
    case 'edge-added':
      return t('edgeAdded', { from: labelOf(change.from), to: labelOf(change.to) });
    case 'edge-removed':
      return t('edgeRemoved', { from: labelOf(change.from), to: labelOf(change.to) });
    case 'trigger-changed':
      return t('triggerChanged', { fields: change.fields.join(', ') });
    case 'settings-changed':
      return t('settingsChanged', { fields: change.fields.join(', ') });
  }
}
