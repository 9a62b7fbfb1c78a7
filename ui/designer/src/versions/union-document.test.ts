import { expect, it } from 'vitest';
import { aDocument, anAction } from '../testing/documents.ts';
import { changeMarks, unionDocument } from './union-document.ts';

const before = aDocument();
const [fetch, send] = before.steps as [(typeof before.steps)[0], (typeof before.steps)[0]];
const after = {
  ...before,
  steps: [{ ...fetch, label: 'read', position: { x: 1, y: 2 } }, anAction('tell')],
  edges: [before.edges[0]!, { from: 'fetch', port: 'out', to: 'tell' }],
};

it('shows both versions at once, without the places of either', () => {
  const union = unionDocument(before, after);
  expect(union.steps.map((step) => step.id)).toEqual(['fetch', 'tell', 'send']);
  expect(union.steps[0]).toMatchObject({ label: 'read' });
  expect(union.steps[0]).not.toHaveProperty('position');
  expect(union.edges.map((edge) => edge.to)).toEqual(['fetch', 'tell', 'send']);
  expect(unionDocument(before, before)).toEqual(before);
});

it('goes into loops', () => {
  const loop = (id: string, steps: readonly (typeof send)[]) => ({
    ...before,
    steps: [
      {
        id,
        kind: 'each' as const,
        label: id,
        items: { from: 'expression' as const, expression: 'trigger.rows' },
        batchSize: 1,
        concurrency: 1,
        onError: 'stop' as const,
        body: { steps, edges: steps.map((step) => ({ from: 'item', port: 'out', to: step.id })) },
      },
    ],
    edges: [{ from: 'trigger', port: 'out', to: id }],
  });
  const [old, now] = [loop('rows', [send]), loop('rows', [anAction('tell')])];
  expect(unionDocument(old, now).steps[0]).toMatchObject({ body: { steps: [{ id: 'tell' }, { id: 'send' }] } });
  expect([...changeMarks(old, now).steps]).toEqual([
    ['send', 'removed'],
    ['tell', 'added'],
  ]);
});

it('marks what was added, removed and changed', () => {
  const marks = changeMarks(before, { ...after, trigger: { kind: 'flow' } });
  expect(Object.fromEntries(marks.steps)).toEqual({
    fetch: 'changed',
    tell: 'added',
    send: 'removed',
    trigger: 'changed',
  });
  expect(Object.fromEntries(marks.edges)).toEqual({
    'fetch|out|tell': 'added',
    'fetch|out|send': 'removed',
  });
});
