import type { Edge, EachStep, FlowDocument, Graph, Step } from '@joinery/contracts';
import { diffFlow } from '@joinery/flow';
import { edgeMarkKey, type ChangeMark, type ChangeMarks } from '../canvas/change-marks.ts';

/**
 * Both documents as one to look at: the later one, with what it took away put back where it was. Laid out anew, because
 * the places of two versions overlap.
 */
export function unionDocument(before: FlowDocument, after: FlowDocument): FlowDocument {
  const { position: _, ...trigger } = after.trigger;
  return { ...after, trigger: trigger as FlowDocument['trigger'], ...unionGraph(before, after) };
}

function unionGraph(before: Graph, after: Graph): Graph {
  const old = new Map(before.steps.map((step) => [step.id, step]));
  const now = new Set(after.steps.map((step) => step.id));
  const steps = [
    ...after.steps.map((step) => withOldBody(step, old.get(step.id))),
    ...before.steps.filter((step) => !now.has(step.id)),
  ];
  const known = new Set(after.edges.map(edgeMarkKey));
  const edges = [...after.edges, ...before.edges.filter((edge) => !known.has(edgeMarkKey(edge)))];
  return { steps: steps.map(withoutPlace), edges };
}

function withOldBody(step: Step, old: Step | undefined): Step {
  return step.kind === 'each' && old?.kind === 'each' ? { ...step, body: unionGraph(old.body, step.body) } : step;
}

function withoutPlace(step: Step): Step {
  const { position: _, ...rest } = step;
  return rest.kind === 'each' ? ({ ...rest, body: placeless(rest.body) } as EachStep) : (rest as Step);
}

const placeless = ({ steps, edges }: Graph): Graph => ({ edges, steps: steps.map(withoutPlace) });

/** What to mark on the canvas, by step and by edge. */
export function changeMarks(before: FlowDocument, after: FlowDocument): ChangeMarks {
  const steps = new Map<string, ChangeMark>();
  const edges = new Map<string, ChangeMark>();
  const markEdge = (edge: Edge, mark: ChangeMark) => edges.set(edgeMarkKey(edge), mark);
  for (const change of diffFlow(before, after)) {
    switch (change.kind) {
      case 'step-added':
        steps.set(change.stepId, 'added');
        break;
      case 'step-removed':
        steps.set(change.stepId, 'removed');
        break;
      case 'step-changed':
        steps.set(change.stepId, 'changed');
        break;
      case 'trigger-changed':
        steps.set('trigger', 'changed');
        break;
      case 'edge-added':
        markEdge(change, 'added');
        break;
      case 'edge-removed':
        markEdge(change, 'removed');
        break;
      case 'settings-changed':
        break;
    }
  }
  return { steps, edges };
}
