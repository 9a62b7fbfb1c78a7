import { describe, expect, it } from 'vitest';
import { addStep, changeStep, move } from '../document/edits.ts';
import { aDocument, anAction } from '../testing/documents.ts';
import { documentLayout } from './layout.ts';
import { canvasEdges, canvasNodes, openPorts, type CanvasInput } from './to-canvas.ts';

function input(document = aDocument(), rest: Partial<CanvasInput> = {}): CanvasInput {
  return { document, layout: documentLayout(document), findings: [], selected: new Set(), runs: undefined, ...rest };
}

describe('a document on the canvas', () => {
  it('keeps the nodes that did not change, so that an edit draws one node', () => {
    const placed = move(
      aDocument(),
      new Map([
        ['fetch', { x: 0, y: 120 }],
        ['send', { x: 0, y: 240 }],
      ]),
    );
    const before = canvasNodes(input(placed));
    const after = canvasNodes(input(changeStep(placed, 'send', (step) => ({ ...step, label: 'other' }))), before);
    expect(after.map((node, index) => node === before[index])).toEqual([true, true, false]);
  });

  it('shows the worst finding at its step', () => {
    const message = { zh: '', en: '' };
    const findings = [
      { severity: 'warning' as const, code: 'a', place: '/steps/0', stepId: 'fetch', message },
      { severity: 'error' as const, code: 'b', place: '/steps/0', stepId: 'fetch', message },
    ];
    const node = canvasNodes(input(aDocument(), { findings })).find((one) => one.id === 'fetch');
    expect(node?.data).toMatchObject({ finding: 'error' });
  });

  it('tells which exits are still free', () => {
    const node = canvasNodes(input()).find((one) => one.id === 'fetch');
    expect(openPorts((node!.data as { ports: string }).ports)).toEqual([
      { port: 'out', connected: true },
      { port: 'error', connected: false },
    ]);
  });

  it('marks the way a run took', () => {
    const document = addStep(aDocument(), anAction('other'), {
      kind: 'after',
      scope: [],
      from: 'fetch',
      port: 'error',
    });
    const run = (port: string) => ({ state: 'succeeded' as const, durationMs: 1, port, attempts: 1 });
    const runs = new Map([
      ['fetch', run('out')],
      ['send', run('out')],
    ]);
    const edges = canvasEdges(input(document, { runs }), () => undefined, undefined);
    expect(edges.map((edge) => edge.data?.taken)).toEqual([true, true, false]);
  });
});
