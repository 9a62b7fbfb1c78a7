import { describe, expect, it } from 'vitest';
import { aDocument } from '../testing/documents.ts';
import { copySteps, pasteSteps } from './clipboard.ts';

describe('copy and paste', () => {
  it('gives the copies ids of their own and keeps the edges among them', () => {
    const clip = copySteps(aDocument(), [], new Set(['fetch', 'send']));
    const { document, ids } = pasteSteps(aDocument(), [], clip, { x: 40, y: 40 });
    expect(ids).toEqual(['fetch_2', 'send_2']);
    expect(document.edges.at(-1)).toEqual({ from: 'fetch_2', port: 'out', to: 'send_2' });
    expect(document.steps).toHaveLength(4);
  });
});
