import type { Step } from '@joinery/contracts';
import { describe, expect, it } from 'vitest';
import { addStep, changeStep, connect, move } from '../document/edits.ts';
import { aDocument, anAction } from '../testing/documents.ts';
import { documentLayout, layoutKey, tidied, tidyLayout } from './layout.ts';
import { refusalOf } from './may-connect.ts';
import { sizes } from './sizes.ts';

describe('the tidy layout', () => {
  it('puts each step below what leads to it, in one column', () => {
    const { positions } = tidyLayout(aDocument());
    const [trigger, fetch, send] = ['trigger', 'fetch', 'send'].map((id) => positions.get(id)!);
    expect(fetch!.y).toBe(trigger!.y + sizes.stepHeight + sizes.gapY);
    expect(send!.y).toBeGreaterThan(fetch!.y);
    expect(new Set([trigger!.x, fetch!.x, send!.x]).size).toBe(1);
  });

  it('lets no two steps overlap', () => {
    let document = aDocument();
    for (const id of ['b', 'c', 'd'])
      document = addStep(document, anAction(id), { kind: 'after', scope: [], from: 'fetch', port: 'out' });
    const { positions } = tidyLayout(document);
    const places = [...positions.values()];
    for (const [index, a] of places.entries()) {
      for (const b of places.slice(index + 1)) {
        expect(Math.abs(a.x - b.x) >= sizes.stepWidth || Math.abs(a.y - b.y) >= sizes.stepHeight).toBe(true);
      }
    }
  });

  it('makes a loop large enough for its body', () => {
    const loop: Step = {
      kind: 'each',
      id: 'rows',
      label: '',
      items: { from: 'expression', expression: 'trigger' },
      batchSize: 1,
      concurrency: 1,
      onError: 'stop',
      body: {
        steps: [anAction('a'), anAction('b')],
        edges: [
          { from: 'item', port: 'out', to: 'a' },
          { from: 'a', port: 'out', to: 'b' },
        ],
      },
    };
    const { positions, sizes: known } = tidyLayout(
      addStep(aDocument(), loop, { kind: 'after', scope: [], from: 'send', port: 'out' }),
    );
    const inner = positions.get('b')!;
    expect(inner.x + sizes.stepWidth).toBeLessThanOrEqual(known.get('rows')!.width - 16);
    expect(inner.y + sizes.stepHeight).toBeLessThanOrEqual(known.get('rows')!.height - 16);
  });

  it('is kept once steps were placed by it', () => {
    const document = move(aDocument(), tidied(aDocument()));
    expect(documentLayout(document).positions).toEqual(tidyLayout(aDocument()).positions);
  });
});

describe('what may be connected', () => {
  const { steps, edges } = aDocument();
  it('refuses circles, repetitions, itself and the entry', () => {
    expect(refusalOf({ steps, edges }, { from: 'send', port: 'out', to: 'fetch' })).toBe('cycle');
    expect(refusalOf({ steps, edges }, { from: 'fetch', port: 'out', to: 'send' })).toBe('duplicate');
    expect(refusalOf({ steps, edges }, { from: 'send', port: 'out', to: 'send' })).toBe('self');
    expect(refusalOf({ steps, edges }, { from: 'send', port: 'out', to: 'trigger' })).toBe('entry');
    expect(refusalOf({ steps, edges }, { from: 'send', port: 'out', to: 'inner' })).toBe('elsewhere');
  });

  it('allows the error port to lead forward', () => {
    const free = addStep(aDocument(), anAction('alarm'), { kind: 'free', scope: [], position: { x: 0, y: 0 } });
    expect(refusalOf(free, { from: 'fetch', port: 'error', to: 'alarm' })).toBeUndefined();
    expect(connect(free, [], { from: 'fetch', port: 'error', to: 'alarm' }).edges).toHaveLength(3);
  });
});

describe('the key of a layout', () => {
  it('stays while a step is edited and changes with what moves things', () => {
    const document = aDocument();
    expect(layoutKey(changeStep(document, 'send', (step) => ({ ...step, label: 'other' })))).toBe(layoutKey(document));
    expect(layoutKey(move(document, new Map([['send', { x: 1, y: 1 }]])))).not.toBe(layoutKey(document));
    expect(layoutKey(connect(document, [], { from: 'fetch', port: 'error', to: 'send' }))).not.toBe(
      layoutKey(document),
    );
  });
});
