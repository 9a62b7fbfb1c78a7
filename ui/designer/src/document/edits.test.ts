import type { FlowDocument, Step } from '@joinery/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDocument, anAction } from '../testing/documents.ts';
import { addStep, changeStep, connect, disconnect, freshId, move, removeSteps } from './edits.ts';
import { record, redo, startHistory, undo } from './history.ts';
import { findStep } from './scope.ts';

const edgesOf = (document: FlowDocument) => document.edges.map((edge) => `${edge.from}.${edge.port}>${edge.to}`);

describe('edits of a document', () => {
  it('put a new step into an edge', () => {
    const after = addStep(aDocument(), anAction('between'), {
      kind: 'edge',
      scope: [],
      edge: { from: 'fetch', port: 'out', to: 'send' },
    });
    expect(edgesOf(after)).toEqual(['trigger.out>fetch', 'fetch.out>between', 'between.out>send']);
  });

  it('let an end swallow what came after, because nothing follows it', () => {
    const end: Step = { kind: 'end', id: 'stop', label: 'Stop', result: 'succeeded' };
    const after = addStep(aDocument(), end, {
      kind: 'edge',
      scope: [],
      edge: { from: 'fetch', port: 'out', to: 'send' },
    });
    expect(edgesOf(after)).toEqual(['trigger.out>fetch', 'fetch.out>stop']);
  });

  it('close the path around a removed step', () => {
    expect(edgesOf(removeSteps(aDocument(), new Set(['fetch'])))).toEqual(['trigger.out>send']);
  });

  it('drop the edges of a branch case that is gone', () => {
    const branch: Step = {
      kind: 'branch',
      id: 'which',
      label: '',
      cases: [
        { port: 'case_1', label: '', when: 'a' },
        { port: 'case_2', label: '', when: 'b' },
      ],
    };
    const base = connect(addStep(aDocument(), branch, { kind: 'free', scope: [], position: { x: 0, y: 0 } }), [], {
      from: 'which',
      port: 'case_2',
      to: 'send',
    });
    const after = changeStep(base, 'which', (step) =>
      step.kind === 'branch' ? { ...step, cases: step.cases.slice(0, 1) } : step,
    );
    expect(edgesOf(after).some((edge) => edge.startsWith('which'))).toBe(false);
  });

  it('reach into the body of a loop', () => {
    const loop: Step = {
      kind: 'each',
      id: 'rows',
      label: '',
      items: { from: 'expression', expression: 'trigger' },
      batchSize: 1,
      concurrency: 1,
      onError: 'stop',
      body: { steps: [], edges: [] },
    };
    const withLoop = addStep(aDocument(), loop, { kind: 'free', scope: [], position: { x: 0, y: 0 } });
    const after = addStep(withLoop, anAction('inner'), { kind: 'after', scope: ['rows'], from: 'item', port: 'out' });
    expect(findStep(after, 'inner')?.scope).toEqual(['rows']);
  });

  it('give an id that no step has', () => {
    expect(freshId(aDocument(), 'fetch')).toBe('fetch_2');
    expect(freshId(aDocument(), '发送消息')).toBe('step');
    expect(freshId(aDocument(), 'trigger')).toBe('trigger_2');
  });

  it('are all undone one by one to the exact start, and redone to the exact end', () => {
    const edit = fc.constantFrom(
      (document: FlowDocument) =>
        addStep(document, anAction(freshId(document, 'more')), { kind: 'after', scope: [], from: 'send', port: 'out' }),
      (document: FlowDocument) => removeSteps(document, new Set([document.steps.at(-1)?.id ?? 'none'])),
      (document: FlowDocument) => disconnect(document, [], document.edges.slice(0, 1)),
      (document: FlowDocument) => move(document, new Map([['trigger', { x: document.steps.length * 10, y: 3.4 }]])),
      (document: FlowDocument) => changeStep(document, 'fetch', (step) => ({ ...step, label: `${step.label}!` })),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
        const start = aDocument();
        const before = JSON.stringify(start);
        let history = startHistory(start);
        for (const each of edits) history = record(history, each(history.present));
        const end = history.present;
        const count = history.past.length;
        for (let n = 0; n < count; n++) history = undo(history);
        expect(history.present).toBe(start);
        expect(JSON.stringify(start)).toBe(before);
        for (let n = 0; n < count; n++) history = redo(history);
        expect(history.present).toBe(end);
      }),
    );
  });
});

describe('the history', () => {
  it('undoes the edits of one gesture together', () => {
    let history = startHistory('');
    for (const text of ['h', 'he', 'hey']) history = record(history, text, 'label of send');
    expect(undo(history).present).toBe('');
  });

  it('keeps the same value from becoming a step', () => {
    const history = startHistory('same');
    expect(record(history, 'same')).toBe(history);
  });
});
