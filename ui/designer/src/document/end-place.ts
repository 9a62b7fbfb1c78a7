import type { FlowDocument } from '@joinery/contracts';
import { mainPort, type Place } from './edits.ts';

/** Where a step goes that is added without a place: behind the last step that nothing follows yet. */
export function endPlace(document: FlowDocument): Place {
  const followed = new Set(document.edges.map((edge) => edge.from));
  const last = document.steps.findLast((step) => !followed.has(step.id) && mainPort(step) !== undefined);
  const port = last && mainPort(last);
  if (last && port !== undefined) return { kind: 'after', scope: [], from: last.id, port };
  return followed.has('trigger')
    ? { kind: 'free', scope: [], position: { x: 320, y: 0 } }
    : { kind: 'after', scope: [], from: 'trigger', port: 'out' };
}
