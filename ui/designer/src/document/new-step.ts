import type {
  ConnectorActionView,
  ConnectorRef,
  FlowDocument,
  MappingSource,
  Step,
  StepKind,
} from '@joinery/contracts';
import { freshId } from './edits.ts';

export const emptyMapping: MappingSource = { kind: 'fields', fields: [] };

/** Kinds that stand in the palette by themselves; actions come from connectors. */
export type BuiltInKind = Exclude<StepKind, 'action'>;

/** A step of a kind as it is when it falls onto the canvas: complete, with nothing chosen yet. */
export function newStep(document: FlowDocument, kind: BuiltInKind, label: string): Step {
  const id = freshId(document, kind);
  switch (kind) {
    case 'map':
      return { kind, id, label, mapping: emptyMapping };
    case 'branch':
      return { kind, id, label, cases: [{ port: 'case_1', label: '1', when: 'true' }] };
    case 'filter':
      return { kind, id, label, when: 'true' };
    case 'each':
      return {
        kind,
        id,
        label,
        items: { from: 'expression', expression: 'trigger.items' },
        batchSize: 1,
        concurrency: 1,
        onError: 'stop',
        body: { steps: [], edges: [] },
      };
    case 'wait':
      return { kind, id, label, for: { kind: 'delay', delayMs: 60_000 } };
    case 'flow':
      return {
        kind,
        id,
        label,
        flowId: '00000000-0000-0000-0000-000000000000',
        input: emptyMapping,
        onAmbiguous: 'hold',
      };
    case 'reply':
      return { kind, id, label, status: 200, body: emptyMapping };
    case 'end':
      return { kind, id, label, result: 'succeeded' };
  }
}

interface NewAction {
  readonly connector: ConnectorRef;
  readonly action: Pick<ConnectorActionView, 'name' | 'effect'>;
  readonly label: string;
  /** Chosen already where there is only one that fits. */
  readonly connectionId: string | null;
}

export function newActionStep(document: FlowDocument, { connector, action, label, connectionId }: NewAction): Step {
  return {
    kind: 'action',
    id: freshId(document, action.name),
    label,
    connector,
    connectionId,
    action: action.name,
    input: emptyMapping,
    onAmbiguous: action.effect === 'unsafe' ? 'hold' : 'retry',
  };
}
