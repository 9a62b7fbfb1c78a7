import type { Edge, FlowDocument, Json, Step } from '@joinery/contracts';
import { walkSteps } from './walk-steps.ts';

/** One difference between two versions of a flow, for the canvas (by id) and for a sentence (by label). */
export type FlowChange =
  | { readonly kind: 'step-added' | 'step-removed'; readonly stepId: string; readonly label: string }
  | {
      readonly kind: 'step-changed';
      readonly stepId: string;
      readonly label: string;
      readonly fields: readonly string[];
    }
  | { readonly kind: 'edge-added' | 'edge-removed'; readonly from: string; readonly port: string; readonly to: string }
  | { readonly kind: 'trigger-changed' | 'settings-changed'; readonly fields: readonly string[] };

/** What changed from `before` to `after`; where things stand on the canvas is no change. */
export function diffFlow(before: FlowDocument, after: FlowDocument): readonly FlowChange[] {
  return [
    ...fieldsChange('trigger-changed', before.trigger, after.trigger),
    ...stepChanges(before, after),
    ...edgeChanges(before, after),
    ...fieldsChange('settings-changed', before.settings, after.settings),
  ];
}

function fieldsChange(
  kind: 'trigger-changed' | 'settings-changed',
  before: object,
  after: object,
): readonly FlowChange[] {
  const fields = changedFields(before, after);
  return fields.length === 0 ? [] : [{ kind, fields }];
}

function stepChanges(before: FlowDocument, after: FlowDocument): readonly FlowChange[] {
  const old = new Map([...walkSteps(before)].map(({ step }) => [step.id, step]));
  const now = new Map([...walkSteps(after)].map(({ step }) => [step.id, step]));
  const removed = [...old.values()].filter((step) => !now.has(step.id)).map((step) => named('step-removed', step));
  const added = [...now.values()].filter((step) => !old.has(step.id)).map((step) => named('step-added', step));
  const changed = [...now.values()].flatMap((step): FlowChange[] => {
    const was = old.get(step.id);
    const fields = was ? changedFields(withoutBody(was), withoutBody(step)) : [];
    return fields.length === 0 ? [] : [{ kind: 'step-changed', stepId: step.id, label: step.label, fields }];
  });
  return [...removed, ...added, ...changed];
}

function named(kind: 'step-added' | 'step-removed', step: Step): FlowChange {
  return { kind, stepId: step.id, label: step.label };
}

function withoutBody(step: Step): object {
  if (step.kind !== 'each') return step;
  const { body: _, ...rest } = step;
  return rest;
}

function edgeChanges(before: FlowDocument, after: FlowDocument): readonly FlowChange[] {
  const old = allEdges(before);
  const now = allEdges(after);
  const lacking = (
    edges: ReadonlyMap<string, Edge>,
    other: ReadonlyMap<string, Edge>,
    kind: 'edge-added' | 'edge-removed',
  ) =>
    [...edges]
      .filter(([key]) => !other.has(key))
      .map(([, edge]): FlowChange => ({ kind, from: edge.from, port: edge.port, to: edge.to }));
  return [...lacking(old, now, 'edge-removed'), ...lacking(now, old, 'edge-added')];
}

function allEdges(document: FlowDocument): ReadonlyMap<string, Edge> {
  const bodies = [...walkSteps(document)].flatMap(({ step }) => (step.kind === 'each' ? step.body.edges : []));
  return new Map([...document.edges, ...bodies].map((edge) => [`${edge.from}|${edge.port}|${edge.to}`, edge]));
}

/** Fields that say where something stands, not what it does. */
const layoutFields: ReadonlySet<string> = new Set(['position']);

function changedFields(before: object, after: object): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !layoutFields.has(name) && canonical(field(before, name)) !== canonical(field(after, name)))
    .toSorted();
}

function field(of: object, name: string): Json | undefined {
  return Object.hasOwn(of, name) ? (of as Record<string, Json>)[name] : undefined;
}

/** Equal for equal values, whatever the order of their members. */
export function canonical(value: Json | undefined): string {
  if (value === undefined) return '';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value as Record<string, Json | undefined>).filter(([, one]) => one !== undefined);
  return `{${members
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`)
    .join(',')}}`;
}
