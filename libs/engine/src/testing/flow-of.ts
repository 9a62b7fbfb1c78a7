import { FlowDocumentSchema, type FlowDocument } from '@joinery/contracts';

/**
 * A flow document from its interesting parts. Edges are written `fetch -> send`, `check.case_vip -> send`,
 * `send.error -> tell`; without any, the steps follow each other from the trigger.
 */
export function flowOf(parts: {
  readonly steps: readonly Record<string, unknown>[];
  readonly edges?: readonly string[];
  readonly settings?: Record<string, unknown>;
  readonly trigger?: Record<string, unknown>;
}): FlowDocument {
  return FlowDocumentSchema.parse({
    format: 'joinery.flow/1',
    trigger: parts.trigger ?? { kind: 'manual' },
    ...graphOf(parts.steps, parts.edges, 'trigger'),
    settings: parts.settings ?? {},
  }) as FlowDocument;
}

/** A loop's body from its interesting parts. */
export function bodyOf(steps: readonly Record<string, unknown>[], edges?: readonly string[]): Record<string, unknown> {
  return graphOf(steps, edges, 'item');
}

function graphOf(
  steps: readonly Record<string, unknown>[],
  edges: readonly string[] | undefined,
  entry: string,
): Record<string, unknown> {
  const named = steps.map((step) => ({ label: String(step['id']), ...step }));
  const chain = steps.map((step, at) => ({
    from: at === 0 ? entry : String(steps[at - 1]!['id']),
    port: 'out',
    to: String(step['id']),
  }));
  return { steps: named, edges: edges?.map(edgeOf) ?? chain };
}

function edgeOf(text: string): Record<string, unknown> {
  const [left = '', to = ''] = text.split(' -> ');
  const [from = '', port = 'out'] = left.split('.');
  return { from, port, to };
}

/** A step that calls a scripted action with an expression as its input. */
export function call(
  id: string,
  action: string,
  input = '{}',
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id,
    kind: 'action',
    connector: { name: 'scripted', version: '1.0.0' },
    connectionId: null,
    action,
    input: { kind: 'expression', expression: input },
    ...more,
  };
}

export function map(id: string, expression: string): Record<string, unknown> {
  return { id, kind: 'map', mapping: { kind: 'expression', expression } };
}
