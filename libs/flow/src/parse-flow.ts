import { FlowDocumentSchema, type FlowDocument } from '@joinery/contracts';
import { finding, type Finding } from './finding.ts';

export type ParsedFlow =
  | { readonly kind: 'flow'; readonly document: FlowDocument }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/** Reads an unknown value as a flow document; every place that does not fit is named. */
export function parseFlow(value: unknown): ParsedFlow {
  const parsed = FlowDocumentSchema.safeParse(value);
  if (parsed.success) return { kind: 'flow', document: parsed.data as FlowDocument };
  return {
    kind: 'refused',
    findings: parsed.error.issues
      .slice(0, 100)
      .map((issue) => finding('flow.schema', { place: placeOf(issue.path) }, { detail: issue.message })),
  };
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '$';
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}
