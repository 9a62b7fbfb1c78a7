import { describe, expect, it } from 'vitest';
import { aDocument, anAction } from '../testing/documents.ts';
import { addStep, changeStep, removeSteps } from './edits.ts';
import { mergeDocuments } from './merge.ts';

const relabel = (id: string, label: string) => changeStep(aDocument(), id, (step) => ({ ...step, label }));

describe('merging two drafts', () => {
  it('takes what only one side changed from that side', () => {
    const { document, conflicts } = mergeDocuments(
      aDocument(),
      relabel('fetch', 'mine'),
      relabel('send', 'theirs'),
      'mine',
    );
    expect(document.steps.map((step) => step.label)).toEqual(['mine', 'theirs']);
    expect(conflicts).toEqual([]);
  });

  it('tells where both changed the same step, and keeps the preferred one', () => {
    const merge = mergeDocuments(aDocument(), relabel('fetch', 'mine'), relabel('fetch', 'theirs'), 'mine');
    expect(merge.conflicts).toEqual([{ kind: 'step', id: 'fetch', label: 'mine' }]);
    expect(merge.document.steps[0]?.label).toBe('mine');
    expect(
      mergeDocuments(aDocument(), relabel('fetch', 'mine'), relabel('fetch', 'theirs'), 'theirs').document.steps[0]
        ?.label,
    ).toBe('theirs');
  });

  it('keeps what either side added and drops what either removed, with its edges', () => {
    const mine = addStep(aDocument(), anAction('extra'), { kind: 'after', scope: [], from: 'send', port: 'out' });
    const theirs = removeSteps(aDocument(), new Set(['fetch']));
    const { document } = mergeDocuments(aDocument(), mine, theirs, 'mine');
    expect(document.steps.map((step) => step.id)).toEqual(['send', 'extra']);
    expect(document.edges.map((edge) => `${edge.from}>${edge.to}`)).toEqual(['trigger>send', 'send>extra']);
  });
});
